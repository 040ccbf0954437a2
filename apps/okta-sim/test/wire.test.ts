import { readdirSync, readFileSync } from 'node:fs'
import type { Person, ScimRequest } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app/app.ts'
import { composeHeaders } from '../src/headers.ts'
import { newUserBody } from '../src/mapping/user-body.ts'
import { type MappedValue, mapProfile } from '../src/mapping/values.ts'
import { aiwIntegration } from '../src/profiles/aiw.ts'
import { listDiscovery } from '../src/requests/discovery.ts'
import * as groups from '../src/requests/groups.ts'
import * as users from '../src/requests/users.ts'
import { aContext } from './context.ts'

const jane: Person = {
  id: 'p1',
  userName: 'jane.doe@example.com',
  givenName: 'Jane',
  familyName: 'Doe',
  displayName: 'Jane Doe',
  email: 'jane.doe@example.com',
  active: true,
}
const a = { value: 'u-1', display: 'a@example.com' }
const c = { value: 'u-3', display: 'c@example.com' }

const requests: Readonly<Record<string, ScimRequest>> = {
  'connection-test': users.probeUsers(),
  'import-page-2': users.listUsers(101),
  'user-check': users.checkUser(jane.userName, '%20', false),
  'user-check-plus': users.checkUser(jane.userName, '+', false),
  'user-create': users.createUser(newUserBody(valuesOf(jane), { oktaId: '00u1abcd2EFGHIJK3x7', password: 'gl^m&qWZ' })),
  // As a server returned it, in the server's order.
  'user-replace': users.replaceUser(
    'id-1',
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      natsRole: 'x',
      groups: [],
      name: { givenName: 'Jane', familyName: 'Doe' },
      emails: [{ primary: true, type: 'work', value: 'jane.doe@example.com' }],
      active: true,
      locale: 'en-US',
      displayName: 'Jane Doe',
      userName: 'jane.doe@example.com',
      externalId: '00u1abcd2EFGHIJK3x7',
      id: 'id-1',
      meta: { resourceType: 'User', version: 'W/1' },
    },
    'user-replace',
  ),
  'user-deactivate': users.patchActive('id-1', false),
  'user-activate': users.patchActive('id-1', true),
  'user-password': users.patchPassword('id-1', 'gl^m&qWZ'),
  'user-patch': users.patchProfile('id-1', { title: 'Engineer' }, 'user-patch'),
  'group-lookup': groups.lookupGroup('Team A', '%20'),
  'group-create': groups.createGroup('Team A', [a]),
  'group-details': groups.patchDetails('g-1', 'Team A', 'group-details'),
  'group-rename': groups.patchDetails('g-1', 'Team B', 'group-rename'),
  'group-members-add': groups.patchMembers('g-1', [], [a]),
  'group-members-change': groups.patchMembers('g-1', ['u-1', 'u-2'], [c]),
  'group-members-remove': groups.patchMembers('g-1', ['u-1'], []),
  'group-push-now': groups.pushMembers('g-1', [a, c], false),
  'group-push-now-pathless': groups.pushMembers('g-1', [a], true),
  'group-push-now-empty': groups.pushMembers('g-1', [], false),
  'group-replace': groups.replaceGroup('g-1', 'Team A', [a, c], 'group-replace'),
  'group-replace-null-display': groups.replaceGroup(
    'g-1',
    'Team A',
    [{ value: 'u-3', display: null }],
    'group-replace',
  ),
  'group-replace-without-id': groups.replaceGroup('g-1', 'Team A', [a], 'group-replace', false),
  'import-groups': groups.listGroups(1, 'import-groups'),
  'resource-types': listDiscovery('ResourceTypes'),
  schemas: listDiscovery('Schemas'),
  'group-delete': groups.deleteGroup('g-1'),
}

function valuesOf(person: Person): readonly MappedValue[] {
  const app = openApp(aContext({ people: [person], groups: [] }), aiwIntegration)
  const mapped = mapProfile(app, person, 'create')
  if ('problem' in mapped) throw new Error(mapped.problem)
  return mapped.values
}

/** A request as a fixture has it: request line, headers, blank line, body. */
function toText(request: ScimRequest): string {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers = composeHeaders({
    method: request.method,
    host: 'localhost:4000',
    authorization: 'Bearer t0k',
    knobs: {},
    contentLength: body === undefined ? undefined : Buffer.byteLength(body),
  })
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return [`${request.method} /scim/v2${request.path} HTTP/1.1`, ...lines, '', body ?? ''].join('\n')
}

const folder = new URL('../fixtures/', import.meta.url)
const fixtures = readdirSync(folder).map((file) => file.replace('.http', ''))

describe('requests on the wire', () => {
  it.each(fixtures)('%s is byte for byte the request of its fixture', (name) => {
    const [source = '', ...lines] = readFileSync(new URL(`${name}.http`, folder), 'utf8').split('\n')
    expect(source).toMatch(/^# source: okta S\d+/)
    const request = requests[name]
    if (request === undefined) throw new Error(`no request for fixture ${name}`)
    expect(toText(request)).toBe(lines.join('\n').replace(/\n$/, request.body === undefined ? '\n' : ''))
  })

  it('has a fixture for every request listed', () => {
    expect(Object.keys(requests).toSorted()).toEqual(fixtures.toSorted())
  })

  it('deactivates with the captured 118 bytes', () => {
    expect(Buffer.byteLength(JSON.stringify(users.patchActive('any', false).body))).toBe(118)
  })

  it('replaces a group of two members with the captured 293 bytes', () => {
    const hex = '0123456789abcdef0123456789abcdef'
    const members = ['bob@ad.example.net0', 'pete@ad.example.net0'].map((display) => ({ value: hex, display }))
    const { body } = groups.replaceGroup(hex, 'SCIM_test1', members, 'group-replace')
    expect(Buffer.byteLength(JSON.stringify(body))).toBe(293)
  })

  it('encodes what Java’s URLEncoder encodes in a filter, quotes inside values escaped as in JSON', () => {
    expect(users.checkUser(`o'b "x" (é)`, '%20', false).path).toBe(
      '/Users?filter=userName%20eq%20%22o%27b%20%5C%22x%5C%22%20%28%C3%A9%29%22&startIndex=1&count=100',
    )
  })

  it('keeps an id with reserved characters inside its path segment', () => {
    expect(users.readUser('a/b?c#d e:@').path).toBe('/Users/a%2Fb%3Fc%23d%20e:@')
  })

  it('echoes a __proto__ key of the wire as a plain key', () => {
    const user: unknown = JSON.parse('{"id":"1","__proto__":{"polluted":true},"constructor":1}')
    const { body } = users.replaceUser('1', user as ScimRequest['body'] & object, 'user-replace')
    expect(JSON.stringify(body)).toBe('{"id":"1","__proto__":{"polluted":true},"constructor":1}')
    expect(Object.hasOwn({}, 'polluted')).toBe(false)
  })
})
