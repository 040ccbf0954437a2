import { describe, expect, it } from 'vitest'
import { AdminApp, lines, outcomes } from './admin-app.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { error, Responder } from './responder.ts'

const directory = aDirectory(4, 2)
const start = {
  ...directory,
  groups: directory.groups.map((group, index) => (index === 0 ? { ...group, members: ['p0', 'p1'] } : group)),
}
const [first, second] = ['person.0@Example.com', 'person.1@Example.com']
const EARLY = 'User was assigned this application before Provisioning was enabled and not provisioned'
const CONNECT = 'scimulator act okta connect'

describe.each(Object.values(profiles))('an integration that was never saved [$id]', (profile) => {
  const open = (responder = new Responder()) => AdminApp.new(profile, start, responder)
  const reasons = (played: ReturnType<AdminApp['order']>) => played.steps.map(({ result }) => result?.reason ?? '')

  it('sends nothing but the test and the save, and says with each order what to do', () => {
    const app = open()
    const words = { person: 0, group: 0, changes: { title: 'Boss' } }
    const options = { account: 'x', name: 'New', operator: 'contains', text: 'eam' }
    const opening = new Set(['testConnection', 'connect', 'delete'])
    for (const { id } of profile.adminActions.filter((action) => !opening.has(action.id))) {
      const played = app.order(id, { ...words, options })
      expect([id, played.requests, played.steps.length > 0]).toEqual([id, [], true])
      for (const { result } of played.steps) expect([id, result?.outcome]).toEqual([id, 'notSent'])
    }
    expect(reasons(app.order('push', { group: 0 }))[0]).toMatch(
      /^The API integration is not set up: .*act okta connect/,
    )
    expect(lines(app.order('testConnection'))).toEqual(['GET /Users?startIndex=1&count=2'])
    expect(app.responder.users.size + app.responder.groups.size).toBe(0)
  })

  it('keeps who is assigned, and Provision User takes them and nobody else once it is saved', () => {
    const app = open()
    const early = app.order('assign', { person: 0 })
    expect(outcomes(early)).toEqual([`create ${first}: notSent`])
    expect(reasons(early)[0]).toContain(EARLY)
    expect(reasons(early)[0]).toContain(CONNECT)
    app.order('assignGroup', { group: 0 })
    app.order('unassign', { person: 1 })
    app.order('connect')
    expect(app.responder.users.size).toBe(0)
    expect(reasons(app.order('editAssignment', { person: 0, changes: { title: 'Boss' } }))[0]).toContain(EARLY)
    expect(outcomes(app.order('provisionUser'))).toEqual([`create ${first}: succeeded`])
    expect([...app.responder.users.values()].map(({ userName }) => userName)).toEqual([first])
  })

  it('provisions nobody with Provision User who was never assigned', () => {
    const app = open()
    app.order('connect')
    const played = app.order('provisionUser')
    expect([played.requests, played.steps.length]).toEqual([[], 1])
    expect(reasons(played)[0]).toContain('Nobody is assigned without an account')
  })

  it('says after a save that failed that it could not be saved, and keeps who is assigned', () => {
    let broken = true
    const responder = new Responder((_request, answer) => (broken ? error(500, 'down') : answer))
    const app = open(responder)
    app.order('connect')
    app.order('assign', { person: 1 })
    expect(reasons(app.order('push', { group: 0 }))[0]).toMatch(
      /^The app integration could not be saved: .*okta connect/,
    )
    broken = false
    app.order('connect')
    expect(outcomes(app.order('provisionUser'))).toEqual([`create ${second}: succeeded`])
  })
})

describe('people who are not assigned', () => {
  const app = () => new AdminApp(profiles.template, start)

  it.each(['unassign', 'deactivate', 'editAssignment', 'edit'])('%s says so, and nothing is sent', (id) => {
    const played = app().order(id, { person: 0, changes: { title: 'Boss' } })
    expect(played.requests).toEqual([])
    expect(played.steps.map(({ result }) => result)).toEqual([
      { outcome: 'notSent', reason: 'Not assigned to the app' },
    ])
  })
})

describe('state of versions that knew no connection', () => {
  const person = { oktaId: '00u1', scimId: 'u-1', formerId: null, userName: first, status: 'assigned', active: true }
  const task = { kind: 'provision', subject: 'p0', name: first, message: 'no', at: '2026-01-01' }
  const group = { scimId: 'g-1', displayName: 'Team', members: [], others: [], origin: 'created', status: 'active' }

  it.each([
    ['an assignment', { users: { p0: person } }],
    ['an assignment that failed', { tasks: { 'provision:p0': task } }],
    ['a pushed group', { groups: { g0: group } }],
  ])('counts as saved with %s', (_what, value) => {
    const app = AdminApp.new(profiles.template, start)
    app.context = { ...app.context, state: { value: { connection: 'new', ...value } } }
    expect(app.order('assign', { person: 1 }).requests.map(({ method }) => method)).toEqual(['GET', 'POST'])
  })

  it('has people whose provisioning failed for Provision User', () => {
    const app = AdminApp.new(profiles.template, start)
    const staged = { ...person, scimId: null, status: 'staged', active: null }
    app.context = {
      ...app.context,
      state: { value: { users: { p0: staged, p1: { ...staged, userName: second } }, tasks: { 'provision:p0': task } } },
    }
    expect(outcomes(app.order('provisionUser'))).toEqual([`create ${first}: succeeded`])
  })
})

describe.each(Object.values(profiles))('an order with nothing to do [$id]', (profile) => {
  it('gives a step that says why', () => {
    const app = new AdminApp(profile, {
      ...start,
      groups: [...start.groups, { id: 'e', displayName: 'E', members: [] }],
    })
    app.order('assign', { person: 0 })
    app.order('push', { group: 0 })
    const idle = [
      ['removeMember', { person: 1, group: 0 }, 'nobody with one joined or left'],
      ['addMember', { person: 1, group: 0 }, 'nobody with one joined or left'],
      ['push', { group: 0 }, 'nothing of it has changed'],
      ['renameGroup', { group: 0, options: { name: 'Team "0"' } }, 'has this name'],
      ['pushByRule', { options: { text: 'Team "0"' } }, 'Every group that fits is pushed'],
      ['assignGroup', { group: 2 }, 'no members'],
      ['unassignGroup', { group: 2 }, 'no members'],
      ['provisionUser', {}, 'Nobody is assigned without an account'],
    ] as const
    for (const [id, words, reason] of idle) {
      const played = app.order(id, words)
      expect([id, played.requests, outcomes(played).length]).toEqual([id, [], 1])
      expect(played.steps[0]?.result).toEqual({ outcome: 'notSent', reason: expect.stringContaining(reason) as string })
    }
    expect(new AdminApp(profile, start).order('forceSync').steps[0]?.result?.reason).toContain('Nobody has an account')
  })
})
