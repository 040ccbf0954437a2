import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  heading,
  hearing,
  pretending,
  querying,
  refusing,
  showing,
  taking,
  turning,
} from './broken-server.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const isDiscovery = ({ path }: Asked): boolean => /^\/(Schemas|ResourceTypes|ServiceProviderConfig)/.test(path)
const creates = asks('POST', /^\/(Users|Groups)$/)
const reads = asks('GET', /^\/(Users|Groups)/)
const any = asks('.*', /^\/(Users|Groups)/)
const replaces = asks('PUT', /^\/(Users|Groups)\/./)
const config = asks('GET', /^\/ServiceProviderConfig$/)

/** Rules of discovery, schemas, creation, retrieval, replacement and deletion, broken one at a time. */
export const RESOURCE_FAULTS: readonly Fault[] = [
  {
    breaks: 'the configuration is a list',
    rows: ['D-001'],
    when: config,
    serve: answering((body) => ({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      Resources: [body],
    })),
  },
  {
    breaks: 'bulk limits are left out',
    rows: ['D-002'],
    when: config,
    serve: answering((body) => ({ ...body, bulk: { supported: true } })),
  },
  {
    breaks: 'an invented authentication type',
    rows: ['D-003'],
    when: config,
    serve: answering((body) => ({
      ...body,
      authenticationSchemes: [{ type: 'bearer', name: 'Bearer', description: 'A token' }],
    })),
  },
  {
    breaks: 'the configuration needs credentials',
    rows: ['D-004'],
    when: (asked) => config(asked) && asked.header('authorization') === undefined,
    serve: refusing(401),
  },
  {
    breaks: 'discovery can be written',
    rows: ['D-006'],
    when: (asked) => isDiscovery(asked) && asked.method !== 'GET',
    serve: pretending(200, '{}'),
  },
  {
    breaks: 'an unknown schema is found',
    rows: ['D-008', 'D-013'],
    when: asks('GET', /^\/Schemas\/./),
    serve: turning(404, 200),
  },
  {
    breaks: 'the extension is not under /Schemas',
    rows: ['D-011'],
    when: asks('GET', /^\/Schemas$/),
    serve: answering((body) => {
      const Resources = Array.isArray(body.Resources)
        ? body.Resources.filter((schema) => isJsonObject(schema) && schema.id !== ENTERPRISE)
        : []
      return { ...body, totalResults: Resources.length, Resources }
    }),
  },
  {
    breaks: 'a filter on discovery is ignored',
    rows: ['D-018'],
    when: (asked) => isDiscovery(asked) && asked.query.has('filter'),
    serve: querying((query) => query.delete('filter')),
  },
  {
    breaks: 'discovery is application/json',
    rows: ['D-024'],
    when: isDiscovery,
    serve: heading('content-type', 'application/json'),
  },
  {
    breaks: 'discovery is paged',
    rows: ['D-017'],
    when: (asked) => asked.path === '/Schemas' && asked.query.has('count'),
    serve: answering((body) => ({ ...body, Resources: [] })),
  },
  {
    breaks: 'displayName of a Group is said not to be required, and is not',
    rows: ['S-051'],
    when: (asked) => creates(asked) && asked.path === '/Groups' && asked.body.displayName === undefined,
    serve: taking((body) => ({ ...body, displayName: `made up ${Math.random()}` })),
  },
  {
    breaks: 'schemas lists the extension always',
    rows: ['S-005', 'U-015'],
    when: any,
    serve: showing((resource) =>
      Array.isArray(resource.schemas)
        ? { ...resource, schemas: [...new Set([...resource.schemas, ENTERPRISE])] }
        : resource,
    ),
  },
  {
    breaks: 'a number becomes a string',
    rows: ['S-011'],
    when: (asked) => creates(asked) && typeof asked.body.title === 'number',
    serve: taking((body) => ({ ...body, title: String(body.title) })),
  },
  {
    breaks: 'the string "true" becomes a boolean',
    rows: ['S-012'],
    when: (asked) => creates(asked) && asked.body.active === 'true',
    serve: taking((body) => ({ ...body, active: true })),
  },
  {
    breaks: 'names in a body are read by case',
    rows: ['S-006'],
    when: (asked) => creates(asked) && Object.hasOwn(asked.body, 'USERNAME'),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'of two primary elements the second wins silently',
    rows: ['S-023'],
    when: (asked) =>
      asked.method === 'POST' && JSON.stringify(asked.body.emails ?? []).split('"primary":true').length > 2,
    serve: taking(({ emails, ...body }) => ({ ...body, emails: Array.isArray(emails) ? emails.slice(1) : [] })),
  },
  {
    breaks: 'userName is looked up by case',
    rows: ['D-015', 'S-034'],
    when: (asked) => reads(asked) && /^userName eq "[^a-z]+"$/.test(asked.query.get('filter') ?? ''),
    serve: answering((body) => ({ ...body, totalResults: 0, itemsPerPage: 0, Resources: [] })),
  },
  {
    breaks: 'externalId is made up',
    rows: ['S-039'],
    when: any,
    serve: showing((resource) => ({ externalId: resource.userName ?? resource.displayName, ...resource })),
  },
  {
    breaks: 'meta is missing in lists',
    rows: ['S-042', 'Q-004', 'V-003'],
    when: (asked) => reads(asked) && asked.query.has('filter') && !asked.query.has('sortBy'),
    serve: showing(({ meta: _left, ...resource }) => resource),
  },
  {
    breaks: 'meta.location has another base',
    rows: ['S-045', 'C-001', 'R-007', 'N-008'],
    when: any,
    serve: showing((resource) =>
      isJsonObject(resource.meta)
        ? { ...resource, meta: { ...resource.meta, location: `http://internal:8080${resource.id}` } }
        : resource,
    ),
  },
  {
    breaks: 'the password is echoed',
    rows: ['C-021', 'S-048', 'S-061'],
    when: (asked) => creates(asked) && asked.body.password !== undefined,
    serve: showing((resource, { body }) => ({ ...resource, password: body.password })),
  },
  {
    breaks: 'userName is unique by case only',
    rows: ['S-047'],
    when: (asked) => creates(asked) && /^SCIMCHECK/.test(String(asked.body.userName)),
    serve: taking((body) => ({ ...body, userName: `${String(body.userName)}X` })),
  },
  {
    breaks: 'groups of Users is empty',
    rows: ['S-049', 'M-067'],
    when: reads,
    serve: showing(({ groups: _left, ...resource }) => resource),
  },
  {
    breaks: 'no Location on creation',
    rows: ['C-001'],
    when: creates,
    serve: heading('location'),
  },
  {
    breaks: 'read-only attributes in a body are refused',
    rows: ['S-041', 'C-003', 'C-006', 'U-006'],
    when: (asked) =>
      (creates(asked) || replaces(asked)) && (asked.body.meta !== undefined || asked.body.id !== undefined),
    serve: refusing(400, 'mutability'),
  },
  {
    breaks: 'a userName that is taken: 400',
    rows: ['S-047', 'C-004', 'E-011'],
    when: creates,
    serve: turning(409, 400),
  },
  {
    breaks: 'creation ignores attributes',
    rows: ['C-009'],
    when: (asked) => creates(asked) && asked.query.has('attributes'),
    serve: querying((query) => query.delete('attributes')),
  },
  {
    breaks: 'no ETag on creation',
    rows: ['C-016'],
    when: creates,
    serve: heading('etag'),
  },
  {
    breaks: 'text beyond ASCII is lost',
    rows: ['C-005', 'C-017', 'C-022', 'F-039', 'F-044', 'Z-016'],
    when: creates,
    serve: (request, next) => next({ ...request, body: request.body?.replace(/[^\u0020-\u007e]/g, '?') }),
  },
  {
    breaks: 'externalId is trimmed',
    rows: ['C-022'],
    when: (asked) => creates(asked) && typeof asked.body.externalId === 'string',
    serve: taking((body) => ({ ...body, externalId: String(body.externalId).trim() })),
  },
  {
    breaks: 'a body that cannot be read: 500',
    rows: ['C-010', 'E-006', 'E-017', 'H-013'],
    when: (asked) => creates(asked) && Object.keys(asked.body).length === 0,
    serve: refusing(500),
  },
  {
    breaks: 'an unknown id: 400',
    rows: ['S-036', 'R-003', 'R-004', 'R-006', 'X-002', 'X-010', 'E-014'],
    when: asks('GET', /^\/(Users|Groups)\/./),
    serve: turning(404, 400),
  },
  {
    breaks: 'unknown parameters are refused',
    rows: ['R-008'],
    when: (asked) => asked.query.has('foo'),
    serve: refusing(400),
  },
  {
    breaks: 'HEAD is unknown',
    rows: ['R-012'],
    when: asks('HEAD', /./),
    serve: refusing(405),
  },
  {
    breaks: 'a 405 without Allow',
    rows: ['R-013'],
    when: asks('PUT', /^\/Users$/),
    serve: heading('allow'),
  },
  {
    breaks: 'PUT makes what it does not find',
    rows: ['U-002', 'U-019', 'X-002', 'V-011'],
    when: replaces,
    serve: async (request, next, asked) => {
      const response = await next(request)
      const body: JsonObject = { ...asked.body, id: asked.path.replace(/^.*\//, '') }
      return response.status === 404 ? { ...response, status: 201, body: JSON.stringify(body) } : response
    },
  },
  {
    breaks: 'PUT answers with 204',
    rows: ['U-011', 'U-020'],
    when: replaces,
    serve: async (request, next) => {
      const response = await next(request)
      return response.status === 200 ? { ...response, status: 204, body: '' } : response
    },
  },
  {
    breaks: 'PUT ignores attributes',
    rows: ['U-020'],
    when: (asked) => replaces(asked) && asked.query.has('attributes'),
    serve: querying((query) => query.delete('attributes')),
  },
  {
    breaks: 'PUT merges lists',
    rows: ['U-003'],
    when: (asked) => replaces(asked) && Array.isArray(asked.body.emails) && asked.body.emails.length === 1,
    serve: taking(({ emails, ...body }) => ({
      ...body,
      emails: [...(Array.isArray(emails) ? emails : []), { value: 'old@example.com', type: 'other' }],
    })),
  },
  {
    breaks: 'DELETE answers with 200 and a body',
    rows: ['X-001'],
    when: asks('DELETE', /^\/(Users|Groups)\/./),
    serve: async (request, next) => {
      const response = await next(request)
      return response.status === 204 ? { ...response, status: 200, body: '{}' } : response
    },
  },
  {
    breaks: 'DELETE of what is gone: 204',
    rows: ['X-002', 'X-007'],
    when: asks('DELETE', /^\/Users\/./),
    serve: turning(404, 204),
  },
  {
    breaks: 'DELETE ignores If-Match',
    rows: ['X-009', 'V-008'],
    when: (asked) => asked.method === 'DELETE' && asked.header('if-match') !== undefined,
    serve: hearing('if-match'),
  },
]
