import { describe, expect, test } from 'vitest'
import { Admin, actions, ann, DISABLED, reasons, shapes, type Words, withEverybody } from './admin.ts'
import { aDirectory } from './context.ts'

describe('a new app', () => {
  test.each([
    ['assign', { person: 'ann' }],
    ['edit', { person: 'ann', changes: { title: 'Boss' } }],
    ['giveAppToRole', { group: 'g-dev' }],
    ['push', { group: 'g-dev' }],
    ['refreshEntitlements', {}],
    ['syncLogins', {}],
  ])('sends nothing for %s before Enable, and says what to do', (id, order) => {
    const played = new Admin().order(id, order)
    expect(played.requests).toEqual([])
    expect([...new Set(reasons(played))]).toEqual([DISABLED])
    expect(new Set(played.steps.map(({ result }) => result?.outcome))).toEqual(new Set(['skipped']))
    expect(played.result).toEqual({ users: [], groups: [] })
  })

  test('that was given to people before Enable creates them when it is given again', () => {
    const admin = new Admin(aDirectory(ann))
    admin.order('assign', { person: 'ann' })
    expect(shapes(admin.order('connect'))).toEqual(['enable-probe', 'get-groups'])
    expect(shapes(admin.order('assign', { person: 'ann' }))).toContain('post-user-blanks')
    expect(admin.stateOf('ann')).toBe('Provisioned')
  })

  test('whose Enable failed still waits for it', () => {
    const admin = new Admin()
    admin.failing = () => ({ status: 401 })
    admin.order('connect')
    admin.failing = undefined
    expect(admin.order('assign', { person: 'ann' }).requests).toEqual([])
  })
})

/** Words for any order. */
const wordsFor = (id: string): Words => ({
  person: 'ann',
  group: 'g-dev',
  changes: {},
  options: OPTIONS[id] ?? {},
})
const OPTIONS: Readonly<Record<string, Record<string, string>>> = {
  whenRemoved: { action: 'Delete' },
  whenSuspended: { action: 'Suspend' },
  renameRole: { name: 'Engineering' },
}

describe.each<[string, () => Admin]>([
  ['a new app', () => new Admin()],
  ['an enabled one nobody has', () => withOrders('connect')],
  ['one that everybody has', () => withEverybody()],
  ['a Disabled one', () => withOrders('connect', 'assign', 'disconnect')],
  ['one whose provisioning is off', () => withOrders('connect', 'provisioningOff')],
])('of %s', (_state, open) => {
  test.each(actions.map(({ id }) => id))('the order %s gives a step at least', (id) => {
    expect(open().order(id, wordsFor(id)).steps).not.toEqual([])
  })
})

describe('an order that comes to nothing says why', () => {
  test.each([
    ['giveRole', { person: 'ann', group: 'g-dev' }],
    ['deleteUser', { person: 'ann' }],
    ['takeAppFromRole', { group: 'g-dev' }],
    ['renameRole', { group: 'g-dev', options: { name: 'Engineering' } }],
    ['deleteRole', { group: 'g-dev' }],
    ['reapplyMappings', {}],
    ['reapplyAllMappings', {}],
  ])('%s of a new app: Enable comes first', (id, words) => {
    expect(reasons(new Admin().order(id, words))).toEqual([DISABLED])
  })

  test.each([
    ['edit', { person: 'ann', changes: { title: 'Boss' } }],
    ['deleteUser', { person: 'ann' }],
    ['giveRole', { person: 'ann', group: 'g-dev' }],
  ])('%s of somebody who has no login', (id, words) => {
    expect(reasons(withOrders('connect').order(id, words))).toEqual(['The person has no login in this app'])
  })

  test('where nobody has the app', () => {
    const played = withOrders('connect').order('reapplyMappings')
    expect([played.steps.map(({ subject }) => subject.name), reasons(played)]).toEqual([
      ['Tasks'],
      ['Nothing in this app changes: there is no task'],
    ])
  })
})

describe('a scenario', () => {
  const inScenario = (): Admin => {
    const admin = new Admin()
    admin.setsUp = true
    return admin
  }

  test('presses Enable by itself before its first order, and once', () => {
    const admin = inScenario()
    expect(shapes(admin.order('assign', { person: 'ann' })).slice(0, 2)).toEqual(['enable-probe', 'get-groups'])
    expect(shapes(admin.order('assign', { person: 'bo' }))).not.toContain('enable-probe')
    expect(admin.server.state().users.map(({ userName }) => userName)).toEqual(['ann@acme.test', 'bo@acme.test'])
  })

  test('leaves that to an order that is about the set-up', () => {
    expect(shapes(inScenario().order('connect'))).toEqual(['enable-probe', 'get-groups'])
    for (const id of ['disconnect', 'enableProvisioning', 'requireApproval', 'whenRemoved', 'whenSuspended'])
      expect(inScenario().order(id, wordsFor(id)).requests).toEqual([])
  })

  test('leaves an app Disabled that an admin has Disabled', () => {
    const admin = inScenario()
    admin.order('disconnect')
    const refused = admin.order('assign', { person: 'ann' })
    expect([refused.requests, reasons(refused)]).toEqual([[], [DISABLED]])
  })

  test('whose Enable fails sends nothing else', () => {
    const admin = inScenario()
    admin.failing = () => ({ status: 401 })
    expect(shapes(admin.order('assign', { person: 'ann' }))).toEqual(['enable-probe'])
  })
})

/** An admin who has ordered some things, about Ann. */
function withOrders(...ids: readonly string[]): Admin {
  const admin = new Admin()
  for (const id of ids) {
    if (id === 'provisioningOff') admin.order('enableProvisioning', { options: { ticked: 'no' } })
    else admin.order(id, { person: 'ann' })
  }
  return admin
}
