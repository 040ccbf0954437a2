import { describe, expect, it } from 'vitest'
import { AdminApp } from './admin-app.ts'
import { profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { error, Responder, stateOf } from './responder.ts'
import { sorted } from './state.ts'

const start = aDirectory(4, 2)

describe.each(Object.values(profiles))('tasks of the Dashboard [$id]', (profile) => {
  const open = (knobs: Record<string, string> = {}, responder = new Responder()) =>
    new AdminApp(profile, start, responder, knobs)

  it('run failed tasks again: creates, profile pushes, deactivations and groups', () => {
    let broken = true
    const responder = new Responder()
    const respond = responder.respond
    Object.assign(responder, {
      respond: (request: Parameters<typeof respond>[0]) =>
        broken && request.method !== 'GET' ? error(500, 'down') : respond(request),
    })
    const app = open({}, responder)
    const tasks = () => Object.keys(app.context.state.value.tasks ?? {}).toSorted()
    app.order('assign', { person: 0 })
    broken = false
    app.order('assign', { person: 1 })
    app.order('assign', { person: 2 })
    broken = true
    app.order('edit', { person: 1, changes: { title: 'Boss' } })
    app.order('deactivate', { person: 2 })
    app.order('push', { group: 0 })
    expect(tasks()).toEqual(['deprovision:p2', 'groupPush:g0', 'profilePush:p1', 'provision:p0'])
    app.order('delete', { person: 2 })
    app.order('retry', { options: { subject: 'PERSON.0@example.com' } })
    expect(tasks()).toHaveLength(4)
    broken = false
    app.order('retry', { options: { subject: 'PERSON.0@example.com' } })
    expect(tasks()).toEqual(['deprovision:p2', 'groupPush:g0', 'profilePush:p1'])
    expect(app.order('retryGroups').result.groups).toHaveLength(1)
    const played = app.order('retry')
    expect(tasks()).toEqual([])
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    expect(app.order('retry').requests).toEqual([])
  })

  it('keep a failed password apart from the profile, and send it again on Retry', () => {
    let broken = true
    const app = open(
      { syncPassword: 'okta' },
      new Responder((request, answer) => (broken && request.shape.endsWith('-password') ? error(500, 'down') : answer)),
    )
    app.order('assign', { person: 0 })
    app.order('changePassword', { person: 0 })
    app.order('edit', { person: 0, changes: { title: 'Boss' } })
    expect(Object.keys(app.context.state.value.tasks ?? {})).toEqual(['passwordPush:p0'])
    broken = false
    expect(app.order('retry').requests.at(-1)?.shape).toMatch(/-password$/)
    expect(app.context.state.value.tasks).toEqual({})
  })

  it('delete on Retry what could not be deleted, instead of pushing it again', () => {
    let broken = true
    const app = open(
      {},
      new Responder((request, answer) => (broken && request.method === 'DELETE' ? error(500, 'down') : answer)),
    )
    app.order('push', { group: 0 })
    app.order('unlink', { group: 0 })
    expect(Object.keys(app.context.state.value.tasks ?? {})).toEqual(['groupDelete:g0'])
    broken = false
    expect(app.order('retry').requests.map(({ method }) => method)).toEqual(['DELETE'])
    expect([app.responder.groups.size, app.context.state.value.tasks]).toEqual([0, {}])
  })

  it('never delete on Retry a group that was left, or is pushed again', () => {
    let broken = true
    const app = open(
      {},
      new Responder((request, answer) => (broken && request.method !== 'GET' ? error(409, 'taken') : answer)),
    )
    broken = false
    app.order('push', { group: 0 })
    app.order('unlink', { group: 0, options: { group: 'leave' } })
    broken = true
    app.order('push', { group: 0, options: { action: 'create' } })
    broken = false
    const methods = (id: string) => app.order(id).requests.map(({ method }) => method)
    expect(methods('retry')).not.toContain('DELETE')
    broken = true
    app.order('unlink', { group: 0 })
    broken = false
    app.order('push', { group: 0 })
    expect(methods('retryGroups')).not.toContain('DELETE')
    expect(app.context.state.value.tasks).toEqual({})
  })

  it('take tasks off the Dashboard', () => {
    const app = open({ createUsers: 'off' })
    app.order('assign', { person: 0 })
    app.order('dismissTasks')
    expect(app.context.state.value.tasks).toEqual({})
  })
})
