import { describe, expect, test } from 'vitest'
import { Admin, actions, DISABLED, reasons, shapes, withEverybody } from './admin.ts'
import { sorted } from './play-scenario.ts'

test('ids are unique and the five acts of every vendor are among them', () => {
  const ids = actions.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(['connect', 'assign', 'unassign', 'edit', 'push']))
})

describe('the connection', () => {
  test('that is Disabled leaves what an admin approves Pending, and what failed Failed', () => {
    const admin = withEverybody({ 'admin-approval': 'ticked' })
    admin.order('disconnect')
    const approved = admin.order('approveAll')
    expect([approved.requests, new Set(reasons(approved))]).toEqual([[], new Set([DISABLED])])
    expect(admin.stateOf('ann')).toBe('Pending')
    admin.order('connect')
    admin.order('approveAll')
    expect(admin.stateOf('ann')).toBe('Provisioned')
  })

  test('Disable stops everything, Enable opens it again, and what was missed is made up for by hand', () => {
    const admin = withEverybody()
    admin.order('disconnect')
    const missed = admin.order('edit', { person: 'ann', changes: { title: 'Boss' } })
    expect(missed.requests).toEqual([])
    expect(reasons(missed)).toEqual([DISABLED])
    admin.order('connect')
    expect(shapes(admin.order('reapplyMappings'))).toEqual([
      'lookup-before-update',
      'put-update',
      'patch-add-member-again',
      'lookup-before-update',
      'put-update',
      'patch-add-member-again',
    ])
    const titles = [...admin.server.users.values()].map(({ title }) => title)
    expect(titles).toContain('Boss')
  })

  test('Enable provisioning off makes no task', () => {
    const admin = withEverybody()
    admin.order('enableProvisioning', { options: { ticked: 'no' } })
    expect(admin.order('suspend', { person: 'ann' }).requests).toEqual([])
  })

  test('Refresh is one GET of the groups, Sync logins one of the users', () => {
    const admin = withEverybody()
    expect(shapes(admin.order('refreshEntitlements'))).toEqual(['get-groups'])
    const sync = admin.order('syncLogins')
    expect(shapes(sync)).toEqual(['get-users'])
    expect(reasons(sync)[0]).toMatch(/^2 read .*, 2 matched/)
  })
})

describe('approval', () => {
  const ticked = { 'admin-approval': 'ticked' }

  test('leaves a create Pending and sends nothing until Approve', () => {
    const admin = withEverybody(ticked)
    expect([admin.server.users.size, admin.server.groups.size]).toEqual([0, 0])
    expect(admin.stateOf('ann')).toBe('Pending')
    const approved = admin.order('approve', { person: 'ann' })
    expect(shapes(approved)).toEqual(['lookup-before-create', 'post-user-blanks', 'post-group', 'patch-add-member'])
    expect(admin.stateOf('ann')).toBe('Provisioned')
    expect(admin.stateOf('bo')).toBe('Pending')
  })

  test('Skip drops the task, and a second Approve finds nothing', () => {
    const admin = withEverybody(ticked)
    const skipped = admin.order('skip', { person: 'ann' })
    expect(reasons(skipped)).toEqual(['Skipped (event 50, rejected)'])
    expect(admin.stateOf('ann')).toBe('None')
    expect(reasons(admin.order('approve', { person: 'ann' }))).toEqual(['Nothing is Pending'])
  })

  test('is by kind: only what its box holds back waits', () => {
    const admin = withEverybody()
    admin.order('requireApproval', { options: { action: 'Delete user', ticked: 'yes' } })
    expect(admin.order('edit', { person: 'ann', changes: { title: 'Boss' } }).requests).not.toEqual([])
    admin.order('deleteUser', { person: 'bo' })
    expect(admin.stateOf('bo')).toBe('Pending')
    expect(shapes(admin.order('approveAll', { options: { action: 'Update user' } }))).toEqual([])
    expect(shapes(admin.order('approveAll'))).toEqual(['lookup-before-suspend', 'put-app-removed'])
  })

  test('runs with what is known when it is given: a person edited while they wait is created as edited', () => {
    const admin = withEverybody(ticked)
    admin.order('edit', { person: 'ann', changes: { title: 'Boss' } })
    const approved = admin.order('approveAll')
    expect(approved.requests.filter(({ path }) => path === '/Users').map(({ body }) => body?.title)).toEqual([
      'Boss',
      'Engineer',
    ])
    expect(sorted(approved.result)).toEqual(sorted(admin.server.state()))
  })

  test('a suspension and the return from it cancel each other while they wait', () => {
    const admin = withEverybody()
    admin.order('requireApproval')
    admin.order('suspend', { person: 'ann' })
    admin.order('activate', { person: 'ann' })
    expect(shapes(admin.order('approveAll'))).toEqual(['lookup-before-update', 'put-update', 'patch-add-member-again'])
  })

  test('a create that waits is gone with the person', () => {
    const admin = withEverybody(ticked)
    admin.order('unassign', { person: 'ann' })
    admin.order('approveAll')
    expect(admin.server.state().users).toEqual([{ userName: 'bo@acme.test', active: true }])
  })
})

describe('a removal that is taken back', () => {
  test('while it waits is gone from the queue', () => {
    const admin = withEverybody()
    admin.order('requireApproval', { options: { action: 'Delete user' } })
    admin.order('unassign', { person: 'bo' })
    expect(admin.stateOf('bo')).toBe('Pending')
    admin.order('assign', { person: 'bo' })
    expect(admin.stateOf('bo')).toBe('Provisioned')
    expect(reasons(admin.order('approveAll'))).toEqual(['Nothing is Pending'])
  })

  test('after it failed leaves nothing to retry', () => {
    const admin = withEverybody({ 'when-app-removed': 'Delete' })
    const { respond } = admin.server
    admin.failing = (request) => (request.method === 'DELETE' ? { status: 500 } : respond(request))
    admin.order('unassign', { person: 'bo' })
    expect(admin.stateOf('bo')).toBe('Failed')
    admin.failing = undefined
    admin.order('assign', { person: 'bo' })
    expect(admin.order('retryFailed').requests).toEqual([])
    expect(admin.server.state().users).toHaveLength(2)
  })
})

describe('the two drop-downs', () => {
  test.each([
    ['Delete', ['delete-user']],
    ['Suspend', ['lookup-before-suspend', 'put-app-removed']],
    ['Do Nothing', []],
  ])('When users are deleted: %s', (action, expected) => {
    const admin = withEverybody()
    admin.order('whenRemoved', { options: { action } })
    const played = admin.order('deleteUser', { person: 'bo' })
    expect(shapes(played)).toEqual(expected)
    expect(sorted(played.result)).toEqual(sorted(admin.server.state()))
  })

  test.each([
    ['Suspend', ['lookup-before-suspend', 'put-suspend']],
    ['Do Nothing', []],
  ])('When user accounts are suspended: %s', (action, expected) => {
    const admin = withEverybody()
    admin.order('whenSuspended', { options: { action } })
    expect(shapes(admin.order('suspend', { person: 'bo' }))).toEqual(expected)
  })

  test('offer nothing else', () => {
    expect(() => withEverybody().order('whenSuspended', { options: { action: 'Delete' } })).toThrow(/second drop-down/)
  })
})

describe('roles', () => {
  test('that are given and taken are one PATCH each', () => {
    const admin = withEverybody()
    expect(shapes(admin.order('takeRole', { person: 'bo', group: 'g-dev' })).at(-1)).toBe('patch-remove-member')
    expect(shapes(admin.order('giveRole', { person: 'bo', group: 'g-dev' })).at(-1)).toBe('patch-add-member')
  })

  test('can take the app from everybody in them and give it back', () => {
    const admin = withEverybody()
    admin.order('takeAppFromRole', { group: 'g-dev' })
    expect(admin.server.state().users.map(({ active }) => active)).toEqual([false, false])
    admin.order('giveAppToRole', { group: 'g-dev' })
    expect(admin.server.state().users.map(({ active }) => active)).toEqual([true, true])
  })

  test('that are renamed are new groups, and deleting one sends nothing', () => {
    const admin = withEverybody()
    const renamed = admin.order('renameRole', { group: 'g-dev', options: { name: 'Engineering' } })
    expect(renamed.result.groups.map(({ displayName }) => displayName)).toEqual(['Dev', 'Engineering'])
    const deleted = admin.order('deleteRole', { group: 'g-dev' })
    expect(deleted.requests.filter(({ method }) => method === 'DELETE' || method === 'PATCH')).toEqual([])
    expect(sorted(deleted.result)).toEqual(sorted(admin.server.state()))
  })

  test('reapplied are an update task for everybody in them', () => {
    expect(shapes(withEverybody().order('push', { group: 'g-dev' }))).toHaveLength(6)
  })
})

describe('a failure', () => {
  test('stays Failed until it is retried by hand', () => {
    const admin = new Admin()
    admin.order('connect')
    const { respond } = admin.server
    admin.failing = (request) =>
      request.method === 'POST' && request.path === '/Users' ? { status: 500 } : respond(request)
    admin.order('assign', { person: 'ann' })
    admin.failing = undefined
    expect(admin.stateOf('ann')).toBe('Failed')
    expect(shapes(admin.order('retryFailed'))).toContain('post-user-blanks')
    expect(admin.stateOf('ann')).toBe('Provisioned')
    expect(reasons(admin.order('retry', { person: 'ann' }))).toEqual(['Nothing has failed'])
  })
})

test('Locked sends nothing', () => {
  expect(withEverybody().order('lock', { person: 'ann' }).requests).toEqual([])
})
