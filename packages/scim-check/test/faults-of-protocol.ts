import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  heading,
  hearing,
  pretending,
  refusing,
  showing,
} from './broken-server.ts'

const atRoot = asks('GET|POST', /^\/(\.search)?$/)
const reads = asks('GET', /^\/(Users|Groups)\/./)
const filterOf = ({ query, body }: Asked): string => query.get('filter') ?? String(body.filter)
const patchesWith =
  (test: (operation: JsonObject) => boolean): Fault['when'] =>
  (asked) =>
    asks('PATCH', /^\/Users\/./)(asked) && asked.operations.length === 1 && asked.operations.some(test)

const OWNER = JSON.stringify({ Resources: [{ id: 'owner' }], totalResults: 1 })
const MADE = JSON.stringify({ id: 'made-up', schemas: [] })

/** Rules of the root, versions, errors, headers, credentials and addresses, broken one at a time. */
export const PROTOCOL_FAULTS: readonly Fault[] = [
  {
    breaks: 'the root knows Users alone',
    rows: ['Q-002', 'Q-012'],
    when: atRoot,
    serve: answering((body) => {
      if (!Array.isArray(body.Resources)) return body
      const isUser = (item: unknown): boolean => isJsonObject(item) && JSON.stringify(item.meta).includes('"User"')
      return { ...body, Resources: body.Resources.filter(isUser) }
    }),
  },
  {
    breaks: 'a filter of the root must fit every type',
    rows: ['Q-012'],
    when: (asked) => atRoot(asked) && filterOf(asked).includes('members'),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'ETags are announced and ignored',
    rows: ['V-001', 'V-005', 'V-006', 'V-007', 'V-008', 'V-017', 'X-009'],
    when: (asked) => asked.header('if-match') !== undefined || asked.header('if-none-match') !== undefined,
    serve: (request, next, asked) =>
      hearing('if-match')(request, (inner) => hearing('if-none-match')(inner, next, asked), asked),
  },
  {
    breaks: 'a path that cannot be read: invalidSyntax',
    rows: ['E-008', 'M-007'],
    when: patchesWith(({ path }) => path === 'name..givenName'),
    serve: refusing(400, 'invalidSyntax'),
  },
  {
    breaks: 'a remove of a required attribute: invalidValue',
    rows: ['E-010'],
    when: patchesWith(({ op, path }) => op === 'remove' && path === 'userName'),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'a filter by password finds its owner',
    rows: ['E-013', 'F-034'],
    when: (asked) => /^userName .* and password /.test(filterOf(asked)),
    serve: pretending(200, OWNER),
  },
  {
    breaks: '/Me is not allowed',
    rows: ['I-001', 'E-015'],
    when: (asked) => asked.path === '/Me' && asked.header('authorization') !== undefined,
    serve: refusing(405),
  },
  {
    breaks: 'a slash at the end redirects with 301',
    rows: ['E-016'],
    when: asks('POST', /^\/Users\/$/),
    serve: async () => ({ status: 301, headers: [['location', '/Users']], body: '' }),
  },
  {
    breaks: 'Content-Location is another address',
    rows: ['H-010', 'R-007'],
    when: reads,
    serve: heading('content-location', '/Users/other'),
  },
  {
    breaks: 'the version stands behind the endpoint',
    rows: ['C-001', 'H-015', 'N-008', 'R-007', 'S-045'],
    when: asks('GET|POST|PUT|PATCH', /^\/Users/),
    serve: showing(relocating((location) => location.replace('/v2/Users/', '/Users/v2/'))),
  },
  {
    breaks: 'credentials that cannot be read make it fail',
    rows: ['Z-006'],
    when: (asked) => /^(Bearer|nonsense)$/.test(asked.header('authorization') ?? ''),
    serve: refusing(500),
  },
  {
    breaks: 'names in two Unicode forms are two names',
    rows: ['C-005', 'Z-016'],
    when: (asked) => asks('POST', /^\/Users$/)(asked) && /e\u0301|\uff41/.test(String(asked.body.userName)),
    serve: pretending(201, MADE),
  },
  {
    breaks: 'sensitive filters are refused in .search too',
    rows: ['Z-017'],
    when: (asked) => /^name\.familyName eq "scimcheck/.test(filterOf(asked)),
    serve: refusing(403, 'sensitive'),
  },
  {
    breaks: 'addresses lack the prefix of the tenant',
    rows: ['C-001', 'N-008', 'R-007', 'S-045'],
    when: asks('GET|POST|PUT|PATCH', /^\/Users/),
    serve: showing(relocating((location) => location.replace('/scim/v2/', '/scim/'))),
  },
]

function relocating(change: (location: string) => string): (resource: JsonObject) => JsonObject {
  return (resource) => {
    const { meta } = resource
    if (!isJsonObject(meta)) return resource
    return { ...resource, meta: { ...meta, location: change(String(meta.location)) } }
  }
}
