import { isJsonObject } from '@scimulator/scim-core'
import type { Behaviour, Person, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app/app.ts'
import { pushGroup } from '../src/behaviours/group-push.ts'
import { aiwIntegration } from '../src/profiles/aiw.ts'
import { act } from './act.ts'
import { AdminApp } from './admin-app.ts'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { Responder, stateOf } from './responder.ts'
import { sorted } from './state.ts'

const directory = aDirectory(4, 2)
const [first] = directory.people
const [group] = directory.groups
if (first === undefined || group === undefined) throw new Error('empty directory')
const person: Person = first
const { template, aiw } = profiles

function lines(played: Played<unknown>): string[] {
  return played.requests.map(({ method, path }) => `${method} ${path.replace(/filter=.*?&/, 'filter&')}`)
}

function playAll(responder: Responder, ...behaviours: Behaviour<unknown>[]): string[][] {
  return behaviours.map((behaviour) => lines(play(behaviour, responder.respond)))
}

const CHECK = 'GET /Users?filter&startIndex=1&count=100'
const LOOKUP = 'GET /Groups?filter&startIndex=1&count=100'

function setUp(knobs: Record<string, string> = {}): { context: ScenarioContext; responder: Responder } {
  return { context: aContext(directory, knobs), responder: new Responder() }
}

describe('template', () => {
  it('tests, then saves with a probe of the groups', () => {
    const { context, responder } = setUp()
    const probe = 'GET /Users?startIndex=1&count=2'
    expect(playAll(responder, act(template, 'connect', context))).toEqual([
      [probe, probe, 'GET /Groups?startIndex=1&count=100'],
    ])
  })

  it('checks and creates, deactivates without a GET, and reactivates before the profile push', () => {
    const { context, responder } = setUp()
    expect(
      playAll(
        responder,
        act(template, 'assign', context, { person }),
        act(template, 'unassign', context, { person }),
        act(template, 'assign', context, { person }),
      ),
    ).toEqual([
      [CHECK, 'POST /Users'],
      ['PATCH /Users/id-1'],
      [CHECK, 'PATCH /Users/id-1', 'GET /Users/id-1', 'PUT /Users/id-1'],
    ])
    expect([...responder.users.values()].map(({ active }) => active)).toEqual([true])
  })

  it('sends a new group as look-up, POST with members, details and the same members again', () => {
    const { context, responder } = setUp()
    const played = playAll(
      responder,
      act(template, 'assign', context, { person }),
      act(template, 'push', context, { group }),
    )
    expect(played[1]).toEqual([LOOKUP, 'POST /Groups', 'PATCH /Groups/id-2', 'PATCH /Groups/id-2'])
  })

  it('pushes who joined with the details first, and nothing when nothing changed', () => {
    const { context, responder } = setUp()
    const newcomer = directory.people[2]
    if (newcomer === undefined) throw new Error('too few people')
    play(act(template, 'assign', context, { person }), responder.respond)
    play(act(template, 'push', context, { group }), responder.respond)
    expect(
      playAll(
        responder,
        act(template, 'push', context, { group }),
        act(template, 'assign', context, { person: newcomer }),
        act(template, 'push', context, { group }),
      ),
    ).toEqual([[], [CHECK, 'POST /Users'], ['PATCH /Groups/id-2', 'PATCH /Groups/id-2']])
  })

  it('sends more than 100 membership changes in several requests', () => {
    const crowd = aDirectory(250, 1)
    const context = aContext(crowd)
    const responder = new Responder()
    for (const member of crowd.people) play(act(template, 'assign', context, { person: member }), responder.respond)
    const [everybody] = crowd.groups
    if (everybody === undefined) throw new Error('no group')
    const played = play(act(template, 'push', context, { group: everybody }), responder.respond)
    const adds = played.requests.filter(({ shape }) => shape === 'group-members-add')
    const sizes = adds.map(({ body }) => JSON.stringify(body).split('"display"').length - 1)
    expect(sizes).toEqual([100, 100, 50])
    expect(played.findings).toEqual([])
  })
})

describe('aiw', () => {
  it('tests and saves with the users probe alone', () => {
    const { context, responder } = setUp()
    const probe = 'GET /Users?startIndex=1&count=2'
    expect(playAll(responder, act(aiw, 'connect', context))).toEqual([[probe, probe]])
  })

  it('deactivates by GET and PUT, and reactivates in two pairs of them', () => {
    const { context, responder } = setUp()
    const pair = ['GET /Users/id-1', 'PUT /Users/id-1']
    expect(
      playAll(
        responder,
        act(aiw, 'assign', context, { person }),
        act(aiw, 'unassign', context, { person }),
        act(aiw, 'assign', context, { person }),
      ),
    ).toEqual([[CHECK, 'POST /Users'], pair, [CHECK, ...pair, ...pair]])
  })

  it('sends a new group as look-up, POST, GET and PUT', () => {
    const { context, responder } = setUp()
    const played = playAll(responder, act(aiw, 'assign', context, { person }), act(aiw, 'push', context, { group }))
    expect(played[1]).toEqual([LOOKUP, 'POST /Groups', 'GET /Groups/id-2', 'PUT /Groups/id-2'])
  })
})

describe('knobs', () => {
  it('links an active account with one profile push, or with two', () => {
    const linked = (knobs: Record<string, string>) => {
      const { context, responder } = setUp(knobs)
      play(act(template, 'assign', aContext(directory), { person }), responder.respond)
      return playAll(responder, act(template, 'assign', context, { person }))[0]
    }
    const pair = ['GET /Users/id-1', 'PUT /Users/id-1']
    expect(linked({})).toEqual([CHECK, ...pair])
    expect(linked({ doubleProfilePush: 'on' })).toEqual([CHECK, ...pair, ...pair])
  })

  it.each([
    ['omit', undefined],
    ['""', ''],
    ['null', null],
  ])('sends an emptied attribute as emptyMode %s', (emptyMode, expected) => {
    const { context, responder } = setUp({ emptyMode })
    play(act(template, 'assign', context, { person: { ...person, title: 'Engineer' } }), responder.respond)
    const { requests } = play(act(template, 'edit', context, { person, changes: { title: '' } }), responder.respond)
    expect(requests.at(-1)?.body?.title).toBe(expected)
    expect(requests.at(-1)?.shape).toBe('user-replace-cleared')
  })

  it('leaves userName alone with Exclude Username Updates', () => {
    const { context, responder } = setUp({ excludeUsernameUpdates: 'on' })
    play(act(template, 'assign', context, { person }), responder.respond)
    const played = play(
      act(template, 'edit', context, { person, changes: { userName: 'new@example.com' } }),
      responder.respond,
    )
    expect(played.requests.at(-1)?.body?.userName).toBe(person.userName)
    expect(played.findings).toEqual([])
  })

  it('sends nothing on unassignment while Deactivate Users is off', () => {
    const { context, responder } = setUp({ deactivateUsers: 'off' })
    play(act(template, 'assign', context, { person }), responder.respond)
    const played = play(act(template, 'unassign', context, { person }), responder.respond)
    expect([played.requests, played.steps[0]?.result?.outcome]).toEqual([[], 'notSent'])
  })

  it('omits look-up, details and members where the knobs say so', () => {
    const { context, responder } = setUp({ groupPrecheck: 'off', detailsPatch: 'never', pushMembersImmediately: 'off' })
    play(act(template, 'assign', context, { person }), responder.respond)
    const app = openApp(context, { ...aiwIntegration, updates: 'patch' })
    const { requests } = play(pushGroup(app, group), responder.respond)
    expect(requests.map(({ shape }) => shape)).toEqual(['group-create-empty'])
  })

  it.each(Object.values(profiles))(
    'links a group spelled in another case without blaming the server [$id]',
    (profile) => {
      for (const renameGroups of ['on', 'off']) {
        const { context, responder } = setUp({ renameGroups })
        play(act(profile, 'assign', context, { person }), responder.respond)
        play(
          act(profile, 'push', aContext(directory), { group: { ...group, id: 'x', displayName: 'TEAM "0"' } }),
          responder.respond,
        )
        const { findings } = play(act(profile, 'push', context, { group }), responder.respond)
        expect(findings).toEqual([])
        const [linked] = [...responder.groups.values()]
        expect(linked?.displayName).toBe(renameGroups === 'on' ? 'Team "0"' : 'TEAM "0"')
      }
    },
  )

  it('sends no details for a linked group while the rename setting is off', () => {
    const { context, responder } = setUp({ renameGroups: 'off' })
    play(act(template, 'assign', context, { person }), responder.respond)
    play(act(template, 'push', aContext(directory), { group: { ...group, id: 'x' } }), responder.respond)
    expect(playAll(responder, act(template, 'push', context, { group }))).toEqual([[LOOKUP, 'PATCH /Groups/id-2']])
  })

  it('checks by userName with the e-mail address where that is the unique identifier', () => {
    const { context, responder } = setUp({ uniqueIdentifier: 'email' })
    const { requests } = play(act(template, 'assign', context, { person }), responder.respond)
    expect(requests[0]?.path).toContain('filter=userName%20eq%20%22person.0%40example.com%22')
  })

  it('pushes no group and imports nothing without the actions', () => {
    const app = new AdminApp(template, directory, new Responder(), { pushGroups: 'off', importUsers: 'off' })
    for (const id of ['push', 'importNow']) {
      const played = app.order(id, { group: 0 })
      expect([played.requests, played.steps.map(({ result }) => result?.outcome)]).toEqual([[], ['notSent']])
    }
  })

  it('sends a group without id and members without display where the knobs say so', () => {
    const app = new AdminApp(aiw, directory, new Responder(), { groupPutId: 'off', memberDisplay: 'null' })
    app.order('assign', { person: 0 })
    const body = app.order('push', { group: 0 }).requests.at(-1)?.body
    expect(Object.keys(body ?? {})).toEqual(['schemas', 'displayName', 'members'])
    expect(body?.members).toEqual([{ value: 'id-1', display: null }])
  })

  it.each(['update', 'recreate'])('gives an assignment another userName by assignmentUserName=%s', (way) => {
    const app = new AdminApp(template, directory, new Responder(), { assignmentUserName: way })
    app.order('assign', { person: 0 })
    const played = app.order('editAssignment', { person: 0, changes: { userName: 'new@example.com' } })
    const expected = [{ userName: 'new@example.com', active: true }]
    const old = { userName: person.userName, active: false }
    expect(sorted(played.result)).toEqual(sorted(stateOf(app.responder)))
    expect(played.result.users).toEqual(way === 'update' ? expected : [...expected, old])
  })

  it('replaces members without path with membersPathless, on a change too', () => {
    const app = new AdminApp(template, directory, new Responder(), { membersPathless: 'on' })
    app.order('assign', { person: 0 })
    app.order('push', { group: 0 })
    app.order('assign', { person: 2 })
    const { requests, findings } = app.order('push', { group: 0 })
    expect(JSON.stringify(requests.at(-1)?.body)).toContain('{"op":"replace","value":{"members":[{"value":"id-1"')
    expect(findings).toEqual([])
  })

  it('asks for the old userName before a re-assignment with staleUserNameCheck, and blames no server for the 409', () => {
    const app = new AdminApp(template, directory, new Responder(), { staleUserNameCheck: 'on' })
    app.order('assign', { person: 0 })
    app.order('unassign', { person: 0 })
    const [account] = [...app.responder.users.values()]
    if (account) account.userName = 'new@example.com'
    app.order('edit', { person: 0, changes: { userName: 'new@example.com' } })
    const played = app.order('assign', { person: 0 })
    expect(played.requests.map(({ method }) => method)).toEqual(['GET', 'POST'])
    expect(played.requests[0]?.path).toContain('person.0%40Example.com')
    expect(played.findings.filter(({ whose }) => whose === 'server').map(({ id }) => id)).toEqual([])
  })

  it('reads the endpoints of roles and entitlements that the resource types name', () => {
    const responder = new Responder((request, answer) => {
      if (request.shape !== 'resource-types' || !('status' in answer) || !isJsonObject(answer.body)) return answer
      const type = (schema: string, endpoint: string) => ({ id: endpoint, name: endpoint, endpoint, schema })
      const urn = 'urn:okta:scim:schemas:core:1.0'
      const Resources = [
        type(`${urn}:Role`, '/Groups'),
        type(`${urn}:Entitlement`, '/Users'),
        type('urn:ietf:params:scim:schemas:core:2.0:Role', '/Ignored'),
        type(`${urn}:Role`, '//elsewhere.example.com/x?y'),
      ]
      return { ...answer, body: { ...answer.body, Resources, totalResults: 4 } }
    })
    const { requests } = play(act(profiles['oin-wizard'], 'connect', aContext(directory)), responder.respond)
    expect(requests.slice(-4).map(({ path }) => path.split('?')[0])).toEqual([
      '/ResourceTypes',
      '/Schemas',
      '/Groups',
      '/Users',
    ])
  })

  it('looks the account up before it deprovisions with lookupBeforeDeprovision', () => {
    const { context, responder } = setUp({ lookupBeforeDeprovision: 'on' })
    play(act(template, 'assign', aContext(directory), { person }), responder.respond)
    expect(playAll(responder, act(template, 'unassign', context, { person }))).toEqual([[CHECK, 'PATCH /Users/id-1']])
    expect([...responder.users.values()].map(({ active }) => active)).toEqual([false])
  })

  it('carries a stale active:false in the profile push with staleActiveRace', () => {
    const { context, responder } = setUp({ staleActiveRace: 'on' })
    play(act(template, 'assign', context, { person }), responder.respond)
    play(act(template, 'unassign', context, { person }), responder.respond)
    const { requests } = play(act(template, 'assign', context, { person }), responder.respond)
    expect(requests.at(-1)?.body?.active).toBe(false)
    expect(requests.at(-1)?.quirks).toContain('stale-active')
  })
})
