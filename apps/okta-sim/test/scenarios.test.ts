import type { Expected } from '@scimulator/admin-api'
import { isJsonObject } from '@scimulator/scim-core'
import type { Profile, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { act } from './act.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder, stateOf } from './responder.ts'
import { reloaded, sorted } from './state.ts'

function run(profile: Profile, id: string, context: ScenarioContext, responder: Responder): Played<Expected> {
  const scenario = profile.scenarios.find((candidate) => candidate.id === id)
  if (scenario === undefined) throw new Error(`no scenario ${id}`)
  return play(scenario.play(context), responder.respond)
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
    const inactive = played.result.users.filter(({ active }) => !active).map(({ userName }) => userName)
    expect(inactive).toEqual(['person.38@Example.com', 'newcomer.1@Example.com', 'newcomer.2@Example.com'])
  })

  it('deactivates and reactivates nobody in a lifecycle while Deactivate Users is off', () => {
    const responder = new Responder()
    const played = run(profile, 'lifecycle', aContext(aDirectory(40, 6), { deactivateUsers: 'off' }), responder)
    expect(played.requests.filter(({ shape }) => /activate/.test(shape))).toEqual([])
    expect(played.result.users.filter(({ active }) => !active)).toEqual([])
    expect([played.findings, sorted(stateOf(responder))]).toEqual([[], sorted(played.result)])
  })

  it('plays the same lifecycle again on the same target by linking, and still sends every shape', () => {
    const responder = new Responder()
    const first = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    const again = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    expect(again.findings).toEqual([])
    expect(again.steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
    const shapes = new Set(again.requests.map(({ shape }) => shape))
    expect(profile.shapes.filter(({ id }) => !shapes.has(id))).toEqual([])
    const created = again.steps.filter(({ action }) => action === 'create' || action === 'createGroup')
    expect(created.filter(({ result }) => result?.outcome !== 'notSent').map(({ subject }) => subject.name)).toEqual([
      'newcomer.3@Example.com',
      'newcomer.4@Example.com',
      'Team "0" project 1',
      'Team "0" project 1',
    ])
    const earlier = first.result.users.filter(({ userName }) => /^newcomer\.[12]@/.test(userName))
    const expected = { ...again.result, users: [...again.result.users, ...earlier] }
    expect(sorted(stateOf(responder))).toEqual(sorted(expected))
  })

  it('takes only names that nobody has for newcomers, new groups and renames', () => {
    const responder = new Responder()
    const others = ['NEWCOMER.1@example.com', 'newcomer.3@example.com', 'person.36.renamed@example.com']
    const groups = ['team "0" PROJECT 1', 'Team "4" (Renamed)', 'Team "5" (renamed)', 'Team "5" (renamed 2)']
    const [model] = aDirectory(1, 0).people
    if (!model) throw new Error('nobody')
    const foreign = aContext(aDirectory(0, 0))
    for (const userName of others) {
      play(
        act(profile, 'assign', foreign, { person: { ...model, id: userName, userName, email: userName } }),
        responder.respond,
      )
    }
    for (const displayName of groups) {
      play(act(profile, 'push', foreign, { group: { id: displayName, displayName, members: [] } }), responder.respond)
    }
    const before = structuredClone([...responder.groups.values()])
    const played = run(profile, 'lifecycle', aContext(aDirectory(40, 6)), responder)
    expect(played.findings).toEqual([])
    expect(played.steps.filter(({ result }) => result?.outcome === 'failed')).toEqual([])
    const names = played.result.users.map(({ userName }) => userName).filter((name) => name.startsWith('newcomer'))
    expect(names).toEqual(['newcomer.2@Example.com', 'newcomer.4@Example.com'])
    const bodies = JSON.stringify(played.requests.map(({ body }) => body ?? {}))
    expect(bodies).toContain('"userName":"person.36.renamed2@Example.com"')
    expect(bodies).toMatch(/Team \\"4\\" \(renamed 2\)|Team \\"5\\" \(renamed 3\)/)
    expect([...responder.groups.values()].slice(0, groups.length)).toEqual(before)
  })

  it('takes the next login where a check finds an account that the import did not show', () => {
    const inner = new Responder()
    run(profile, 'lifecycle', aContext(aDirectory(6, 2)), inner)
    const hidden = new Set([...inner.users.values()].filter(({ active }) => active === false).map(({ id }) => id))
    const responder = new Responder((request, answer) => {
      if (request.shape !== 'import-users' || !('status' in answer) || !isJsonObject(answer.body)) return answer
      const { Resources } = answer.body
      const shown = (Array.isArray(Resources) ? Resources : []).filter(
        (user) => isJsonObject(user) && !hidden.has(String(user.id)),
      )
      return { ...answer, body: { ...answer.body, totalResults: shown.length, Resources: shown } }
    })
    for (const [id, user] of inner.users) responder.users.set(id, user)
    const played = run(profile, 'lifecycle', aContext(aDirectory(6, 2)), responder)
    const joined = played.steps.filter(({ cause }) => cause === 'Joined the company')
    expect(joined.map(({ subject, action, result }) => [subject.name, action, result?.outcome])).toEqual([
      ['newcomer.1@Example.com', 'create', 'notSent'],
      ['newcomer.1@Example.com', 'link', 'succeeded'],
      ['newcomer.2@Example.com', 'create', 'notSent'],
      ['newcomer.2@Example.com', 'link', 'succeeded'],
      ['newcomer.3@Example.com', 'create', 'succeeded'],
      ['newcomer.4@Example.com', 'create', 'succeeded'],
    ])
  })

  it('blames nobody for what somebody changed in the app between two runs', () => {
    const responder = new Responder()
    const context = aContext(aDirectory(40, 6))
    run(profile, 'demo', context, responder)
    const [gone, ...users] = [...responder.users.values()]
    if (gone) responder.users.delete(gone.id)
    for (const user of users.slice(0, 6)) user.active = user.active !== true
    for (const group of responder.groups.values()) {
      Object.assign(group, { displayName: `${group.displayName} by hand`, members: [] })
    }
    const next = run(profile, 'demo', reloaded(context), responder)
    expect([...new Set(next.findings.map(({ id, whose }) => `${whose} ${id}`))]).toEqual([
      'configuration resource-gone',
    ])
    expect(sorted(stateOf(responder)).users).toEqual(sorted(next.result).users)
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
