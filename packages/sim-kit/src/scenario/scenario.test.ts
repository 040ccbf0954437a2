import { isJsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import { generateDirectory } from '../directory/generate.ts'
import { UsageError } from '../errors.ts'
import { type PlayOptions, playFile } from '../testing/play-scenario.ts'
import { scimMemory } from '../testing/scim-memory.ts'
import { sharedScenarios } from './shared-scenarios.ts'

const head = 'id: x\nsummary: a test\n'
const people = `people:
  - { userName: ann@example.com, givenName: Ann, familyName: Lee, department: Sales }
  - { userName: bob@example.com, givenName: Bob, familyName: Ray, department: Sales }
  - { userName: cy@example.com, givenName: Cy, familyName: Fox }
groups:
  - { displayName: Team, members: [ann@example.com, bob@example.com] }
`

function outcomes(text: string, options: PlayOptions = {}): string[] {
  const { steps } = playFile(text, options)
  return steps
    .filter(({ action }) => action === 'verify')
    .map(({ result }) => result?.reason ?? result?.outcome ?? 'open')
}

function titles(text: string, options: PlayOptions = {}): string[] {
  return playFile(text, options).findings.map(({ title }) => title)
}

describe('a scenario', () => {
  test.each(sharedScenarios())('$id passes against a target that does what it is told', ({ source }) => {
    const { findings, steps } = playFile(source.text)
    expect(findings).toEqual([])
    expect(steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
    expect(steps.some(({ action }) => action === 'verify')).toBe(true)
  })

  test.each(sharedScenarios())('$id can be played with one person, with and without groups', ({ source }) => {
    for (const groups of [0, 1]) {
      const directory = generateDirectory({ users: 1, groups, seed: 'one' })
      expect(playFile(source.text, { directory }).findings).toEqual([])
    }
  })

  test.each(sharedScenarios())(
    '$id sends the same requests for the same seed, ids of the target apart',
    ({ source }) => {
      const sent = (prefix: string): string =>
        JSON.stringify(playFile(source.text, { memory: scimMemory({ prefix }) }).requests).replaceAll(prefix, 'ID')
      expect(sent('target-one-')).toBe(sent('other-'))
    },
  )

  test('another seed draws others', () => {
    const text = `${head}steps: [{ leave: { some: 2 } }, sync]`
    const directory = generateDirectory({ users: 12, groups: 3, seed: 'the same' })
    const sent = (seed: string): string => JSON.stringify(playFile(text, { seed, directory }).requests)
    expect(sent('a')).toBe(sent('a'))
    expect(sent('a')).not.toBe(sent('b'))
  })

  test('a draw more in one step leaves the draws of the others alone', () => {
    const directory = generateDirectory({ users: 40, groups: 3, seed: 's' })
    const second = (first: string): unknown => {
      const { result } = playFile(`${head}steps: [{ leave: { some: ${first} } }, { join: 1 }, sync]`, { directory })
      return result.users.at(-1)?.userName
    }
    expect(second('1')).toBe(second('5'))
  })

  test('its own people are played with, whatever directory the run has', () => {
    const { result } = playFile(`${head}${people}steps: [sync]`)
    expect(result).toEqual({
      users: [
        { userName: 'ann@example.com', active: true },
        { userName: 'bob@example.com', active: true },
        { userName: 'cy@example.com', active: true },
      ],
      groups: [{ displayName: 'Team', members: ['ann@example.com', 'bob@example.com'] }],
    })
  })

  test('the vendor follows all edits since it looked last, with their causes', () => {
    const text = `${head}${people}steps:
  - sync
  - leave: bob@example.com
  - change: { who: { department: Sales, status: active }, set: { title: "Head of {department}" } }
  - sync`
    const { steps, requests } = playFile(text)
    expect(steps.slice(4).map(({ subject, action, cause }) => [subject.name, action, cause])).toEqual([
      ['ann@example.com', 'update', 'leave: Bob Ray; change of title: Ann Lee'],
      ['bob@example.com', 'update', 'leave: Bob Ray; change of title: Ann Lee'],
    ])
    expect(requests.at(-2)?.body).toMatchObject({ title: 'Head of Sales' })
  })

  test('time passes before the vendor looks again', () => {
    const { waits, steps } = playFile(`${head}${people}steps: [sync, { wait: 40m }, { wait: 30d }]`)
    expect(waits).toEqual([40 * 60_000, 30 * 86_400_000])
    expect(steps).toHaveLength(4)
  })

  test('an app made anew remembers nothing', () => {
    const { requests } = playFile(`${head}${people}steps: [sync, newApp, sync]`)
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(8)
  })

  test('somebody deleted returns as the same person with memberships, or as somebody new without', () => {
    const text = (as: string): string => `${head}${people}steps:
  - sync
  - delete: ann@example.com
  - sync
  - return: ${as}
  - sync`
    const same = playFile(text('ann@example.com')).result
    expect(same.groups[0]?.members).toEqual(['bob@example.com', 'ann@example.com'])
    const fresh = playFile(text('{ who: ann@example.com, as: new }')).result
    expect(fresh.groups[0]?.members).toEqual(['bob@example.com'])
    expect(fresh.users.map(({ userName }) => userName)).toContain('ann@example.com')
  })

  test('an admin’s action is played with its subjects and options', () => {
    const text = `${head}${people}steps: [sync, { act: { action: unassign, person: bob@example.com } }]`
    const { steps } = playFile(text)
    expect(steps.at(-1)).toMatchObject({ subject: { name: 'bob@example.com' }, result: { outcome: 'notSent' } })
  })
})

describe('an expectation', () => {
  const text = `${head}${people}steps: [sync, { expect: synced }]`

  test('names whoever is missing, with expected and actual', () => {
    const memory = scimMemory()
    const instead: PlayOptions['instead'] = ({ method, body }) =>
      method === 'POST' && isJsonObject(body) && body.userName === 'bob@example.com'
        ? { status: 201, body: { id: 'lost' } }
        : undefined
    expect(titles(text, { memory, instead })).toEqual([
      'bob@example.com is absent, expected active.',
      'Group Team lacks bob@example.com and has id lost too many, expected 2 members, actual 2.',
    ])
  })

  test('fails its step, and shows the exchange', () => {
    const instead: PlayOptions['instead'] = ({ path, method }) =>
      method === 'GET' && path.startsWith('/Users')
        ? {
            status: 200,
            body: { totalResults: 1, Resources: [{ id: 'id1', userName: 'ann@example.com', active: false }] },
          }
        : undefined
    const { findings, steps } = playFile(
      `${head}${people}steps: [sync, { expect: { who: ann@example.com, is: active } }]`,
      {
        instead,
      },
    )
    expect(steps.at(-1)?.result).toEqual({
      outcome: 'failed',
      reason: 'ann@example.com is inactive, expected active.',
    })
    expect(findings).toMatchObject([{ id: 'expectationNotMet', whose: 'server', exchanges: ['exchange-5'] }])
  })

  test('compares attributes by path, whatever the case of the names', () => {
    const check = (has: string): string[] =>
      outcomes(`${head}${people}steps: [sync, { expect: { who: ann@example.com, has: ${has} } }]`)
    expect(check('{ name.familyName: "{familyName}", NAME.givenname: Ann, active: true, nickName: null }')).toEqual([
      'succeeded',
    ])
    expect(check('{ name.familyName: Fox }')).toEqual(['ann@example.com has name.familyName "Lee", expected "Fox".'])
    expect(check('{ nickName: Annie }')).toEqual(['ann@example.com has nickName absent, expected "Annie".'])
  })

  test('compares the members of a group', () => {
    const check = (expected: string): string[] => outcomes(`${head}${people}steps: [sync, { expect: ${expected} }]`)
    expect(check('{ group: Team, members: [bob@example.com, ann@example.com] }')).toEqual(['succeeded'])
    expect(check('{ group: Team, members: [ann@example.com] }')).toEqual([
      'Group Team has bob@example.com too many, expected 1 members, actual 2.',
    ])
    expect(check('{ group: Ghosts, is: absent }')).toEqual(['succeeded'])
    expect(check('{ group: Team, is: absent }')).toEqual(['Group Team is present, expected absent.'])
  })

  test('finds whoever should be gone and is there still, under an old name too', () => {
    const instead: PlayOptions['instead'] = ({ method }) => (method === 'DELETE' ? { status: 204 } : undefined)
    expect(
      titles(`${head}${people}steps: [sync, { delete: cy@example.com }, sync, { expect: synced }]`, { instead }),
    ).toEqual(['cy@example.com is active, expected absent.'])
  })

  test('leaves people and groups alone that the scenario never had', () => {
    const memory = scimMemory()
    memory.answer({ method: 'POST', path: '/Users', body: { userName: 'owner@example.org' } })
    memory.answer({ method: 'POST', path: '/Groups', body: { displayName: 'Owners' } })
    expect(titles(text, { memory })).toEqual([])
  })

  test('finds a member that should have left a group, not one the vendor never put there', () => {
    const memory = scimMemory()
    memory.answer({ method: 'POST', path: '/Users', body: { userName: 'cy@example.com' } })
    let puts = 0
    const instead: PlayOptions['instead'] = ({ method, path, body }) => {
      if (method !== 'PUT' || !path.startsWith('/Groups') || !isJsonObject(body)) return undefined
      puts++
      const stay = memory.list('/Groups')[0]?.members
      const more = [...(Array.isArray(stay) ? stay : []), { value: 'id1' }]
      return memory.answer({ method, path, body: { ...body, members: more } })
    }
    const steps = 'steps: [sync, { removeMembers: { group: Team, who: bob@example.com } }, sync, { expect: synced }]'
    const found = titles(`${head}${people}${steps}`, { memory, instead })
    expect(puts).toBe(1)
    expect(found).toEqual(['Group Team has bob@example.com too many, expected 1 members, actual 3.'])
  })

  test.each([1, 2, 3, 100])('reads every page of a target that gives %i at once', (page) => {
    const memory = scimMemory({ page })
    const { findings, requests } = playFile(text, { memory })
    expect(findings).toEqual([])
    const reads = requests.filter(({ shape, path }) => shape === OWN_CHECK && path.startsWith('/Users'))
    expect(reads).toHaveLength(Math.ceil(3 / page))
  })

  test('a target that answers the same page for ever, or no list, ends the reading', () => {
    const same: PlayOptions['instead'] = ({ path, method }) =>
      method === 'GET' && path.startsWith('/Users')
        ? {
            status: 200,
            body: { totalResults: '900', resources: [{ id: 1, username: 'ann@example.com', active: 'True' }] },
          }
        : undefined
    expect(
      titles(`${head}${people}steps: [sync, { expect: { who: ann@example.com, is: active } }]`, { instead: same }),
    ).toEqual([])
    const broken: PlayOptions['instead'] = ({ method }) => (method === 'GET' ? { status: 500 } : undefined)
    expect(titles(text, { instead: broken })).toEqual(['The target cannot be read: GET /Users answers 500.'])
  })

  test('a reading that fails now and then is made again', () => {
    let reads = 0
    const instead: PlayOptions['instead'] = ({ method }) =>
      method === 'GET' && reads++ % 3 !== 2 ? { status: reads % 3 === 1 ? 503 : 429 } : undefined
    expect(titles(text, { instead })).toEqual([])
    expect(reads).toBe(6)
  })

  test('groups that a list shows without members are read one by one', () => {
    const memory = scimMemory()
    const instead: PlayOptions['instead'] = ({ method, path }) =>
      method === 'GET' && path.startsWith('/Groups?')
        ? {
            status: 200,
            body: { totalResults: 1, Resources: memory.list('/Groups').map(({ members: _members, ...rest }) => rest) },
          }
        : undefined
    expect(titles(text, { memory, instead })).toEqual([])
  })
})

describe('a scenario that makes no sense', () => {
  test.each([
    [
      'somebody who is not there',
      'steps: [{ leave: anne@example.com }]',
      '9:9: There is no "anne@example.com" in the directory. Did you mean ann@example.com?',
    ],
    ['a group that is not there', 'steps: [{ deleteGroup: Teem }]', 'Group "Teem" is unknown. Did you mean Team?'],
    ['a name nobody was given', 'steps: [{ return: { those: leavers } }]', 'Name "leavers" is unknown.'],
    [
      'an action the vendor does not have',
      'steps: [{ act: { action: asign } }]',
      'Action "asign" is unknown. Did you mean assign?',
    ],
    ['an action without its person', 'steps: [{ act: { action: assign } }]', 'The action assign needs person.'],
    ['nothing synced', 'steps: [{ expect: synced }]', 'Nothing has been synced yet'],
    [
      'a userName that is taken',
      'steps: [{ change: { who: bob@example.com, set: { userName: ann@example.com } } }]',
      'The userName ann@example.com is taken.',
    ],
    [
      'an unknown placeholder',
      'steps: [{ change: { who: bob@example.com, set: { title: "{titel}" } } }]',
      'Placeholder "titel" is unknown. Did you mean title?',
    ],
    ['more steps than can be meant', 'steps: [{ repeat: { times: 20001, steps: [sync] } }]', 'more than 20000 steps'],
    ['more people than a directory may have', 'steps: [{ join: 999999 }]', '1000000 people'],
    [
      'more people and rounds than can be planned',
      'steps: [{ join: 9000 }, { repeat: { times: 20000, steps: [{ leave: bob@example.com }] } }]',
      'That is too much to plan',
    ],
    [
      'somebody who joins twice',
      'steps: [{ join: [{ userName: ann@example.com, givenName: A, familyName: B }] }]',
      'is in the directory already',
    ],
  ])('%s is refused with its place, before anything is sent', (_name, steps, message) => {
    let sent = 0
    const instead: PlayOptions['instead'] = () => {
      sent++
      return undefined
    }
    const attempt = (): unknown => playFile(`${head}${people}${steps.replace('[', '[sync, ')}`, { instead })
    const nothing = (): unknown => playFile(`${head}${people}${steps}`, { instead })
    const run = message.startsWith('Nothing') || message.startsWith('9:9') ? nothing : attempt
    expect(run).toThrow(UsageError)
    expect(run).toThrow(message)
    expect(run).toThrow(/^test\.yaml:9:\d+: /)
    expect(sent).toBe(0)
  })

  test.each([
    [
      'a manager nobody is',
      'people: [{ userName: a, givenName: A, familyName: B, manager: z }]\n',
      'There is no "z" among the people.',
    ],
    [
      'a member nobody is',
      'people: [{ userName: a, givenName: A, familyName: B }]\ngroups: [{ displayName: G, members: [z] }]\n',
      '4:38: There is no "z" among the people.',
    ],
    [
      'the same person twice',
      'people: [{ userName: a, givenName: A, familyName: B }, { userName: A, givenName: A, familyName: B }]\n',
      'A is there twice.',
    ],
    ['groups without people', 'groups: [{ displayName: G }]\n', 'Groups need people'],
  ])('%s is refused with its place', (_name, own, message) => {
    expect(() => playFile(`${head}${own}steps: [sync]`)).toThrow(message)
  })

  test('an option it does not have, or of another kind, is refused', () => {
    const text = `${head}options: { many: 2, part: 20% }\nsteps: [{ join: $many }, { leave: { share: $part } }, sync]`
    expect(playFile(text, { options: { many: '4' } }).result.users.length).toBeGreaterThan(10)
    expect(() => playFile(text, { options: { mny: '4' } })).toThrow('Did you mean many?')
    expect(() => playFile(text, { options: { many: 'x' } })).toThrow('Option many is a whole number')
    expect(() => playFile(text, { options: { part: '200%' } })).toThrow('Option part is a share')
    expect(() => playFile(`${head}steps: [sync]`, { options: { many: '4' } })).toThrow('has no options')
  })
})
