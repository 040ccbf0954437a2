import { readdirSync, readFileSync } from 'node:fs'
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, Person, ScimRequest } from '@scimulator/sim-kit'
import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { OneLoginApp } from '../src/app/app.ts'
import { type Connector, V2_CORE } from '../src/app/connector.ts'
import type { Login } from '../src/app/login.ts'
import { mapRole } from '../src/behaviours/create-entitlement.ts'
import { deleteUser } from '../src/behaviours/delete-user.ts'
import { readAll } from '../src/behaviours/import-users.ts'
import { patchMember } from '../src/behaviours/patch-member.ts'
import { postUser } from '../src/behaviours/post-user.ts'
import { reactivateUser } from '../src/behaviours/reactivate-user.ts'
import { readUser } from '../src/behaviours/read-user.ts'
import { refreshEntitlements } from '../src/behaviours/refresh-entitlements.ts'
import { suspendUser } from '../src/behaviours/suspend-user.ts'
import { changeUser } from '../src/behaviours/update-user.ts'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext, aDirectory, aPerson } from './context.ts'

const FOLDER = new URL('../fixtures/', import.meta.url)
const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const GROUP = { name: 'Dev', id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', role: 'mapped' } as const
const boss = aPerson({ id: 'bo', givenName: 'Bo', familyName: 'Ek', userName: 'bo@acme.test' })

/** A fixture: where it is from, and the request byte by byte (lines end in LF in the file, in CRLF on the wire). */
function readFixture(name: string): { source: string; request: string } {
  const [source = '', ...lines] = readFileSync(new URL(`${name}.http`, FOLDER), 'utf8').split('\n')
  return { source, request: lines.join('\n').trimEnd() }
}

/** What goes over the wire for a request of the simulator. */
function wireText({ method, path, body }: ScimRequest, settings: JsonObject = {}): string {
  const { baseUrl, authorization } = v2Enterprise.connect({ target: 'https://app.test/scim/v2', token: 'T' })
  const text = body === undefined ? '' : JSON.stringify(body)
  const contentLength = body === undefined ? undefined : Buffer.byteLength(text)
  const context = { method, host: 'app.test', authorization, contentLength, knobs: {}, settings }
  const headers = v2Enterprise.headers(context)
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${new URL(baseUrl).pathname}${path} HTTP/1.1`, ...lines, '', text].join('\n').trimEnd()
}

/** How the app is set up other than by default. */
interface SetUp {
  readonly knobs?: Readonly<Record<string, string>>
  readonly settings?: JsonObject
  readonly connector?: Connector
}

type Sends = (app: OneLoginApp, login: Login) => Behaviour<unknown>

/** The request that `sends` makes with this method, for Ann or for what Ann is like in this fixture. */
function sentBy(sends: Sends, method: ScimRequest['method'], person: Person, set: SetUp = {}): string {
  const { knobs, settings, connector } = set
  const context = aContext(aDirectory(person, boss), knobs)
  const app = new OneLoginApp(settings === undefined ? context : { ...context, settings }, connector)
  app.saved.console.apiStatus = 'Enabled'
  const login = app.loginOf(person)
  if (method !== 'POST') {
    Object.assign(login, { id: ID, linked: true, account: 'active', userNameAtApp: person.userName, roles: [] })
  }
  const { requests } = play(sends(app, login), () => ({ status: 200, body: { totalResults: 0, Resources: [] } }))
  const request = requests.find((candidate) => candidate.method === method)
  if (request === undefined) throw new Error(`nothing sent with ${method}`)
  return wireText(request, settings)
}

const ann = aPerson({ manager: 'bo' })
const { title: _title, department: _department, manager: _manager, ...bare } = ann

const zoe = { ...ann, givenName: 'Zoë', familyName: "Ó Dálaigh-O'Ñandú" }

const cases: readonly [fixture: string, ScimRequest['method'], Person, Sends, SetUp?][] = [
  ['lookup', 'GET', ann, (app, login) => suspendUser(app, login)],
  ['create-user', 'POST', ann, postUser],
  ['create-user-blanks', 'POST', bare, postUser],
  ['create-user-international', 'POST', zoe, postUser],
  [
    'update-user-untrimmed',
    'PUT',
    ann,
    (app, login) => changeUser(app, login, { ...ann, familyName: ' User 01' }, 'renamed'),
  ],
  ['suspend-user', 'PUT', ann, (app, login) => suspendUser(app, login)],
  ['delete-user', 'DELETE', ann, deleteUser],
  ['get-user', 'GET', ann, (app, login) => readUser(app, login)],
  ['refresh-entitlements', 'GET', ann, (app) => refreshEntitlements(app)],
  ['create-group', 'POST', ann, (app) => mapRole(app, 'Dev')],
  ['add-member', 'PATCH', ann, (app, login) => patchMember(app, login, 'add', { ...GROUP })],
  ['create-user-core', 'POST', ann, postUser, { connector: V2_CORE }],
  ['create-user-rfc-urns', 'POST', ann, postUser, { knobs: { 'schema-urns': 'rfc' } }],
  [
    'create-group-core-urn',
    'POST',
    ann,
    (app) => mapRole(app, 'Dev'),
    { knobs: { 'group-schema': 'urn:scim:schemas:core:2.0' } },
  ],
  ['import-users', 'GET', ann, (app) => readAll(app)],
  [
    'lookup-custom-headers',
    'GET',
    ann,
    (app, login) => suspendUser(app, login),
    {
      settings: { configuration: { customHeaders: 'User-Agent: OneLogin SCIM\nContent-Type: application/scim+json' } },
    },
  ],
  [
    'reactivate-user-string',
    'PUT',
    ann,
    (app, login) => reactivateUser(app, login),
    {
      settings: {
        configuration: {
          scimJsonTemplate: '{"userName": "{$parameters.scimusername}", "active": "{$user.active}"}',
        },
      },
    },
  ],
  [
    'remove-member-list',
    'PATCH',
    ann,
    (app, login) => patchMember(app, login, 'remove', { ...GROUP }),
    { knobs: { 'remove-form': 'value-list' } },
  ],
  ['remove-member', 'PATCH', ann, (app, login) => patchMember(app, login, 'remove', { ...GROUP })],
]

describe('fixtures', () => {
  test.each(cases)('%s is sent byte by byte', (fixture, method, person, sends, set) => {
    expect(sentBy(sends, method, person, set)).toBe(readFixture(fixture).request)
  })

  test('each has a source line and a case here', () => {
    const names = readdirSync(FOLDER).map((file) => file.replace(/\.http$/, ''))
    expect(names.toSorted()).toEqual(cases.map(([fixture]) => fixture).toSorted())
    for (const name of names) expect(readFixture(name).source).toMatch(/^# Source: .+/)
  })
})
