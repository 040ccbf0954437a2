import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
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

const LEASE = 'urn:example:scim:schemas:extension:2.0:Lease'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const DEVICE = 'urn:example:scim:schemas:2.0:Device'
const creates = asks('POST', /^\/(Users|Groups|Devices)$/)
const reads = asks('GET', /^\/(Users|Groups|Devices)\/./)
const lists = asks('GET', /^\/(Users|Groups|Devices)$/)
const patches = asks('PATCH', /^\/(Users|Groups|Devices)\/./)
const writes =
  (test: (body: JsonObject) => boolean) =>
  (asked: Asked): boolean =>
    creates(asked) && test(asked.body)
const operates =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    patches(asked) && asked.operations.some((operation) => pattern.test(JSON.stringify(operation)))
const finds =
  (pattern: RegExp) =>
  (asked: Asked): boolean =>
    lists(asked) && pattern.test(asked.query.get('filter') ?? '')
const holds =
  (pattern: RegExp) =>
  (body: JsonObject): boolean =>
    pattern.test(JSON.stringify(body))

/** Rules of values, characteristics, references and passwords, broken one at a time. */
export const ATTRIBUTE_FAULTS: readonly Fault[] = [
  {
    breaks: 'the first of schemas is the type',
    rows: ['S-003'],
    when: writes(({ schemas }) => Array.isArray(schemas) && ![USER, GROUP, DEVICE].includes(String(schemas[0]))),
    serve: refusing(400, 'invalidSyntax'),
  },
  {
    breaks: '$ref is no name in attributes',
    rows: ['S-009'],
    when: (asked) => reads(asked) && asked.query.get('attributes') === 'members.$ref',
    serve: refusing(400, 'invalidPath'),
  },
  {
    breaks: 'an attribute that does not say so is looked up by case',
    rows: ['S-010'],
    when: finds(/^displayName eq "SCIMCHECK/),
    serve: pretending(200, '{"totalResults":0,"Resources":[]}'),
  },
  {
    breaks: 'integers are cut',
    rows: ['S-013'],
    when: writes(({ memory }) => memory === 1.5),
    serve: taking((body) => ({ ...body, memory: 1 })),
  },
  {
    breaks: 'a decimal may be a string',
    rows: ['S-014'],
    when: writes(({ weight }) => weight === '1.5'),
    serve: taking((body) => ({ ...body, weight: 1.5 })),
  },
  {
    breaks: 'the 30th of February is taken',
    rows: ['S-015'],
    when: writes(({ boughtAt }) => /02-30/.test(String(boughtAt))),
    serve: taking((body) => ({ ...body, boughtAt: '2026-03-02T00:00:00Z' })),
  },
  {
    breaks: 'URIs are folded to lower case',
    rows: ['S-017'],
    when: writes(({ profileUrl }) => profileUrl !== undefined),
    serve: taking((body) => ({ ...body, profileUrl: String(body.profileUrl).toLowerCase() })),
  },
  {
    breaks: 'relative references are refused',
    rows: ['S-017'],
    when: writes(holds(/"\$ref":"Users\//)),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'of a list in a sub-attribute the first is kept',
    rows: ['S-020'],
    when: writes(holds(/"codes":\["/)),
    serve: taking((body) => ({ ...body, licences: [{ codes: ['first'] }] })),
  },
  {
    breaks: 'primary is lost',
    rows: ['S-027'],
    when: writes(holds(/"At home"/)),
    serve: taking(({ emails, ...body }) => ({
      ...body,
      emails: (Array.isArray(emails) ? emails : []).map((email) =>
        isJsonObject(email) ? { ...email, primary: false } : email,
      ),
    })),
  },
  {
    breaks: 'an id is a bulkId',
    rows: ['S-037'],
    when: (asked) => lists(asked) && asked.query.get('count') === '20',
    serve: showing((resource) => ({ ...resource, id: `bulkId:${String(resource.id)}` })),
  },
  {
    breaks: 'a required extension may be left out',
    rows: ['S-057'],
    when: writes((body) => holds(/:2\.0:Device"/)(body) && body[LEASE] === undefined),
    serve: taking((body) => ({ ...body, schemas: [DEVICE, LEASE], [LEASE]: { contract: 'made up' } })),
  },
  {
    breaks: 'what is always returned can be excluded',
    rows: ['S-059'],
    when: (asked) => reads(asked) && asked.query.get('excludedAttributes') === 'label',
    serve: showing(({ label: _left, ...resource }) => resource),
  },
  {
    breaks: 'what is returned on request is missing after a POST',
    rows: ['S-060'],
    when: writes(({ notes }) => notes !== undefined),
    serve: showing(({ notes: _left, ...resource }) => resource),
  },
  {
    breaks: 'what is returned on request is always returned',
    rows: ['S-060', 'R-002'],
    when: (asked) => reads(asked) && asked.path.startsWith('/Devices') && !asked.query.has('attributes'),
    serve: showing((resource) => ({ ...resource, notes: 'shown' })),
  },
  {
    breaks: 'the password is shown by .search',
    rows: ['S-061'],
    when: (asked) => /\.search$/.test(asked.path) && holds(/"attributes":\["password"/)(asked.body),
    serve: showing((resource) => ({ ...resource, password: '***' })),
  },
  {
    breaks: 'the password is shown to those who name it',
    rows: ['A-013'],
    when: (asked) => reads(asked) && asked.query.get('attributes') === 'password',
    serve: showing((resource) => ({ ...resource, password: '***' })),
  },
  {
    breaks: 'an immutable attribute is refused after creation',
    rows: ['S-062'],
    when: operates(/"op":"add","path":"model"/),
    serve: refusing(400, 'mutability'),
  },
  {
    breaks: 'another value for an immutable attribute is dropped by PATCH',
    rows: ['M-027'],
    when: operates(/"op":"replace","path":"serialNumber"/),
    serve: pretending(204),
  },
  {
    breaks: 'another value for an immutable attribute is dropped by PUT',
    rows: ['U-007'],
    when: asks('PUT', /^\/Devices\/./),
    serve: async (request, next) => {
      const response = await next(request)
      return response.status === 400 ? { ...response, status: 200, body: '{}' } : response
    },
  },
  {
    breaks: 'a PATCH of groups of a User is ignored',
    rows: ['S-063'],
    when: operates(/"path":"groups"/),
    serve: pretending(204),
  },
  {
    breaks: 'an immutable attribute is refused at creation',
    rows: ['C-015'],
    when: writes(({ model }) => model !== undefined),
    serve: refusing(400, 'mutability'),
  },
  {
    breaks: 'displayName is not shown by default',
    rows: ['R-002'],
    when: (asked) => reads(asked) && asked.path.startsWith('/Users') && asked.query.size === 0,
    serve: showing(({ displayName, ...resource }) =>
      displayName === undefined || displayName === 'Shown' ? resource : { ...resource, displayName },
    ),
  },
  {
    breaks: 'a change that is made last is not seen in lists',
    rows: ['R-011'],
    when: (asked) => lists(asked) && asked.query.get('attributes') === 'title',
    serve: showing((resource) => ({ ...resource, title: 'Old' })),
  },
  {
    breaks: 'groups of a User have an invented type',
    rows: ['S-050'],
    when: (asked) => reads(asked) && asked.path.startsWith('/Users'),
    serve: showing((resource) =>
      Array.isArray(resource.groups)
        ? {
            ...resource,
            groups: resource.groups.map((group) => (isJsonObject(group) ? { ...group, type: 'x' } : group)),
          }
        : resource,
    ),
  },
  {
    breaks: 'a change of a member is dropped',
    rows: ['S-052'],
    when: operates(/"path":"members\[[^\]]*\]\.\$ref"/),
    serve: pretending(204),
  },
  {
    breaks: 'an address without a version is another resource',
    rows: ['S-065'],
    when: operates(/"\$ref":"http[^"]*\/scim\/Users\//),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'email addresses are folded to lower case',
    rows: ['S-066'],
    when: writes(holds(/"MiXed\./)),
    serve: taking((body) => ({ ...body, emails: [{ value: 'mixed@example.com', type: 'work' }] })),
  },
  {
    breaks: 'countries are written out',
    rows: ['S-067'],
    when: writes(holds(/"country":"SE"/)),
    serve: taking((body) => ({ ...body, addresses: [{ type: 'work', country: 'Sweden' }] })),
  },
  {
    breaks: 'weights in preferredLanguage are refused',
    rows: ['S-068'],
    when: writes(({ preferredLanguage }) => /q=/.test(String(preferredLanguage))),
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'PEM is taken for a certificate',
    rows: ['S-069'],
    when: writes(holds(/BEGIN CERTIFICATE/)),
    serve: taking(({ x509Certificates: _left, ...body }) => body),
  },
  {
    breaks: 'userName is compared byte by byte when it is made',
    rows: ['C-005', 'Z-016'],
    when: writes(({ userName }) => /\u0301|\uff41/.test(String(userName))),
    serve: taking((body) => ({ ...body, userName: `${String(body.userName).replace(/[^ -~]/g, '')}other` })),
  },
  {
    breaks: 'the password is repeated by an error',
    rows: ['C-021', 'Z-014'],
    when: writes(({ password }) => password !== undefined),
    serve: answering((body, asked, { status }) =>
      status >= 400 ? { ...body, detail: `No: ${JSON.stringify(asked.body)}` } : body,
    ),
  },
  {
    breaks: 'passwords can be searched by their beginning',
    rows: ['F-034'],
    when: finds(/password sw/),
    serve: querying((query) => query.set('filter', (query.get('filter') ?? '').replace(/ and password .*/, ''))),
  },
  {
    breaks: 'passwords can be searched by a part',
    rows: ['F-052'],
    when: finds(/password co/),
    serve: querying((query) => query.set('filter', (query.get('filter') ?? '').replace(/ and password .*/, ''))),
  },
  {
    breaks: 'lists are sorted by password',
    rows: ['O-016'],
    when: (asked) => asked.query.get('sortBy') === 'password',
    serve: querying((query) => query.set('sortBy', 'title')),
  },
]
