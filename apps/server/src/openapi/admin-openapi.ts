import type { Role } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { ApiAudience, ApiOperation, ApiParameter } from './api-operation.ts'
import { namedSchemas, schemaOf } from './components.ts'
import { FAULT_OPERATIONS } from './operations/faults.ts'
import { MEMBER_OPERATIONS } from './operations/members.ts'
import { PERSON_SESSION_OPERATIONS } from './operations/person-sessions.ts'
import { REFERENCE_OPERATIONS } from './operations/reference.ts'
import { RUN_OPERATIONS } from './operations/runs.ts'
import { SESSION_OPERATIONS } from './operations/session.ts'
import { SETTINGS_OPERATIONS } from './operations/settings.ts'
import { SIMULATOR_OPERATIONS } from './operations/simulators.ts'
import { SPACE_OPERATIONS } from './operations/spaces.ts'
import { TEAM_OPERATIONS } from './operations/teams.ts'
import { TOKEN_OPERATIONS } from './operations/tokens.ts'

/** Every operation of the dashboard's API. */
export const OPERATIONS: readonly ApiOperation[] = [
  ...RUN_OPERATIONS,
  ...TEAM_OPERATIONS,
  ...TOKEN_OPERATIONS,
  ...FAULT_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...SPACE_OPERATIONS,
  ...PERSON_SESSION_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...SIMULATOR_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...REFERENCE_OPERATIONS,
]

const FAILURES: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  401: 'The caller is not signed in.',
  403: 'The caller may not do this.',
  404: 'There is no such thing.',
  409: 'The state of things does not allow it.',
  413: 'The body is too large.',
  415: 'The body is not application/json.',
  421: 'The server does not answer to this host.',
  500: 'The server failed.',
  502: 'The simulator does not answer, or gives no run.',
  503: 'The server is busy. Retry-After says when to come again.',
}

/** Names of cookies. */
interface CookieNames {
  /** Of the operator's session. */
  readonly cookieName: string
  /** Of a person's session, with `TEAM` for the team's name. */
  readonly personCookieName: string
}

/** The OpenAPI 3.1 document of the dashboard's API, made of the schemas that bodies are read with. */
export function createAdminOpenApi({ cookieName, personCookieName }: CookieNames): JsonObject {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Scimulator dashboard',
      version: '1',
      description:
        'The API of the dashboard. A browser comes with the session of the operator, which the sign-in link opens, or with those of people of teams; simulators and other local programs with the ingest token in `DATA_DIR/dashboard.json`.',
    },
    servers: [{ url: '/api' }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: toPaths(),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName, description: 'The operator’s session.' },
        person: {
          type: 'apiKey',
          in: 'cookie',
          name: personCookieName,
          description: 'The session of a person in the team TEAM.',
        },
        ingest: { type: 'http', scheme: 'bearer', description: 'The ingest token.' },
      },
      responses: Object.fromEntries(
        Object.entries(FAILURES).map(([status, description]) => [`E${status}`, { description, content: ERROR }]),
      ),
      schemas: namedSchemas(),
    },
  }
}

/** What opens an operation. */
const SCHEMES: Readonly<Record<ApiAudience, readonly string[]>> = {
  anyone: [],
  known: ['session', 'person', 'ingest'],
  lab: ['session', 'ingest'],
  operator: ['session'],
  ingest: ['ingest'],
  team: ['person', 'session', 'ingest'],
  person: ['person'],
  auditor: ['person'],
  administrator: ['person'],
}

/** The roles that are enough, where not all are. */
const ROLES: Readonly<Partial<Record<ApiAudience, readonly Role[]>>> = {
  auditor: ['owner', 'admin', 'manager'],
  administrator: ['owner', 'admin'],
}

const ERROR: JsonObject = { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } }

function toPaths(): JsonObject {
  const paths = new Map<string, JsonObject>()
  for (const operation of OPERATIONS) {
    paths.set(operation.path, { ...paths.get(operation.path), [operation.method]: toOperation(operation) })
  }
  return Object.fromEntries(paths)
}

function toOperation(operation: ApiOperation): JsonObject {
  const { id, tag, summary, description, body, audience = 'lab' } = operation
  const parameters = [...pathParameters(operation), ...(operation.parameters ?? []).map(toParameter)]
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: toResponses(operation),
    security: SCHEMES[audience].map((scheme) => ({ [scheme]: [] })),
    ...(Object.hasOwn(ROLES, audience) ? { 'x-roles': [...(ROLES[audience] ?? [])] } : {}),
  }
}

function pathParameters({ path }: ApiOperation): JsonObject[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function toParameter({ name, in: place, description, schema }: ApiParameter): JsonObject {
  return { name, in: place, description, schema }
}

function toResponses({ method, body, answer, audience = 'lab', failures = [] }: ApiOperation): JsonObject {
  const statuses = new Set([421, 500, 503, ...failures])
  if (audience !== 'anyone') statuses.add(401)
  if (method !== 'get' || !['anyone', 'known', 'team'].includes(audience)) statuses.add(403)
  if (body !== undefined) for (const status of [400, 413, 415]) statuses.add(status)
  const { status, description, schema, media = 'application/json' } = answer
  const hasBody = schema !== undefined || answer.media !== undefined
  const content = { [media]: schema === undefined ? {} : { schema: schemaOf(schema) } }
  return {
    [String(status)]: { description, ...(hasBody ? { content } : {}) },
    ...Object.fromEntries([...statuses].map((each) => [String(each), { $ref: `#/components/responses/E${each}` }])),
  }
}
