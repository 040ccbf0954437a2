import type { JsonValue } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  heading,
  pretending,
  querying,
  refusing,
  showing,
  taking,
} from './broken-server.ts'

const lists = asks('GET', /^\/(Users|Groups)$/)
const reads = asks('GET', /^\/(Users|Groups)\/./)
const searches = asks('POST', /\/\.search$/)
const filterOf = ({ query }: Asked): string => query.get('filter') ?? ''
const filters =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    lists(asked) && pattern.test(filterOf(asked))

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** Rules of filters, order, pages, projection and search, broken one at a time. */
export const LIST_FAULTS: readonly Fault[] = [
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
    breaks: 'totals end at 50',
    rows: ['P-008'],
    when: filters(/ eq /),
    serve: answering((body) => (Number(body.totalResults) > 50 ? { ...body, totalResults: 50 } : body)),
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
]
