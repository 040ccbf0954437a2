import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Directory } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aDirectory, aFullDirectory, aPerson } from './context.ts'
import { failures, run, shapesOf, sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

const full = aFullDirectory()
const catalogue = v2Enterprise.shapes.map(({ id }) => id).toSorted()
const account = (userName: string): JsonObject => ({ id: `id-${userName.split('@')[0]}`, userName, active: true })

/** A responder that already holds these accounts. */
function holding(...users: readonly JsonObject[]): ScimResponder {
  const server = new ScimResponder()
  for (const user of users) server.users.set(String(user.id), user)
  return server
}

/** userNames of what was posted to a path, or displayNames. */
function posted({ requests }: ReturnType<typeof run>, path: string): unknown[] {
  return requests
    .filter((request) => request.method === 'POST' && request.path === path)
    .map(({ body }) => body?.userName ?? body?.displayName)
}

describe('a new app on a target that already holds the people and roles', () => {
  const server = new ScimResponder()
  const rounds = ['first', 'second', 'third'].map((name) => {
    const played = run('lifecycle', full, { server })
    return [name, { played, held: sorted(server.state()) }] as const
  })

  test.each(rounds)(
    'exercises every request shape in the %s run, without a finding or a failed step',
    (_name, { played }) => {
      expect(shapesOf(played)).toEqual(catalogue)
      expect(played.findings).toEqual([])
      expect(failures(played)).toEqual([])
    },
  )

  test.each(rounds)('leaves what the %s run expects, among what earlier ones left', (_name, { played, held }) => {
    expect(held.users).toEqual(expect.arrayContaining([...played.result.users]))
    const groups = new Map(held.groups.map(({ displayName, members }) => [displayName, members]))
    for (const { displayName, members } of played.result.groups) {
      expect(groups.get(displayName)).toEqual(expect.arrayContaining([...members]))
    }
  })

  test('the same target gives the same requests', () => {
    const again = new ScimResponder()
    run('lifecycle', full, { server: again })
    expect(run('lifecycle', full, { server: again }).requests).toEqual(rounds[1]?.[1].played.requests)
  })
})

describe('newcomers', () => {
  const directory = aDirectory(aPerson(), aPerson({ id: 'bo', userName: 'bo@acme.test', email: 'bo@acme.test' }))
  const NAMES = ['newcomer-full', 'newcomer-blanks', 'newcomer-international']

  test('are one with everything, one with blanks and one with an international name, in a new role', () => {
    const played = run('lifecycle', directory)
    const bodies = NAMES.map(
      (name) =>
        played.requests.find(({ method, body }) => method === 'POST' && body?.userName === `${name}-1@acme.test`)?.body,
    )
    expect(bodies[0]).toMatchObject({
      title: 'Engineer',
      'urn:scim:schemas:extension:enterprise:2.0': { department: 'Engineering', manager: { managerId: 'ann' } },
    })
    expect(bodies[1]).toMatchObject({ title: '', 'urn:scim:schemas:extension:enterprise:2.0': { department: '' } })
    expect(isJsonObject(bodies[2]?.name) && bodies[2].name.givenName).toBe('Zoë')
    const role = played.result.groups.find(({ displayName }) => displayName === 'Dev newcomers')
    expect(role?.members).toEqual(NAMES.map((name) => `${name}-1@acme.test`))
  })

  test('a look-up that hits links the account, as for anybody, and the next number joins', () => {
    const server = holding(account('newcomer-full-1@acme.test'), account('newcomer-full-2@acme.test'))
    const played = run('lifecycle', directory, { server })
    const linked = played.steps.filter(({ action }) => action === 'link').map(({ subject }) => subject.name)
    expect(linked).toEqual(expect.arrayContaining(['newcomer-full-1@acme.test', 'newcomer-full-2@acme.test']))
    expect(posted(played, '/Users')).toEqual(expect.arrayContaining(NAMES.map((name) => `${name}-3@acme.test`)))
    expect(played.findings).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('a number that only one of them has free is no reason to stop', () => {
    const server = holding(account('newcomer-blanks-1@acme.test'))
    const played = run('lifecycle', directory, { server })
    expect(posted(played, '/Users')).toEqual(
      expect.arrayContaining([
        'newcomer-full-1@acme.test',
        'newcomer-blanks-2@acme.test',
        'newcomer-international-1@acme.test',
      ]),
    )
    expect(played.findings).toEqual([])
  })

  test('whom OneLogin has already is not looked up: the next number joins', () => {
    const known = aPerson({ id: 'n', userName: 'Newcomer-Full-1@acme.test', email: 'n@acme.test' })
    const played = run('lifecycle', aDirectory(aPerson(), known))
    expect(posted(played, '/Users')).toContain('newcomer-full-2@acme.test')
    expect(played.findings).toEqual([])
  })

  test('a new role and a renamed one take the first names that neither the refresh nor the directory shows', () => {
    const server = new ScimResponder()
    const names = ['dev newcomers', 'Dev newcomers 2', 'DEV (renamed)']
    for (const displayName of names)
      server.groups.set(displayName, { id: displayName, displayName, members: new Set() })
    const played = run('lifecycle', directory, { server })
    expect(posted(played, '/Groups')).toEqual(['Dev', 'Dev newcomers 3', 'Dev (renamed) 2'])
    expect(played.findings).toEqual([])
  })

  test('join no role where the directory has none', () => {
    const played = run('lifecycle', { people: directory.people, groups: [] })
    expect(posted(played, '/Groups')).toEqual([])
    expect(posted(played, '/Users')).toEqual(expect.arrayContaining(NAMES.map((name) => `${name}-1@acme.test`)))
  })

  test.each<[string, Directory, string]>([
    [
      'without a mail domain where logins have none',
      { people: [aPerson({ userName: 'ann' })], groups: [] },
      'newcomer-full-1',
    ],
    ['at example.com where nobody has an address', { people: [], groups: [] }, 'newcomer-full-1@example.com'],
  ])('have a userName %s', (_case, people, userName) => {
    expect(posted(run('lifecycle', people), '/Users')).toContain(userName)
  })

  test('leave with everybody else in the removal of the same app', () => {
    const [server, state] = [new ScimResponder(), { value: {} }]
    run('lifecycle', directory, { server, state })
    const played = run('removal', directory, { server, state })
    expect(played.findings).toEqual([])
    expect(server.state().users.filter(({ userName }) => userName.startsWith('newcomer'))).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('that the server refuses are tried once each', () => {
    const server = new ScimResponder({ noNamesOnCreate: true })
    const played = run('lifecycle', directory, { server })
    expect(posted(played, '/Users').filter((name) => String(name).startsWith('newcomer'))).toHaveLength(3)
  })

  test('stay outside groups whose list could not be read', () => {
    const server = new ScimResponder({ noGroupList: true })
    const played = run('lifecycle', directory, { server })
    expect(posted(played, '/Groups')).toEqual([])
    expect(played.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['groups-refused']))
    expect(new Set(played.findings.map(({ id }) => id))).toEqual(new Set(['groups-refused']))
  })
})

describe('a login that changes', () => {
  // Eight others, so that the part of the changed login is cast.
  const people = Array.from({ length: 16 }, (_, index) =>
    aPerson({ id: `p${index}`, userName: `p${index}@acme.test`, email: `p${index}@acme.test` }),
  )
  const changed = (played: ReturnType<typeof run>): unknown =>
    played.requests.find(({ shape }) => shape === 'put-new-user-name')?.body?.userName

  test('takes the number of the newcomers, which no earlier run gave to a login', () => {
    const server = new ScimResponder()
    const first = changed(run('lifecycle', aDirectory(...people), { server }))
    const second = changed(run('lifecycle', aDirectory(...people), { server }))
    expect(first).toMatch(/^p\d+\.new@acme\.test$/)
    expect(second).toBe(String(first).replace('.new@', '.new2@'))
  })

  test('is an e-mail address that changes where scimusername takes Email', () => {
    const apart = people.map((user) => ({ ...user, userName: user.id }))
    const played = run('lifecycle', aDirectory(...apart), { knobs: { 'scimusername-source': 'Email' } })
    expect(changed(played)).toMatch(/\.new@acme\.test$/)
    expect(played.findings).toEqual([])
  })

  test('that meets somebody else’s account is a finding about the configuration, not the server', () => {
    const first = changed(run('lifecycle', aDirectory(...people)))
    const played = run('lifecycle', aDirectory(...people), { server: holding(account(String(first))) })
    // Every later task of the person meets it again.
    expect(played.findings.length).toBeGreaterThan(0)
    for (const finding of played.findings)
      expect(finding).toMatchObject({ id: 'user-name-taken', whose: 'configuration' })
  })
})
