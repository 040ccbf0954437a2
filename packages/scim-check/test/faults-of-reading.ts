import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  type Asked,
  answering,
  asks,
  type Fault,
  filtering,
  findingNothing,
  heading,
  pretending,
  querying,
  refusing,
  showing,
} from './broken-server.ts'

const lists = asks('GET', /^\/(Users|Groups)$/)
const config = asks('GET', /^\/ServiceProviderConfig$/)
const finds =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    lists(asked) && pattern.test(asked.query.get('filter') ?? '')

/** Changes one attribute of every schema that has it. */
function changingSchemas(name: string, change: (attribute: JsonObject) => JsonObject): Fault['serve'] {
  return answering((body) => ({
    ...body,
    Resources: objects(body.Resources).map((schema) => ({
      ...schema,
      attributes: objects(schema.attributes).map((attribute) =>
        attribute.name === name && attribute.type === 'complex' ? change(attribute) : attribute,
      ),
    })),
  }))
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Rules of discovery, filters, lists, projection and versions, broken one at a time. */
export const READING_FAULTS: readonly Fault[] = [
  {
    breaks: 'attributes is not read in lists',
    rows: ['A-001'],
    when: (asked) => lists(asked) && asked.query.has('attributes'),
    serve: querying((query) => query.delete('attributes')),
  },
  {
    breaks: 'sub-attributes cannot be excluded',
    rows: ['A-006'],
    when: (asked) => /\./.test(asked.query.get('excludedAttributes') ?? ''),
    serve: querying((query) => query.delete('excludedAttributes')),
  },
  {
    breaks: 'attributes is read by case',
    rows: ['A-010'],
    when: (asked) => asked.query.get('attributes') === 'TITLE',
    serve: querying((query) => query.set('attributes', 'id')),
  },
  {
    breaks: 'meta cannot be excluded',
    rows: ['A-017'],
    when: (asked) => asked.query.get('excludedAttributes') === 'meta',
    serve: querying((query) => query.delete('excludedAttributes')),
  },
  {
    breaks: 'elements without what is asked for stay as empty objects',
    rows: ['A-021'],
    when: (asked) => /^(emails|addresses|phoneNumbers)\./.test(asked.query.get('attributes') ?? ''),
    serve: showing(({ emails, ...rest }) => ({
      ...rest,
      ...(Array.isArray(emails) ? { emails: [...emails, {}] } : { emails: [{}] }),
    })),
  },
  {
    breaks: 'totalResults of the schemas is wrong',
    rows: ['D-007'],
    when: asks('GET', /^\/Schemas$/),
    serve: answering((body) => ({ ...body, totalResults: 99 })),
  },
  {
    breaks: 'an unknown resource type is made up',
    rows: ['D-009'],
    when: asks('GET', /^\/ResourceTypes\/NoSuchType$/),
    serve: pretending(200, '{}'),
  },
  {
    breaks: 'endpoints are complete addresses',
    rows: ['D-010'],
    when: asks('GET', /^\/ResourceTypes$/),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).map((type) =>
        type.name === 'Device' ? { ...type, endpoint: `https://example.com${String(type.endpoint)}` } : type,
      ),
    })),
  },
  {
    breaks: 'Users are of another type than /ResourceTypes says',
    rows: ['C-006', 'D-012', 'M-013', 'U-011'],
    when: (asked) => asks('POST', /^\/Users$/)(asked) || asks('GET', /^\/Users/)(asked),
    serve: showing((user) =>
      isJsonObject(user.meta) && user.meta.resourceType === 'User'
        ? { ...user, meta: { ...user.meta, resourceType: 'Person' } }
        : user,
    ),
  },
  {
    breaks: 'attributes are described nowhere',
    rows: ['D-014'],
    when: asks('GET', /^\/Schemas$/),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).map((schema) => ({
        ...schema,
        attributes: objects(schema.attributes).map(({ description: _left, ...rest }) => rest),
      })),
    })),
  },
  {
    breaks: 'schemas have ids of their own',
    rows: ['D-011', 'D-019', 'D-020'],
    when: asks('GET', /^\/Schemas$/),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).map((schema) =>
        String(schema.id).endsWith('Device') ? { ...schema, id: 'device' } : schema,
      ),
    })),
  },
  {
    breaks: 'meta.location of a schema leads to another',
    rows: ['D-020'],
    when: asks('GET', /^\/Schemas$/),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).map((schema) =>
        isJsonObject(schema.meta)
          ? {
              ...schema,
              meta: {
                ...schema.meta,
                location: String(schema.meta.location).replace(
                  /Schemas.*/,
                  'Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
                ),
              },
            }
          : schema,
      ),
    })),
  },
  {
    breaks: 'groups.$ref is said to lead to Users',
    rows: ['S-072'],
    when: asks('GET', /^\/Schemas$/),
    serve: changingSchemas('groups', (groups) => ({
      ...groups,
      subAttributes: objects(groups.subAttributes).map((inner) =>
        inner.name === '$ref' ? { ...inner, referenceTypes: ['User'] } : inner,
      ),
    })),
  },
  {
    breaks: 'a complex attribute is said to be unique',
    rows: ['S-073'],
    when: asks('GET', /^\/Schemas$/),
    serve: changingSchemas('name', (name) => ({ ...name, uniqueness: 'server' })),
  },
  {
    breaks: 'bulk is said not to be offered, and answered',
    rows: ['B-001', 'E-015'],
    when: config,
    serve: answering((body) => ({ ...body, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 } })),
  },
  {
    breaks: 'PATCH is not announced',
    rows: ['E-015', 'M-001'],
    when: config,
    serve: answering((body) => ({ ...body, patch: { supported: false } })),
  },
  {
    breaks: 'eq looks at case',
    rows: ['F-004'],
    when: finds(/^title eq "[^"]*a"$/),
    serve: findingNothing,
  },
  {
    breaks: 'ne is eq',
    rows: ['F-005'],
    when: finds(/ ne /),
    serve: filtering((filter) => filter.replaceAll(' ne ', ' eq ')),
  },
  {
    breaks: 'sw finds nothing that is equal',
    rows: ['F-008'],
    when: finds(/^title sw "[^"]*C"$/),
    serve: findingNothing,
  },
  {
    breaks: 'a list is never present',
    rows: ['F-011'],
    when: finds(/emails pr$/),
    serve: findingNothing,
  },
  {
    breaks: 'gt is ge',
    rows: ['F-012'],
    when: finds(/ gt /),
    serve: filtering((filter) => filter.replaceAll(' gt ', ' ge ')),
  },
  {
    breaks: 'parentheses are left out',
    rows: ['F-019'],
    when: finds(/^\(title eq/),
    serve: filtering((filter) => filter.replaceAll(/[()]/g, '')),
  },
  {
    breaks: 'only the first element of a list is looked at',
    rows: ['F-021', 'F-022'],
    when: finds(/emails\.value eq "[^"]*a2@/),
    serve: findingNothing,
  },
  {
    breaks: 'parentheses inside brackets are not read',
    rows: ['F-023'],
    when: finds(/\[\(/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'emails co is refused',
    rows: ['F-027'],
    when: finds(/^emails co/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'schemas cannot be searched',
    rows: ['F-031', 'F-053'],
    when: finds(/ schemas (eq|co) /),
    serve: findingNothing,
  },
  {
    breaks: 'meta cannot be searched',
    rows: ['F-032'],
    when: finds(/meta\.(resourceType|lastModified)/),
    serve: refusing(500),
  },
  {
    breaks: 'an attribute that somebody lacks is an error',
    rows: ['F-035'],
    when: finds(/middleName|locality eq|none"/),
    serve: refusing(400, 'invalidFilter'),
  },
  {
    breaks: 'single quotes are read',
    rows: ['F-040'],
    when: finds(/'a'/),
    serve: findingNothing,
  },
  {
    breaks: 'filters look at what is shown',
    rows: ['F-046'],
    when: (asked) => finds(/^title eq/)(asked) && asked.query.has('attributes'),
    serve: findingNothing,
  },
  {
    breaks: 'a value reaches the query language',
    rows: ['F-049'],
    when: finds(/'1'='1/),
    serve: querying((query) => query.delete('filter')),
  },
  {
    breaks: 'dateTimes sort backwards',
    rows: ['O-009'],
    when: (asked) => asked.query.get('sortBy') === 'meta.created',
    serve: querying((query) => query.set('sortOrder', 'descending')),
  },
  {
    breaks: 'startIndex counts from 0',
    rows: ['P-001', 'P-012'],
    when: (asked) => lists(asked) && asked.query.get('startIndex') === '1',
    serve: querying((query) => query.set('startIndex', '2')),
  },
  {
    breaks: 'a negative count is no limit',
    rows: ['K-009', 'P-003'],
    when: (asked) => lists(asked) && (asked.query.get('count') ?? '').startsWith('-'),
    serve: querying((query) => query.delete('count')),
  },
  {
    breaks: 'a page has one more than count',
    rows: ['O-013', 'P-005', 'P-012'],
    when: (asked) => lists(asked) && asked.query.get('count') === '2' && !asked.query.has('cursor'),
    serve: querying((query) => query.set('count', '3')),
  },
  {
    breaks: 'a list of everybody is a bare object',
    rows: ['Q-001'],
    when: (asked) => lists(asked) && [...asked.query].length === 0,
    serve: answering(({ schemas: _left, ...body }) => body),
  },
  {
    breaks: 'encoded slashes lead up',
    rows: ['R-016'],
    when: (asked) => asks('GET', /^\/Users\/x\/\.\.\//)(asked),
    serve: pretending(200, '{}'),
  },
  {
    breaks: 'lists show another version',
    rows: ['Q-004', 'V-003'],
    when: (asked) => lists(asked) && asked.query.has('filter'),
    serve: answering((body) => ({
      ...body,
      Resources: objects(body.Resources).map((item) =>
        isJsonObject(item.meta) ? { ...item, meta: { ...item.meta, version: 'W/"of the list"' } } : item,
      ),
    })),
  },
  {
    breaks: 'ETags are not quoted',
    rows: ['B-027', 'S-046', 'V-004', 'V-005', 'V-006', 'V-012', 'V-017'],
    when: asks('GET', /^\/Users\/./),
    serve: heading('etag', 'abc'),
  },
  {
    breaks: 'the ETag never changes',
    rows: ['B-027', 'V-012'],
    when: asks('GET|PUT|PATCH|POST', /^\/Users/),
    serve: heading('etag', 'W/"1"'),
  },
  {
    breaks: 'sortBy reaches the query language',
    rows: ['Z-018'],
    when: (asked) => (asked.query.get('sortBy') ?? '').includes('DROP'),
    serve: refusing(500),
  },
  {
    breaks: 'another version is served too',
    rows: ['E-012'],
    when: asks('GET', /\/v1\//),
    serve: pretending(200, '{}'),
  },
  {
    breaks: '/Me asks for no credentials',
    rows: ['I-006'],
    when: (asked) => asked.path === '/Me' && asked.header('authorization') === undefined,
    serve: pretending(200, '{}'),
  },
]
