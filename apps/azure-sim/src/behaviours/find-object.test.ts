import type { JsonObject } from '@scimulator/scim-core'
import type { Person } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { aTestApp } from '../testing/clock.ts'
import { aStartedDesk } from '../testing/desk.ts'
import type { Fault } from '../testing/responder.ts'
import { ACTIVE, alone, notSent, USER_NAME, users, worldOf } from '../testing/settings-world.ts'
import { aPerson } from '../testing/world.ts'

const alice = aPerson('alice')
const bob = aPerson('bob')
const by = (source: string, target: string, precedence?: number): JsonObject => ({
  type: 'direct',
  source,
  target,
  ...(precedence === undefined ? {} : { matchingPrecedence: precedence }),
})

describe('a create that meets 409', () => {
  const held: JsonObject = { id: 'x', userName: 'bob@contoso.com' }

  test('where userName was not asked for is a matter of the mappings, not of the server', () => {
    const world = worldOf(users(by('userPrincipalName', 'userName'), by('objectId', 'externalId', 1)), alone(alice))
    world.responder.users.set('x', { ...held })
    expect(world.later(alone(alice, bob)).findings).toMatchObject([
      { id: 'create-conflict-unmatched', whose: 'configuration' },
    ])
  })

  test('is none where the later of two matching attributes finds the account', () => {
    const rows = users({ ...USER_NAME, matchingPrecedence: 2 }, by('objectId', 'externalId', 1))
    const world = worldOf(rows, alone(alice))
    world.responder.users.set('x', { ...held })
    expect(world.later(alone(alice, bob)).findings).toEqual([])
  })
})

describe('several resources with the value of a matching attribute', () => {
  const rows = users(by('userPrincipalName', 'userName'), by('displayName', 'displayName', 1))
  const two = (...names: string[]): [string, JsonObject][] =>
    names.map((displayName, index) => [`x${index}`, { id: `x${index}`, userName: `n${index}`, displayName }])

  test('are a matter of the mappings where the value need not be unique', () => {
    const world = worldOf(rows, alone(alice))
    for (const [id, user] of two('Bob Doe', 'Bob Doe')) world.responder.users.set(id, user)
    expect(world.later(alone(alice, bob)).findings).toMatchObject([
      { id: 'matching-not-unique', whose: 'configuration' },
    ])
  })

  test('are one of the server where it gives what was not asked for', () => {
    const ignoring: Fault = ({ shape }) =>
      shape === 'match-user'
        ? {
            status: 200,
            body: { totalResults: 2, Resources: two('Somebody', 'Bob Doe').map(([, user]) => user) },
            headers: { 'Content-Type': 'application/scim+json' },
          }
        : undefined
    const app = aTestApp({ fault: ignoring, settings: rows })
    const { findings } = app.follow({ before: undefined, after: alone(bob) })
    expect(findings.map(({ id, whose }) => [id, whose])).toContainEqual(['several-matches', 'server'])
  })
})

describe('a group', () => {
  const world = (attributes: JsonObject[]): ReturnType<typeof worldOf> =>
    worldOf({ groupMapping: { attributes } }, { people: [], groups: [{ id: 'g', displayName: 'Sales', members: [] }] })

  test('without a value of a matching attribute is left out: ImportSkipped', () => {
    const { first, responder } = world([by('displayName', 'displayName'), by('mail', 'externalId', 1)])
    expect(notSent(first)).toEqual([expect.stringContaining('ImportSkipped')])
    expect(responder.groups.size).toBe(0)
  })
})

describe('after Restart with Full, a target that does not find', () => {
  const settings = users(by('userPrincipalName', 'userName'), ACTIVE, by('displayName', 'displayName', 1))
  const findingsAfter = (fault: Fault, changes: Partial<Person>): string[] => {
    let restarted = false
    const desk = aStartedDesk({ settings, fault: (...seen) => (restarted ? fault(...seen) : undefined) })
    if (Object.keys(changes).length > 0) {
      desk.order('edit', { person: alice, changes, options: { cycle: 'later' } })
    }
    restarted = true
    return desk.order('restart', { options: { resetScope: 'Full' } }).findings.map(({ id }) => id)
  }
  const hiding: Fault = ({ shape }) =>
    shape === 'match-user'
      ? { status: 200, body: { totalResults: 0 }, headers: { 'Content-Type': 'application/scim+json' } }
      : undefined

  test('a value that was not exported yet is not to blame', () => {
    expect(new Set(findingsAfter(() => undefined, { displayName: 'Alice New' }))).toEqual(
      new Set(['create-conflict-unmatched']),
    )
  })

  test('one that was is', () => {
    expect(findingsAfter(hiding, {})).toContain('filter-misses')
  })
})
