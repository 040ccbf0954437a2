import { type JsonObject, type JsonValue, PATCH_OP } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  heading,
  hearing,
  operating,
  patchesWith,
  pretending,
  querying,
  refusing,
  showing,
  taking,
  turning,
} from './broken-server.ts'
import { TOKEN } from './serve.ts'

const lists = asks('GET', /^\/(Users|Groups)$/)
const reads = asks('GET', /^\/(Users|Groups)\/./)
const patches = asks('PATCH', /^\/(Users|Groups)\/./)
const searches = asks('POST', /\/\.search$/)
const filterOf = ({ query }: Asked): string => query.get('filter') ?? ''
const filters =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    lists(asked) && pattern.test(filterOf(asked))

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** Rules of queries, PATCH, bulk, versions, errors, media types and credentials, broken one at a time. */
export const MESSAGE_FAULTS: readonly Fault[] = [
  {
    breaks: 'no match: 404',
    rows: ['F-003'],
    when: filters(/./),
    serve: async (request, next, asked) => {
      const response = await next(request)
      return /"totalResults":0/.test(response.body) ? await refusing(404)(request, next, asked) : response
    },
  },
  {
    breaks: 'totalResults counts everybody',
    rows: ['F-002', 'F-003', 'P-004', 'P-008', 'F-047'],
    when: filters(/./),
    serve: answering((body) => ('totalResults' in body ? { ...body, totalResults: 1000 } : body)),
  },
  {
    breaks: 'a filter that cannot be read is left out',
    rows: ['F-037', 'F-038', 'E-005'],
    when: filters(/ zz | regex |eq$|"a$|^\(userName pr$|pr userName|^and|" userName/),
    serve: querying((query) => query.delete('filter')),
  },
  {
    breaks: 'operators are read by case',
    rows: ['F-017'],
    when: filters(/ (Eq|EQ|AND|PR)\b|NOT /),
    serve: refusing(400, 'invalidFilter'),
  },
  { breaks: 'not needs a blank', rows: ['F-020'], when: filters(/not\(/), serve: refusing(400, 'invalidFilter') },
  {
    breaks: 'a value path is taken for separate conditions',
    rows: ['F-022'],
    when: filters(/emails\[type eq "work" and value/),
    serve: querying((query) => {
      const filter = query.get('filter') ?? ''
      query.set('filter', filter.replace(/emails\[type (.+) and value (.+)\]/, 'emails.type $1 and emails.value $2'))
    }),
  },
  {
    breaks: 'URNs in filters are unknown',
    rows: ['F-028', 'F-029'],
    when: filters(/^urn:/i),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'URNs in filters are read by case',
    rows: ['S-007'],
    when: filters(/^URN:/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'a plus becomes a blank',
    rows: ['F-014', 'F-045'],
    when: filters(/\+/),
    serve: querying((query) => query.set('filter', (query.get('filter') ?? '').replaceAll('+', ' '))),
  },
  {
    breaks: 'booleans have an order',
    rows: ['F-013'],
    when: filters(/active gt/),
    serve: pretending(200, '{"Resources":[]}'),
  },
  {
    breaks: 'members cannot be searched',
    rows: ['F-033'],
    when: filters(/^members/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'or binds tighter than and',
    rows: ['F-018'],
    when: filters(/ or .* and active/),
    serve: querying((query) => {
      const filter = query.get('filter') ?? ''
      query.set('filter', filter.startsWith('(') ? filter : filter.replace(/^(.*) and (.*)$/, '($1) and $2'))
    }),
  },
  {
    breaks: 'sorting is announced and not done',
    rows: ['K-015', 'O-002', 'O-004', 'O-005', 'O-006', 'O-010', 'O-013', 'O-007', 'O-015'],
    when: (asked) => asked.query.has('sortBy'),
    serve: querying((query) => query.delete('sortBy')),
  },
  {
    breaks: 'any sortOrder is taken',
    rows: ['O-003'],
    when: (asked) => asked.query.get('sortOrder') === 'desc',
    serve: querying((query) => query.delete('sortOrder')),
  },
  {
    breaks: 'a startIndex below 1 is refused',
    rows: ['P-002'],
    when: (asked) => /^(0|-\d+)$/.test(asked.query.get('startIndex') ?? ''),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'count=0 means no limit',
    rows: ['K-009', 'P-004'],
    when: (asked) => asked.query.get('count') === '0' && lists(asked),
    serve: querying((query) => query.delete('count')),
  },
  {
    breaks: 'itemsPerPage echoes count',
    rows: ['P-007'],
    when: (asked) => lists(asked) && Number(asked.query.get('count')) > 0,
    serve: answering((body, { query }) => ({ ...body, itemsPerPage: Number(query.get('count')) })),
  },
  {
    breaks: 'totalResults is the page’s length',
    rows: ['P-008', 'F-047'],
    when: (asked) => lists(asked) && Number(asked.query.get('count')) > 0,
    serve: answering((body) => ({ ...body, totalResults: listOf(body.Resources).length })),
  },
  {
    breaks: 'the key is resources',
    rows: ['P-013', 'P-014', 'P-017'],
    when: (asked) => lists(asked) && !asked.query.has('filter'),
    serve: answering(({ Resources, ...body }) => ({ ...body, resources: Resources })),
  },
  {
    breaks: 'the second page repeats the first',
    rows: ['P-009', 'P-012'],
    when: (asked) => lists(asked) && Number(asked.query.get('startIndex')) === 3,
    serve: querying((query) => query.set('startIndex', '1')),
  },
  {
    breaks: 'attributes is ignored on one resource',
    rows: ['A-002', 'A-005', 'A-007', 'A-008'],
    when: (asked) => reads(asked) && asked.query.has('attributes'),
    serve: querying((query) => query.delete('attributes')),
  },
  {
    breaks: 'excludedAttributes takes the id too',
    rows: ['A-003', 'S-059'],
    when: (asked) => /\bid\b/.test(asked.query.get('excludedAttributes') ?? ''),
    serve: showing(({ id: _left, ...resource }) => resource),
  },
  {
    breaks: 'attributes drops schemas',
    rows: ['A-014'],
    when: (asked) => reads(asked) && asked.query.has('attributes'),
    serve: showing(({ schemas: _left, ...resource }) => resource),
  },
  {
    breaks: 'the ETag is that of the projected body',
    rows: ['A-020'],
    when: (asked) => reads(asked) && asked.query.has('attributes'),
    serve: heading('etag', 'W/"of-the-body"'),
  },
  {
    breaks: '.search is unknown',
    rows: ['Q-005', 'Q-006', 'Q-007', 'P-016', 'Q-009', 'A-016', 'K-016'],
    when: searches,
    serve: refusing(404),
  },
  {
    breaks: '.search takes any message',
    rows: ['Q-006'],
    when: searches,
    serve: taking((body) => ({ ...body, schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] })),
  },
  {
    breaks: '.search ignores attributes',
    rows: ['Q-007', 'A-016'],
    when: searches,
    serve: taking(({ attributes: _left, ...body }) => body),
  },
  {
    breaks: 'a PATCH without operations succeeds',
    rows: ['M-003'],
    when: (asked) => patches(asked) && asked.operations.length === 0,
    serve: pretending(204),
  },
  {
    breaks: 'remove without a path: invalidPath',
    rows: ['M-006', 'E-009'],
    when: (asked) => patches(asked) && asked.operations.length === 1 && isBareRemove(asked.operations[0]),
    serve: refusing(400, 'invalidPath'),
  },
  {
    breaks: 'operations are not one change',
    rows: ['M-012'],
    when: (asked) => patches(asked) && asked.operations.length > 1,
    async serve(request, next, { operations }) {
      let response = await next(request)
      for (const operation of operations) {
        response = await next({ ...request, body: JSON.stringify({ schemas: [PATCH_OP], Operations: [operation] }) })
        if (response.status >= 400) break
      }
      return response
    },
  },
  {
    breaks: 'add replaces lists',
    rows: ['M-011', 'M-016', 'M-017'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'emails'),
    serve: operating((operation) => [{ ...operation, op: 'replace' }]),
  },
  {
    breaks: 'read-only attributes are ignored in a PATCH',
    rows: ['M-025', 'M-037'],
    when: patchesWith(({ path }) => path === 'id' || String(path).startsWith('meta')),
    serve: pretending(204),
  },
  {
    breaks: 'the filter of remove is ignored',
    rows: ['M-033', 'M-035', 'S-052'],
    when: patchesWith(({ op, path }) => op === 'remove' && String(path).startsWith('members[')),
    serve: operating((operation) => [{ ...operation, path: 'members' }]),
  },
  {
    breaks: 'replace drops the sub-attributes that are not given',
    rows: ['M-043'],
    when: patchesWith(({ op, path }) => op === 'replace' && path === 'name'),
    serve: operating((operation) => [{ op: 'remove', path: 'name' }, operation]),
  },
  {
    breaks: 'replace that selects nothing succeeds',
    rows: ['M-047'],
    when: patchesWith(({ op, path }) => op === 'replace' && String(path).includes('[')),
    serve: async (request, next) => {
      const response = await next(request)
      return /"noTarget"/.test(response.body) ? { ...response, status: 204, body: '' } : response
    },
  },
  {
    breaks: 'two elements stay primary',
    rows: ['M-051'],
    when: patchesWith(({ path }) => path === 'emails[type eq "home"].primary'),
    serve: pretending(204),
  },
  {
    breaks: 'PATCH of an unknown id: 204',
    rows: ['M-058', 'X-002'],
    when: patches,
    serve: turning(404, 204),
  },
  {
    breaks: 'PATCH with attributes: 204',
    rows: ['A-015'],
    when: (asked) => patches(asked) && asked.query.has('attributes'),
    serve: async (request, next) => ({ ...(await next(request)), status: 204, body: '' }),
  },
  {
    breaks: 'adding a member again is refused',
    rows: ['M-018', 'S-065'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'members'),
    serve: async (request, next, asked) => {
      const before = await next({ ...request, method: 'GET', body: undefined })
      const isThere = JSON.stringify(asked.operations).match(/"value":"([^"]+)"/)?.[1]
      return isThere !== undefined && before.body.includes(isThere)
        ? await refusing(409, 'uniqueness')(request, next, asked)
        : await next(request)
    },
  },
  {
    breaks: '/Me fails',
    rows: ['I-001', 'I-002', 'I-005', 'I-007'],
    when: (asked) => asked.path === '/Me' && asked.header('authorization') !== undefined,
    serve: refusing(500),
  },
  { breaks: 'no ETag on one resource', rows: ['D-005', 'S-046', 'V-002'], when: reads, serve: heading('etag') },
  {
    breaks: 'If-None-Match is ignored',
    rows: ['V-005', 'V-006', 'V-017'],
    when: (asked) => asked.header('if-none-match') !== undefined,
    serve: hearing('if-none-match'),
  },
  {
    breaks: 'If-Match is ignored on PUT and PATCH',
    rows: ['V-007'],
    when: (asked) => asked.header('if-match') !== undefined && asked.method !== 'DELETE',
    serve: hearing('if-match'),
  },
  {
    breaks: 'If-Match: * never matches',
    rows: ['V-010'],
    when: (asked) => asked.header('if-match') === '*',
    serve: refusing(412),
  },
  {
    breaks: 'the status of an error is a number',
    rows: ['E-001', 'E-003'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body, _asked, { status }) => (status >= 400 ? { ...body, status } : body)),
  },
  {
    breaks: 'detail is a list',
    rows: ['E-002'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body, _asked, { status }) => (status >= 400 ? { ...body, detail: [String(body.detail)] } : body)),
  },
  {
    breaks: 'an unknown endpoint answers in HTML',
    rows: ['E-003'],
    when: asks('.*', /^\/NoSuchEndpoint/),
    serve: async () => ({ status: 404, headers: [['content-type', 'text/html']], body: '<h1>Not found</h1>' }),
  },
  {
    breaks: 'invented keywords',
    rows: ['S-047', 'C-004', 'E-004', 'E-011', 'C-005'],
    when: asks('POST', /^\/Users$/),
    serve: answering((body) => (body.scimType === 'uniqueness' ? { ...body, scimType: 'duplicate' } : body)),
  },
  {
    breaks: 'answers are application/json',
    rows: ['H-001', 'H-003'],
    when: asks('.*', /^\/(Users|Groups)/),
    serve: heading('content-type', 'application/json'),
  },
  {
    breaks: 'Accept: application/json is refused',
    rows: ['H-002'],
    when: (asked) => asked.header('accept') === 'application/json',
    serve: refusing(406),
  },
  {
    breaks: 'a charset parameter is refused',
    rows: ['H-004'],
    when: (asked) => /charset/.test(asked.header('content-type') ?? ''),
    serve: refusing(415),
  },
  {
    breaks: 'a body of application/json is refused',
    rows: ['H-005'],
    when: (asked) => asked.header('content-type') === 'application/json',
    serve: refusing(415),
  },
  {
    breaks: 'a 401 without a challenge',
    rows: ['Z-002'],
    when: (asked) => asked.header('authorization') === undefined,
    serve: heading('www-authenticate'),
  },
  {
    breaks: 'the challenge is the bare word',
    rows: ['Z-003'],
    when: (asked) => asked.header('authorization') === undefined,
    serve: heading('www-authenticate', 'Bearer'),
  },
  {
    breaks: 'a token that is not valid: 403',
    rows: ['Z-004'],
    when: (asked) => /no-such-token/.test(asked.header('authorization') ?? ''),
    serve: refusing(403),
  },
  {
    breaks: 'the scheme is read by case',
    rows: ['Z-007'],
    when: (asked) => asked.header('authorization')?.startsWith('bearer') === true,
    serve: refusing(401),
  },
  {
    breaks: 'a token in the query counts',
    rows: ['Z-008'],
    when: (asked) => asked.query.get('access_token') === TOKEN,
    serve: hearing('authorization', `Bearer ${TOKEN}`),
  },
  {
    breaks: 'Users can be read without credentials',
    rows: ['Z-002', 'Z-008'],
    when: (asked) => asked.header('authorization') === undefined && asked.path.startsWith('/Users'),
    serve: hearing('authorization', `Bearer ${TOKEN}`),
  },
]

function isBareRemove(operation: JsonObject | undefined): boolean {
  return operation?.op === 'remove' && operation.path === undefined
}
