import type { Expected } from '@scimulator/admin-api'
import { isJsonObject } from '@scimulator/scim-core'
import type { Profile, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder, stateOf } from './responder.ts'

function run(profile: Profile, id: string, context: ScenarioContext, responder: Responder): Played<Expected> {
  const scenario = profile.scenarios.find((candidate) => candidate.id === id)
  if (scenario === undefined) throw new Error(`no scenario ${id}`)
  return play(scenario.play(context), responder.respond)
}

/** State as it comes back from disk. */
function reloaded(context: ScenarioContext): ScenarioContext {
  const value: unknown = JSON.parse(JSON.stringify(context.state.value))
  return { ...context, state: { value: isJsonObject(value) ? value : {} } }
}

/** The same users and groups, whatever their order. */
function sorted(state: Expected): Expected {
  const groups = state.groups.map((group) => ({ ...group, members: group.members.toSorted() }))
  return {
    users: state.users.toSorted((left, right) => left.userName.localeCompare(right.userName)),
    groups: groups.toSorted((left, right) => left.displayName.localeCompare(right.displayName)),
  }
}

describe.each(Object.values(profiles))('$id', (profile) => {
  it('sends every shape of its catalogue in a lifecycle over 40 people and 6 groups, without a finding', () => {
    const responder = new Responder()
    const played = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    const known = profile.shapes.map(({ id }) => id).toSorted()
    expect([...new Set(played.requests.map(({ shape }) => shape))].toSorted()).toEqual(known)
    expect(known.length).toBeGreaterThanOrEqual(20)
    expect(played.findings).toEqual([])
    expect(played.steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
  })

  it('leaves what it says the target should hold', () => {
    const responder = new Responder()
    const played = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    expect(sorted(stateOf(responder))).toEqual(sorted(played.result))
    expect(played.result.users.filter(({ active }) => !active)).toHaveLength(1)
  })

  it('plays the same lifecycle again on the same target by linking', () => {
    const responder = new Responder()
    run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    const again = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    expect(again.findings).toEqual([])
    expect(again.steps.filter(({ action }) => action === 'create' || action === 'createGroup')).toHaveLength(1)
    expect(sorted(stateOf(responder))).toEqual(sorted(again.result))
  })

  it('sends only quirks it declares', () => {
    const played = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), new Responder())
    const declared = new Set(profile.quirks.map(({ id }) => id))
    expect(played.requests.flatMap(({ quirks }) => quirks ?? []).filter((id) => !declared.has(id))).toEqual([])
  })

  it('plays every scenario over a directory of one person, without groups, and over nobody', () => {
    for (const directory of [aDirectory(1, 0), aDirectory(0, 0), aDirectory(2, 1)]) {
      for (const { id } of profile.scenarios) {
        const responder = new Responder()
        const played = run(profile, id, aContext(directory), responder)
        expect(played.findings, id).toEqual([])
        expect(sorted(stateOf(responder)), id).toEqual(sorted(played.result))
      }
    }
  })

  it('leaves a demo team with most people active, some inactive, groups filled and nothing removed', () => {
    const responder = new Responder()
    const played = run(profile, 'demo', aContext(aDirectory(40, 6)), responder)
    expect(played.findings).toEqual([])
    expect(played.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
    const inactive = played.result.users.filter(({ active }) => !active).length
    expect([played.result.users.length, inactive]).toEqual([39, 3])
    expect(played.result.groups.every(({ members }) => members.length > 0)).toBe(true)
    expect(sorted(stateOf(responder))).toEqual(sorted(played.result))
  })

  it('plays small incremental syncs over saved state', () => {
    const responder = new Responder()
    const context = aContext(aDirectory(40, 6))
    run(profile, 'demo', context, responder)
    for (let cycle = 0; cycle < 8; cycle++) {
      const saved = reloaded(context)
      const played = run(profile, 'demo', saved, responder)
      context.state.value = saved.state.value
      expect(played.findings).toEqual([])
      expect(played.steps.map(({ action }) => action).filter((action) => action === 'update')).toHaveLength(1)
      expect(played.steps.length).toBeLessThanOrEqual(5)
      expect(sorted(stateOf(responder))).toEqual(sorted(played.result))
    }
  })

  it('removes by deactivating everybody and deleting the groups it unlinks, never a user', () => {
    const responder = new Responder()
    const played = run(profile, 'removal', aContext(aDirectory(40, 6)), responder)
    expect(played.findings).toEqual([])
    expect(played.result.groups).toEqual([])
    expect(played.result.users.some(({ active }) => active)).toBe(false)
    expect(played.requests.filter(({ method, path }) => method === 'DELETE' && path.startsWith('/Users'))).toEqual([])
    expect(played.steps.filter(({ action }) => action === 'remove').map(({ result }) => result?.outcome)).toContain(
      'notSent',
    )
  })

  it('keeps what is known in a JSON state that a second run can read', () => {
    const responder = new Responder()
    const context = aContext(aDirectory(10, 2))
    run(profile, 'demo', context, responder)
    const removal = run(profile, 'removal', reloaded(context), responder)
    expect(removal.requests.some(({ method }) => method === 'POST')).toBe(false)
    expect(sorted(stateOf(responder))).toEqual(sorted(removal.result))
  })

  it('sends the same bytes for the same seed', () => {
    const once = run(profile, 'lifecycle', aContext(aDirectory(12, 3)), new Responder()).requests
    const twice = run(profile, 'lifecycle', aContext(aDirectory(12, 3)), new Responder()).requests
    expect(JSON.stringify(twice)).toBe(JSON.stringify(once))
  })
})
