import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  filtering,
  pretending,
  refusing,
  showing,
  taking,
  turning,
} from './broken-server.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const MADE = JSON.stringify({ id: 'made-up', schemas: [] })
const creates = asks('POST', /^\/Users$/)
const writes =
  (test: (body: JsonObject) => boolean) =>
  (asked: Asked): boolean =>
    creates(asked) && test(asked.body)
const holds =
  (pattern: RegExp) =>
  (body: JsonObject): boolean =>
    pattern.test(JSON.stringify(body))
const isNamed = ({ userName }: JsonObject): boolean => typeof userName === 'string'
const isUser = ({ body }: Asked): boolean => JSON.stringify(body.schemas ?? '').includes('core:2.0:User')

function hasTwins(value: JsonValue | undefined): boolean {
  const [first, second] = objects(value)
  return first !== undefined && JSON.stringify(first) === JSON.stringify(second)
}

/** Gives a User of a name that was there before the id it had then. */
function remembering(): (body: JsonObject) => JsonObject {
  const ids = new Map<string, JsonValue>()
  return (body) => {
    const { userName, id } = body
    if (typeof userName !== 'string' || id === undefined) return body
    const before = ids.get(userName)
    ids.set(userName, id)
    return before === undefined ? body : { ...body, id: before }
  }
}

/** Refuses every userName that was there before. */
function reserving(): Fault['serve'] {
  const names = new Set<string>()
  return async (request, next, asked) => {
    const { userName } = asked.body
    if (typeof userName === 'string' && names.has(userName))
      return await refusing(409, 'uniqueness')(request, next, asked)
    if (typeof userName === 'string') names.add(userName)
    return await next(request)
  }
}

/** Finds deleted Users by their userName. */
function keeping(): Fault['serve'] {
  const users = new Map<string, string>()
  const deleted = new Set<string>()
  return async (request, next, asked) => {
    const response = await next(request)
    const json: unknown = JSON.parse(response.body === '' ? 'null' : response.body)
    if (asked.method === 'DELETE') deleted.add(asked.path.replace('/Users/', ''))
    if (asked.method === 'POST' && response.status === 201 && isObject(json))
      users.set(String(json.userName), String(json.id))
    const name = /^userName eq "([^"]+)"$/.exec(asked.query.get('filter') ?? '')?.[1] ?? ''
    const id = users.get(name)
    if (asked.path !== '/Users' || asked.method !== 'GET' || id === undefined || !deleted.has(id) || !isObject(json))
      return response
    return { ...response, body: JSON.stringify({ ...json, totalResults: 1, Resources: [{ id, userName: name }] }) }
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Rules of new resources and of deleted ones, broken one at a time. */
export const MAKING_FAULTS: readonly Fault[] = [
  {
    breaks: 'a User without a userName is made',
    rows: ['C-012', 'D-015', 'E-007'],
    when: (asked) =>
      creates(asked) && isUser(asked) && asked.body.userName === undefined && asked.body.USERNAME === undefined,
    serve: pretending(201, MADE),
  },
  {
    breaks: 'an error has the status of success',
    rows: ['C-012', 'D-015', 'E-007', 'E-021'],
    when: (asked) =>
      creates(asked) && isUser(asked) && asked.body.userName === undefined && asked.body.USERNAME === undefined,
    serve: turning(400, 200),
  },
  {
    breaks: 'a number is taken for a list',
    rows: ['C-011'],
    when: writes(({ emails }) => typeof emails === 'number'),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'a body without schemas is taken',
    rows: ['S-001'],
    when: (asked) => creates(asked) && typeof asked.body.userName === 'string' && asked.body.schemas === undefined,
    serve: pretending(201, MADE),
  },
  {
    breaks: 'schemas of nothing are taken',
    rows: ['S-002'],
    when: writes(holds(/schemas:none/)),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'extension attributes move to the top',
    rows: ['A-008', 'M-010', 'M-057', 'S-003', 'S-004', 'S-056'],
    when: asks('GET', /^\/Users\/./),
    serve: showing(({ [ENTERPRISE]: data, ...user }) => ({ ...user, ...(isJsonObject(data) ? data : {}) })),
  },
  {
    breaks: 'text outside base64 is taken',
    rows: ['S-016'],
    when: writes(holds(/"x509Certificates":\[\{"value":"\*/)),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'an object is taken for a text',
    rows: ['S-019'],
    when: writes(holds(/"givenName":\{/)),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'a list is taken for a text',
    rows: ['S-022'],
    when: writes(({ title }) => Array.isArray(title)),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'schemas must come first',
    rows: ['S-021'],
    when: writes((body) => isNamed(body) && Object.keys(body)[0] !== 'schemas'),
    serve: refusing(400, 'invalidSyntax'),
  },
  {
    breaks: 'a missing primary is true',
    rows: ['S-024'],
    when: (asked) => asks('GET', /^\/Users$/)(asked) && (asked.query.get('filter') ?? '').includes('primary eq true'),
    serve: filtering((filter) => filter.replace(/ and emails\[.*/, '')),
  },
  {
    breaks: 'equal elements are kept',
    rows: ['S-025'],
    when: writes(({ emails }) => hasTwins(emails)),
    serve: answering((body) => ({ ...body, emails: objects(body.emails).flatMap((email) => [email, email]) })),
  },
  {
    breaks: 'elements are compared by value alone',
    rows: ['S-026'],
    when: writes(
      ({ emails }) =>
        objects(emails).length === 2 && objects(emails)[0]?.value === objects(emails)[1]?.value && !hasTwins(emails),
    ),
    serve: taking((body) => ({ ...body, emails: objects(body.emails).slice(0, 1) })),
  },
  {
    breaks: 'null in a new User is refused',
    rows: ['S-028'],
    when: writes(({ title }) => title === null),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'an empty object stays',
    rows: ['S-031'],
    when: writes(({ name }) => isJsonObject(name) && Object.keys(name).length === 0),
    serve: answering((body) => ({ ...body, name: {} })),
  },
  {
    breaks: 'an empty userName is taken',
    rows: ['S-032'],
    when: writes(({ userName }) => userName === '' || userName === null),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'the client chooses the id',
    rows: ['S-035'],
    when: writes(({ id }) => typeof id === 'string' && id.startsWith('scimcheck')),
    serve: answering((body, asked) => ({ ...body, id: asked.body.id ?? null })),
  },
  {
    breaks: 'an id is given out again',
    rows: ['S-038'],
    when: asks('POST', /^\/Users$/),
    serve: answering(remembering()),
  },
  {
    breaks: 'the client names the manager',
    rows: ['S-056'],
    when: asks('GET', /^\/Users\/./),
    serve: showing((user) => {
      const data = user[ENTERPRISE]
      return isJsonObject(data) && isJsonObject(data.manager)
        ? { ...user, [ENTERPRISE]: { ...data, manager: { ...data.manager, displayName: 'Somebody else' } } }
        : user
    }),
  },
  {
    breaks: 'inactive Users are not found by their userName',
    rows: ['S-070'],
    when: (asked) => asks('GET', /^\/Users$/)(asked) && /^userName eq/.test(asked.query.get('filter') ?? ''),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).filter(({ active }) => active !== false),
    })),
  },
  {
    breaks: 'Groups have no externalId',
    rows: ['S-074'],
    when: asks('POST', /^\/Groups$/),
    serve: taking(({ externalId: _left, ...body }) => body),
  },
  {
    breaks: '$ref of a member leads nowhere',
    rows: ['F-050', 'N-008', 'S-018'],
    when: asks('GET', /^\/Groups\/./),
    serve: showing((group) => ({
      ...group,
      members: objects(group.members).map((member) => ({ ...member, $ref: `${String(member.$ref)}x` })),
    })),
  },
  {
    breaks: 'a new User is shown as it was sent',
    rows: ['C-002'],
    when: writes(({ displayName }) => displayName === 'As stored'),
    serve: answering((body) => ({ ...body, displayName: 'As sent' })),
  },
  {
    breaks: 'what is deleted stays in lists',
    rows: ['X-003'],
    when: asks('GET|POST|DELETE', /^\/Users/),
    serve: keeping(),
  },
  {
    breaks: 'what is deleted keeps its userName',
    rows: ['X-004'],
    when: asks('POST', /^\/Users$/),
    serve: reserving(),
  },
  {
    breaks: 'operations that refer to each other are only said to be done',
    rows: ['B-019'],
    when: (asked) => asks('POST', /^\/Bulk$/)(asked) && /bulkId:a/.test(JSON.stringify(asked.body)),
    serve: pretending(200, JSON.stringify({ Operations: ['a', 'b'].map((bulkId) => ({ bulkId, status: '201' })) })),
  },
]
