import { isJsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import { type PlayOptions, playFile } from '../testing/play-scenario.ts'
import { scimMemory } from '../testing/scim-memory.ts'
import { head, people } from '../testing/three-people.ts'

function outcomes(text: string, options: PlayOptions = {}): string[] {
  const { steps } = playFile(text, options)
  return steps
    .filter(({ action }) => action === 'verify')
    .map(({ result }) => result?.reason ?? result?.outcome ?? 'open')
}

function titles(text: string, options: PlayOptions = {}): string[] {
  return playFile(text, options).findings.map(({ title }) => title)
}

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
