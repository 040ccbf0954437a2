import { UsageError } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { AdminApp, lines, outcomes } from './admin-app.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { error, Responder, stateOf } from './responder.ts'
import { sorted } from './state.ts'

const { template, aiw } = profiles
const CHECK = 'GET /Users?filter&startIndex=1&count=100'
const PROBE = 'GET /Users?startIndex=1&count=2'
const start = aDirectory(4, 2)
const first = 'person.0@Example.com'

describe.each(Object.values(profiles))('actions of the console [$id]', (profile) => {
  const open = (knobs: Record<string, string> = {}, responder = new Responder()) =>
    new AdminApp(profile, start, responder, knobs)

  it('have each an id of its own, a label, and evidence', () => {
    const actions = profile.adminActions
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
    for (const { label, evidence, options = [] } of actions) {
      expect(label).not.toBe('')
      expect(evidence.source).toMatch(/^(?:S\d+|live): ./)
      for (const option of options) {
        if (option.default !== undefined && option.values) expect(option.values).toContain(option.default)
      }
    }
    expect(actions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['connect', 'assign', 'unassign', 'edit', 'push']),
    )
  })

  it('say after each order what the target holds', () => {
    const app = open()
    const orders = [
      ['connect'],
      ['assignGroup', { group: 0 }],
      ['assign', { person: 1 }],
      ['push', { group: 0 }],
      ['edit', { person: 0, changes: { givenName: 'Zoe' } }],
      ['addMember', { person: 1, group: 0 }],
      ['renameGroup', { group: 0, options: { name: 'Renamed' } }],
      ['removeMember', { person: 0, group: 0 }],
      ['pushNow', { group: 0 }],
      ['deactivate', { person: 1 }],
      ['unassign', { person: 0 }],
      ['assign', { person: 0 }],
      ['importNow'],
      ['forceSync'],
      ['unassignGroup', { group: 0 }],
      ['unlink', { group: 0, options: { group: 'leave' } }],
    ] as const
    for (const [id, words] of orders) {
      const played = app.order(id, words)
      expect(played.findings, id).toEqual([])
      expect(
        played.steps.filter(({ result }) => result?.outcome === 'failed'),
        id,
      ).toEqual([])
      expect(sorted(played.result), id).toEqual(sorted(stateOf(app.responder)))
    }
    expect(app.person(0).displayName).toBe('Zoe Ångström')
  })

  it('send nothing for a test but one probe, and save with it', () => {
    const app = open({ groupsProbeOnSave: 'off', importUserSchema: 'off' })
    expect(lines(app.order('testConnection'))).toEqual([PROBE])
    expect(lines(app.order('connect'))).toEqual([PROBE, PROBE])
    expect(lines(app.order('toApp', { options: { updateUserAttributes: 'off' } }))).toEqual([PROBE])
  })

  it('suspend, unsuspend, delete and convert without a request', () => {
    const app = open()
    app.order('assign', { person: 0 })
    for (const id of ['suspend', 'unsuspend']) expect(app.order(id, { person: 0 }).requests).toEqual([])
    expect(app.order('convertAssignments', { group: 0 }).requests).toEqual([])
    expect(() => app.order('delete', { person: 0 })).toThrow(UsageError)
    app.order('deactivate', { person: 0 })
    const deleted = app.order('delete', { person: 0 })
    expect([deleted.requests, outcomes(deleted)]).toEqual([[], [`remove ${first}: notSent`]])
    expect(app.directory.people).toHaveLength(3)
    expect(app.responder.users.size).toBe(1)
  })

  it('assign again on activation only where the assignment comes through a group', () => {
    const app = open()
    app.order('assign', { person: 0 })
    app.order('deactivate', { person: 0 })
    expect(app.order('activate', { person: 0 }).requests).toEqual([])
    expect(lines(app.order('activate', { person: 0, options: { assignment: 'group' } }))[0]).toBe(CHECK)
    expect(app.person(0).active).toBe(true)
  })

  it('keep options for later runs, and have no effect without them', () => {
    const app = open()
    app.order('toApp', { options: { createUsers: 'off', deactivateUsers: 'off' } })
    const refused = app.order('assign', { person: 0 })
    expect(refused.requests).toEqual([])
    expect(refused.steps[0]?.result?.reason).toContain('failed: Matching user not found.')
    app.order('toApp', { options: { createUsers: 'on', updateUserAttributes: 'off' } })
    expect(app.order('provisionUser').requests.map(({ method }) => method)).toContain('POST')
    expect(app.order('edit', { person: 0, changes: { title: 'Boss' } }).requests).toEqual([])
    expect(app.order('unassign', { person: 0 }).requests).toEqual([])
    expect(app.order('groupPushSettings', { options: { renameGroups: 'off' } }).requests).toEqual([])
    app.order('push', { group: 0 })
    expect(app.order('renameGroup', { group: 0, options: { name: 'New' } }).requests).toEqual([])
  })

  it('send a new password only where Sync Password is on', () => {
    const app = open()
    app.order('assign', { person: 0 })
    expect(app.order('changePassword', { person: 0 }).requests).toEqual([])
    app.order('toApp', { options: { syncPassword: 'okta' } })
    const [one, two] = [app.order('changePassword', { person: 0 }), app.order('changePassword', { person: 0 })]
    const body = JSON.stringify(one.requests.at(-1)?.body)
    expect(body).toMatch(/"password":".{8}"/)
    expect(JSON.stringify(two.requests.at(-1)?.body)).not.toBe(body)
    expect(one.requests.at(-1)?.method).toBe(profile.id === 'aiw' ? 'PUT' : 'PATCH')
    expect(JSON.stringify(app.context.state.value)).not.toMatch(/"password":/)
  })

  it('force a sync of who has an account, and of nobody else', () => {
    const app = open()
    app.order('assign', { person: 0 })
    const played = app.order('forceSync')
    const patches = profile.id === 'oin-wizard-patch'
    expect(outcomes(played)).toEqual([`update ${first}: ${patches ? 'notSent' : 'succeeded'}`])
    expect(played.requests.map(({ method }) => method)).toEqual(patches ? [] : ['GET', 'PUT'])
    expect(app.responder.users.size).toBe(1)
  })

  it('deactivate group push, which stops changes, and activate it, which pushes everybody', () => {
    const app = open()
    app.order('assignGroup', { group: 0 })
    app.order('push', { group: 0 })
    app.order('assign', { person: 1 })
    expect(app.order('deactivatePush', { group: 0 }).requests).toEqual([])
    expect(app.order('addMember', { person: 1, group: 0 }).requests).toEqual([])
    expect(app.order('activatePush', { group: 0 }).requests.length).toBeGreaterThan(0)
    expect(stateOf(app.responder).groups[0]?.members).toContain('person.1@Example.com')
    expect(lines(app.order('unlink', { group: 0 }))).toEqual([expect.stringMatching(/^DELETE \/Groups\//)])
    expect(app.order('activatePush', { group: 0 }).requests).toEqual([])
  })

  it('push groups by rule, refuse a rule that fits none, and delete a rule with its groups', () => {
    const app = open()
    const played = app.order('pushByRule', { options: { operator: 'contains', text: 'eam' } })
    expect(played.result.groups).toHaveLength(2)
    expect(() => app.order('pushByRule', { options: { text: 'nothing' } })).toThrow(UsageError)
    expect(app.order('deleteRule', { options: { name: 'Other' } }).requests).toEqual([])
    expect(app.order('deleteRule').requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE'])
    expect(app.responder.groups.size).toBe(0)
  })

  it('create or link a group as the admin chose', () => {
    const app = open()
    app.responder.groups.set('tg', { id: 'tg', displayName: 'Theirs', members: [] })
    const missing = app.order('push', { group: 0, options: { action: 'link', appGroup: 'Nobody’s' } })
    expect(missing.steps[0]?.result?.reason).toContain('There is no app group Nobody’s')
    const linked = app.order('push', { group: 0, options: { action: 'link', appGroup: 'Theirs' } })
    expect(sorted(linked.result)).toEqual(sorted(stateOf(app.responder)))
    expect(app.responder.groups.get('tg')?.displayName).toBe('Team "0"')
    const created = app.order('push', { group: 1, options: { action: 'create' } })
    expect(created.requests.slice(0, 2).map(({ shape }) => shape)).toEqual(['group-lookup', 'group-create-empty'])
    expect(app.order('push', { group: 1, options: { action: 'create' } }).requests).toEqual([])
  })

  it('creates a group as the admin chose, whatever the look-up shows', () => {
    const app = open()
    app.responder.groups.set('tg', { id: 'tg', displayName: app.group(0).displayName, members: [] })
    const played = app.order('push', { group: 0, options: { action: 'create' } })
    expect(played.steps[0]?.result?.reason).toContain('Error while creating user group Team "0": Conflict.')
    expect(played.findings.map(({ id }) => id)).toEqual(['group-name-taken'])
  })

  it('push no group whose push is deactivated', () => {
    const app = open()
    app.order('push', { group: 0 })
    app.order('deactivatePush', { group: 0 })
    expect(app.order('push', { group: 0 }).requests).toEqual([])
    expect(app.order('push', { group: 0, options: { action: 'create' } }).requests).toEqual([])
    expect(app.order('pushByRule', { options: { text: 'Team "0"' } }).requests).toEqual([])
  })

  it('provision nothing while the integration cannot be saved', () => {
    const responder = new Responder((request, answer) =>
      request.shape === 'connection-test' ? error(404, 'nothing here') : answer,
    )
    const app = AdminApp.new(profile, start, responder)
    app.order('connect')
    expect(app.order('assign', { person: 0 }).requests).toEqual([])
    expect(lines(app.order('testConnection'))).toEqual([PROBE])
  })

  it('write the System Log', () => {
    const app = open()
    app.order('assign', { person: 0 })
    app.order('deactivate', { person: 0 })
    const { log } = app.context.state.value
    const rows = Array.isArray(log) ? log.map((row) => JSON.stringify(row)) : []
    expect(rows.join()).toContain('application.provision.user.push')
    expect(rows.join()).toMatch(/user\.lifecycle\.deactivate.*application\.provision\.user\.deactivate/)
  })
})

describe('the same order in two integrations', () => {
  it('deactivates by one PATCH, or by GET and PUT', () => {
    const sent = (profile: typeof template) => {
      const app = new AdminApp(profile, start)
      app.order('assign', { person: 0 })
      return lines(app.order('unassign', { person: 0 }))
    }
    expect(sent(template)).toEqual(['PATCH /Users/id-1'])
    expect(sent(aiw)).toEqual(['GET /Users/id-1', 'PUT /Users/id-1'])
  })
})
