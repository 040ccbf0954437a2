import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  pretending,
  querying,
  refusing,
  showing,
  taking,
} from './broken-server.ts'

const lists = asks('GET', /^\/(Users|Groups|Devices)?\/?$/)
const patches = asks('PATCH', /^\/(Users|Groups)\/./)
const config = asks('GET', /^\/ServiceProviderConfig$/)
const finds =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    lists(asked) && pattern.test(asked.query.get('filter') ?? '')
const operates =
  (test: (operations: readonly JsonObject[]) => boolean) =>
  (asked: Asked): boolean =>
    patches(asked) && test(asked.operations)
const renamed = (value: JsonValue): JsonValue =>
  isJsonObject(value) && value.name === 'Device' ? { ...value, name: 'Gadget' } : value

/** Rules of discovery, lists, search and PATCH, broken one at a time. */
export const QUERY_FAULTS: readonly Fault[] = [
  {
    breaks: 'a resource type is not called as its endpoint',
    rows: ['D-021'],
    when: asks('GET', /^\/ResourceTypes/),
    serve: answering((body) =>
      Array.isArray(body.Resources)
        ? { ...body, Resources: body.Resources.map(renamed) }
        : { ...body, ...(body.name === 'Device' ? { name: 'Gadget' } : {}) },
    ),
  },
  {
    breaks: 'index paging is not announced',
    rows: ['D-022', 'K-017'],
    when: config,
    serve: answering((body) => ({ ...body, pagination: { cursor: true } })),
  },
  {
    breaks: 'events are announced with an invented word',
    rows: ['D-023'],
    when: config,
    serve: answering((body) => ({ ...body, securityEvents: { asyncRequest: 'maybe', eventUris: [] } })),
  },
  {
    breaks: 'requests are answered later, which is not announced',
    rows: ['D-023'],
    when: (asked) => asked.header('prefer') === 'respond-async',
    serve: pretending(202),
  },
  {
    breaks: 'exponents are no numbers',
    rows: ['F-041'],
    when: finds(/ -?1\.5e1$/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'a default is shown and not stored',
    rows: ['F-043'],
    when: (asked) => asked.path.startsWith('/Users') && !asked.query.has('attributes'),
    serve: showing((resource) => ({ active: true, ...resource })),
  },
  {
    breaks: 'only ASCII has a case',
    rows: ['F-044'],
    when: finds(/\u00c9/),
    serve: pretending(200, '{"totalResults":0,"Resources":[]}'),
  },
  {
    breaks: 'totals are cut short',
    rows: ['F-047'],
    when: finds(/^userName pr$/),
    serve: answering((body) => ({ ...body, totalResults: 1 })),
  },
  {
    breaks: '$ref is no name in a filter',
    rows: ['F-050'],
    when: finds(/\$ref/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'lists of plain values need .value',
    rows: ['F-053'],
    when: finds(/ and tags eq/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'lists are sorted by their smallest element',
    rows: ['O-007'],
    when: (asked) => lists(asked) && asked.query.get('sortBy') === 'emails.value',
    serve: querying((query) => query.set('sortBy', 'id')),
  },
  {
    breaks: 'sorting by a complex attribute fails',
    rows: ['O-008'],
    when: (asked) => lists(asked) && asked.query.get('sortBy') === 'name',
    serve: refusing(500),
  },
  {
    breaks: 'sorting over all resource types fails',
    rows: ['O-015'],
    when: (asked) => asked.path === '/' && asked.query.get('sortBy') === 'userName',
    serve: refusing(500),
  },
  {
    breaks: 'Resources is null',
    rows: ['P-015'],
    when: (asked) => lists(asked) && asked.query.get('count') === '7',
    serve: answering((body) => ({ ...body, Resources: null })),
  },
  {
    breaks: 'totalResults counts somebody who is not shown',
    rows: ['P-017'],
    when: (asked) => lists(asked) && asked.query.get('count') === '50',
    serve: answering((body) => ({ ...body, totalResults: Number(body.totalResults) + 1 })),
  },
  {
    breaks: '.search takes excludedAttributes as a string only',
    rows: ['A-016'],
    when: (asked) => /\.search$/.test(asked.path) && Array.isArray(asked.body.excludedAttributes),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'add of one element is refused',
    rows: ['M-017'],
    when: operates(([first]) => first?.op === 'add' && first.path === 'emails' && isJsonObject(first.value)),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'an operation without effect ends the request',
    rows: ['M-019'],
    when: operates(([first, second]) => first?.value === 'Same' && second !== undefined),
    serve: taking((body, { operations }) => ({ ...body, Operations: operations.slice(0, 1) })),
  },
  {
    breaks: 'schemas can be removed',
    rows: ['M-057'],
    when: operates(([first]) => first?.op === 'remove' && first.path === 'schemas'),
    serve: pretending(204),
  },
]
