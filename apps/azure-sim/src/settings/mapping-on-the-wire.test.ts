import type { JsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { ACTIVE, alone, bodies, notSent, operations, USER_NAME, users, worldOf } from '../testing/settings-world.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'

const EXT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe('a custom mapping', () => {
  const document = users(
    { type: 'expression', expression: 'Join("@", [mailNickname], "x.com")', target: 'userName', matchingPrecedence: 1 },
    ACTIVE,
    { type: 'constant', value: 'Nick', target: 'nickName' },
    { type: 'expression', expression: 'Switch([department], "Other", "R&D", "Research")', target: `${EXT}:department` },
  )
  const alice = aPerson('alice', { department: 'R&D' })

  test('goes out in the matching query and the create', () => {
    const { first } = worldOf(document, alone(alice))
    expect(trace(first.requests).slice(2)).toEqual(['GET /Users?filter=userName+eq+%22alice%40x.com%22', 'POST /Users'])
    expect(bodies(first, 'POST')).toEqual([
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', EXT],
        userName: 'alice@x.com',
        active: true,
        meta: { resourceType: 'User' },
        nickName: 'Nick',
        [EXT]: { department: 'Research' },
      },
    ])
  })

  test.each([
    ['default', DEFAULT_SETUP, [{ op: 'Replace', path: `${EXT}:department`, value: 'Other' }]],
    ['flag', FLAG_SETUP, [{ op: 'replace', value: { [`${EXT}:department`]: 'Other' } }]],
  ])('and in a PATCH [%s]', (_name, setup, expected) => {
    const world = worldOf(document, alone(alice), setup)
    expect(operations(world.later(alone({ ...alice, department: 'Sales' })))).toEqual(expected)
  })

  test('says what the target holds by the mapping', () => {
    const world = worldOf(document, alone(alice))
    expect(world.expected(alone(alice)).users).toEqual([{ userName: 'alice@x.com', active: true }])
    expect([...world.responder.users.values()].map(({ userName }) => userName)).toEqual(['alice@x.com'])
  })
})

describe('a row of the table', () => {
  test('has its default value in a create only', () => {
    const title = { type: 'direct', source: 'jobTitle', target: 'title', defaultValueIfNull: 'Employee' }
    const world = worldOf(users(USER_NAME, ACTIVE, title), alone(aPerson('alice')))
    expect(bodies(world.first, 'POST')[0]?.title).toBe('Employee')
    for (const user of world.responder.users.values()) delete user.title
    expect(operations(world.later(alone(aPerson('alice', { department: 'IT' }))))).toEqual([])
  })

  test('is left alone afterwards where it applies only during creation', () => {
    const title = { type: 'direct', source: 'jobTitle', target: 'title', apply: 'onlyDuringObjectCreation' }
    const world = worldOf(users(USER_NAME, ACTIVE, title), alone(aPerson('alice', { title: 'Clerk' })))
    expect(bodies(world.first, 'POST')[0]?.title).toBe('Clerk')
    expect(operations(world.later(alone(aPerson('alice', { title: 'Lead' }))))).toEqual([])
  })

  test('of type none fills an empty target with its default value and touches no other', () => {
    const title = { type: 'none', target: 'title', defaultValueIfNull: 'Guest' }
    const world = worldOf(users(USER_NAME, ACTIVE, title), alone(aPerson('alice')))
    expect(bodies(world.first, 'POST')[0]?.title).toBe('Guest')
    for (const user of world.responder.users.values()) user.title = 'Own title'
    expect(operations(world.later(alone(aPerson('alice', { title: 'Lead' }))))).toEqual([])
    for (const user of world.responder.users.values()) delete user.title
    expect(operations(world.later(alone(aPerson('alice', { title: 'Boss' }))))).toEqual([
      { op: 'Add', path: 'title', value: 'Guest' },
    ])
  })

  test('that cannot be evaluated is not sent, and a step says so', () => {
    const title = { type: 'expression', expression: 'IIF([department]="x","a","b")', target: 'title' }
    const { first } = worldOf(users(USER_NAME, ACTIVE, title), alone(aPerson('alice')))
    expect(notSent(first)).toEqual([expect.stringMatching(/title: the condition looks at \[department\]/)])
    expect(bodies(first, 'POST')[0]).not.toHaveProperty('title')
  })

  test('of a custom extension is sent without its URN in schemas', () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:Acme:2.0:User'
    const tag = { type: 'constant', value: 'blue', target: `${urn}:tag` }
    const body = bodies(worldOf(users(USER_NAME, tag), alone(aPerson('alice'))).first, 'POST')[0]
    expect(body?.[urn]).toEqual({ tag: 'blue' })
    expect(body?.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User', EXT])
    expect(body).not.toHaveProperty('active')
  })

  test('of an address, a telephone and a mail address makes elements with type and primary', () => {
    const constant = (target: string): JsonObject => ({ type: 'constant', value: 'x', target })
    const document = users(
      USER_NAME,
      constant('addresses[type eq "work"].locality'),
      constant('addresses[type eq "work"].country'),
      constant('phoneNumbers[type eq "work"].value'),
      constant('phoneNumbers[type eq "mobile"].value'),
      { type: 'constant', value: 'false', target: 'emails[type eq "work"].primary' },
      constant('emails[type eq "work"].value'),
    )
    expect(bodies(worldOf(document, alone(aPerson('alice'))).first, 'POST')[0]).toMatchObject({
      addresses: [{ primary: false, type: 'work', country: 'x', locality: 'x' }],
      phoneNumbers: [
        { primary: true, type: 'work', value: 'x' },
        { primary: false, type: 'mobile', value: 'x' },
      ],
      emails: [{ primary: false, type: 'work', value: 'x' }],
    })
  })
})

test('a guest is named without the tenant behind #EXT#, unless the original name is mapped', () => {
  const guest = alone(aPerson('guest', { userName: 'ann_mail.com#EXT#@contoso.com' }))
  expect(bodies(worldOf({}, guest).first, 'POST')[0]?.userName).toBe('ann_mail.com')
  const original = { ...USER_NAME, source: 'originalUserPrincipalName' }
  expect(bodies(worldOf(users(original), guest).first, 'POST')[0]?.userName).toBe('ann_mail.com#EXT#@contoso.com')
})

describe('matching attributes', () => {
  const external = { type: 'direct', source: 'mailNickname', target: 'externalId', matchingPrecedence: 1 }

  test('are asked for one after the other, in order of precedence, up to the first hit', () => {
    const { first } = worldOf(users({ ...USER_NAME, matchingPrecedence: 2 }, external), alone(aPerson('alice')))
    expect(trace(first.requests)).toEqual([
      'GET /Users?filter=externalId+eq+%22GUID%22',
      PROBES[1],
      'GET /Users?filter=externalId+eq+%22alice%22',
      'GET /Users?filter=userName+eq+%22alice%40contoso.com%22',
      'POST /Users',
    ])
    const again = worldOf(users({ ...USER_NAME, matchingPrecedence: 2 }, external), alone(aPerson('alice')))
    expect(
      again.later(alone(aPerson('alice'), aPerson('bob'))).requests.filter(({ method }) => method === 'POST'),
    ).toHaveLength(1)
  })

  test('without a value at the source leave the person out: ImportSkipped', () => {
    const mail = { type: 'direct', source: 'mail', target: 'externalId', matchingPrecedence: 1 }
    const plain = { type: 'direct', source: 'userPrincipalName', target: 'userName' }
    const world = worldOf(users(plain, mail), alone(aPerson('alice', { email: '' })))
    expect(notSent(world.first)).toEqual([expect.stringContaining('ImportSkipped')])
    expect(world.responder.users.size).toBe(0)
    expect(world.expected(alone(aPerson('alice', { email: '' }))).users).toEqual([])
  })
})

describe('app roles', () => {
  const single = {
    type: 'expression',
    expression: 'SingleAppRoleAssignment([appRoleAssignments])',
    target: 'roles[primary eq "True"].value',
  }
  const complex = { type: 'expression', expression: 'AppRoleAssignmentsComplex([appRoleAssignments])', target: 'roles' }
  const assertive = { ...complex, expression: 'AssertiveAppRoleAssignmentsComplex([appRoleAssignments])' }
  const roles = { appRoles: { 'Alice@contoso.com': ['Admin', 'User'], '*': ['User'] } }
  const type = 'WindowsAzureActiveDirectoryRole'

  test('are those of the person, or of everybody', () => {
    const { first } = worldOf({ ...roles, ...users(USER_NAME, single) }, alone(aPerson('alice'), aPerson('bob')))
    expect(bodies(first, 'POST').map((body) => body.roles)).toEqual([
      [{ primary: true, type, value: 'Admin' }],
      [{ primary: true, type, value: 'User' }],
    ])
  })

  const ids: Record<string, string> = {
    Admin: '41646d69-6e00-4000-8000-000000000000',
    User: '55736572-0000-4000-8000-000000000000',
  }
  const text = (value: string): JsonObject => ({
    value: JSON.stringify({ id: ids[value], value, displayName: value }),
  })
  const form = (value: string): JsonObject => ({ primary: false, type, display: value, value })
  test.each([
    ['default', DEFAULT_SETUP, complex, 'Add', 'text'],
    ['flag', FLAG_SETUP, complex, 'add', 'object'],
    ['default', DEFAULT_SETUP, assertive, 'replace', 'object'],
    ['flag', FLAG_SETUP, assertive, 'replace', 'object'],
  ])('of all kinds are written in the form of the dialect [%s]', (_name, setup, row, op, elements) => {
    const world = worldOf({ ...roles, ...users(USER_NAME, row) }, alone(aPerson('alice')), setup)
    expect(bodies(world.first, 'POST')[0]?.roles).toEqual([form('Admin'), form('User')])
    for (const user of world.responder.users.values()) user.roles = [form('User')]
    const [operation] = operations(world.later(alone(aPerson('alice', { title: 'Lead' }))))
    expect(operation).toEqual({
      op,
      path: 'roles',
      value: elements === 'object' ? [form('Admin'), form('User')] : [text('Admin'), text('User')],
    })
    expect(operations(world.later(alone(aPerson('alice', { title: 'Boss' }))))).toEqual([])
  })
})
