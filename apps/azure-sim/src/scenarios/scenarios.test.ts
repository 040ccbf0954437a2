import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { type Directory, OWN_CHECK, type Profile } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { createResponder, type Responder } from '../testing/responder.ts'
import { aContext, aliceAndBob, aPerson, fortyPeople } from '../testing/world.ts'
import { vendor } from '../vendor.ts'

function playScenario(
  profile: Profile,
  id: string,
  responder: Responder,
  context: ReturnType<typeof aContext>,
): Played<Expected> {
  const scenario = profile.scenarios.find((candidate) => candidate.id === id)
  if (!scenario) throw new TypeError(`no scenario ${id}`)
  return play(scenario.play(context), responder.answer)
}

/** What the responder holds, in the form of `expected`. */
function held({ users, groups }: Responder): Expected {
  const nameOf = (id: unknown): string => String(users.get(String(id))?.userName)
  const members = (group: JsonObject): string[] =>
    (Array.isArray(group.members) ? group.members : []).map((member) => nameOf((member as JsonObject).value))
  return {
    users: [...users.values()].map((user) => ({ userName: String(user.userName), active: user.active === true })),
    groups: [...groups.values()].map((group) => ({ displayName: String(group.displayName), members: members(group) })),
  }
}

function sorted({ users, groups }: Expected): Expected {
  const byName = <T>(items: T[], name: (item: T) => string): T[] =>
    items.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
  return {
    users: byName(users, ({ userName }) => userName),
    groups: byName(
      groups.map((group) => ({ ...group, members: group.members.toSorted() })),
      ({ displayName }) => displayName,
    ),
  }
}

describe.each(vendor.profiles.map((profile) => [profile.id, profile] as const))('profile %s', (_id, profile) => {
  const shapes = profile.shapes.map(({ id }) => id)

  test('knows at least 20 shapes, each once', () => {
    expect(new Set(shapes).size).toBe(shapes.length)
    expect(shapes.length).toBeGreaterThanOrEqual(20)
  })

  test('lifecycle sends every shape of the catalogue and finds nothing wrong with a correct server', () => {
    const responder = createResponder()
    const played = playScenario(profile, 'lifecycle', responder, aContext(fortyPeople()))
    expect(played.findings).toEqual([])
    expect(played.steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
    expect(shapes.filter((id) => !played.requests.some(({ shape }) => shape === id))).toEqual([])
    const others = played.requests.filter(({ shape }) => !shapes.includes(shape))
    expect(others.filter(({ shape, method }) => shape !== OWN_CHECK || method !== 'GET')).toEqual([])
  })

  test.each(['lifecycle', 'demo', 'removal'])('%s leaves the server with what it expects', (id) => {
    const responder = createResponder()
    const played = playScenario(profile, id, responder, aContext(fortyPeople()))
    expect(played.findings).toEqual([])
    expect(sorted(held(responder))).toEqual(sorted(played.result))
  })

  test('every quirk of the profile is carried by a request of lifecycle, and no other', () => {
    const played = playScenario(profile, 'lifecycle', createResponder(), aContext(fortyPeople()))
    const sent = new Set(played.requests.flatMap(({ quirks }) => quirks ?? []))
    expect([...sent].toSorted()).toEqual(profile.quirks.map(({ id }) => id).toSorted())
  })

  test('the same seed gives the same requests', () => {
    const requests = (): unknown =>
      playScenario(profile, 'lifecycle', createResponder(), aContext(fortyPeople())).requests
    expect(requests()).toEqual(requests())
  })

  test.each(vendor.profiles)('lifecycle sends every shape also where $id left everybody behind', (other) => {
    const responder = createResponder()
    playScenario(other, 'lifecycle', responder, aContext(fortyPeople()))
    const again = playScenario(profile, 'lifecycle', responder, aContext(fortyPeople()))
    expect(again.findings).toEqual([])
    expect(shapes.filter((shape) => !again.requests.some((request) => request.shape === shape))).toEqual([])
    expect(sorted(held(responder))).toEqual(sorted(again.result))
  })

  test.each(['lifecycle', 'removal'])('%s deletes at somebody else’s server only what it made there', (id) => {
    const responder = createResponder()
    playScenario(profile, 'demo', responder, aContext(fortyPeople()))
    const before = new Set([...responder.users.keys(), ...responder.groups.keys()])
    const played = playScenario(profile, id, responder, { ...aContext(fortyPeople()), onLoopback: false })
    expect(played.findings).toEqual([])
    expect([...before].filter((kept) => !responder.users.has(kept) && !responder.groups.has(kept))).toEqual([])
    expect(held(responder).users).toEqual(expect.arrayContaining(played.result.users))
  })

  test('lifecycle with fewer people plays what it can', () => {
    for (const directory of [aliceAndBob(), { people: [aPerson('alice')], groups: [] }, { people: [], groups: [] }]) {
      const responder = createResponder()
      const played = playScenario(profile, 'lifecycle', responder, aContext(directory))
      expect(played.findings).toEqual([])
      expect(sorted(held(responder))).toEqual(sorted(played.result))
    }
  })

  test('demo leaves most people active, some inactive, and removes nothing', () => {
    const responder = createResponder()
    const played = playScenario(profile, 'demo', responder, aContext(fortyPeople()))
    expect(played.requests.some(({ method }) => method === 'DELETE')).toBe(false)
    expect(played.result.users.filter(({ active }) => !active)).toHaveLength(2)
    expect(played.result.users).toHaveLength(40)
    expect(played.result.groups.every(({ members }) => members.length > 0)).toBe(true)
  })

  test('demo disables one person in ten where the directory has nobody inactive', () => {
    const everybody: Directory = { people: Array.from({ length: 20 }, (_, n) => aPerson(`p${n}`)), groups: [] }
    const played = playScenario(profile, 'demo', createResponder(), aContext(everybody))
    expect(played.result.users.filter(({ active }) => !active)).toHaveLength(2)
  })

  test('demo played again is an incremental cycle with three changes, each time', () => {
    const responder = createResponder()
    const context = aContext(fortyPeople())
    playScenario(profile, 'demo', responder, context)
    for (const toggle of ['deactivate', 'reactivate', 'deactivate']) {
      const played = playScenario(profile, 'demo', responder, context)
      const writes = played.requests.filter(({ method }) => method !== 'GET')
      expect(writes.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'PATCH'])
      expect(played.steps.map(({ action }) => action)).toContain(toggle)
      expect(played.findings).toEqual([])
      expect(sorted(held(responder))).toEqual(sorted(played.result))
    }
  })

  test('removal deletes the purged person and the unassigned group, and sends nothing for the person unassigned before', () => {
    const responder = createResponder()
    const played = playScenario(profile, 'removal', responder, aContext(fortyPeople()))
    expect(played.requests.filter(({ method }) => method === 'DELETE').map(({ shape }) => shape)).toEqual([
      'delete-user',
      'delete-group',
    ])
    const kept = played.steps.filter(({ action, result }) => action === 'remove' && result?.outcome === 'notSent')
    expect(kept.map(({ subject }) => subject.name)).toEqual(['p39@contoso.com'])
    expect(played.waits).toEqual([40 * 60_000, 30 * 24 * 60 * 60_000])
  })
})
