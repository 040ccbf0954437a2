import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  answering,
  asks,
  type Fault,
  operating,
  patchesWith,
  pretending,
  refusing,
  showing,
  taking,
  turning,
} from './broken-server.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Rules of PATCH, PUT and DELETE, broken one at a time. */
export const CHANGING_FAULTS: readonly Fault[] = [
  {
    breaks: 'a body that is no PatchOp is taken',
    rows: ['M-002'],
    when: (asked) =>
      asks('PATCH', /^\/Users\/./)(asked) && !JSON.stringify(asked.body.schemas ?? '').includes(':PatchOp'),
    serve: pretending(204),
  },
  {
    breaks: 'an invented op is taken',
    rows: ['M-004'],
    when: patchesWith(({ op }) => op === 'move'),
    serve: pretending(204),
  },
  {
    breaks: 'a filter in a path that cannot be read is taken',
    rows: ['M-008'],
    when: patchesWith(({ path }) => String(path).includes(' zz ')),
    serve: pretending(204),
  },
  {
    breaks: 'paths are read by case',
    rows: ['M-010'],
    when: patchesWith(({ path }) => path === 'TITLE'),
    serve: refusing(400, 'invalidPath'),
  },
  {
    breaks: 'a PATCH answers with what it changed only',
    rows: ['A-015', 'M-013'],
    when: patchesWith(({ path }) => path === 'displayName'),
    serve: showing(({ id = '', displayName = null }) => ({ id, displayName })),
  },
  {
    breaks: 'add without a value is taken',
    rows: ['M-014'],
    when: patchesWith(({ op, value }) => op === 'add' && value === undefined),
    serve: pretending(204),
  },
  {
    breaks: 'add changes no value that is there',
    rows: ['M-015'],
    when: patchesWith(({ op, path, value }) => op === 'add' && path === 'title' && value === 'B'),
    serve: pretending(204),
  },
  {
    breaks: 'add without a path knows lists only',
    rows: ['M-020'],
    when: patchesWith(({ op, path }) => op === 'add' && path === undefined),
    serve: operating(({ value, ...rest }) => [
      { ...rest, value: isJsonObject(value) && value.emails ? { emails: value.emails } : (value ?? null) },
    ]),
  },
  {
    breaks: 'add to a complex attribute replaces it',
    rows: ['M-021'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'name'),
    serve: operating((operation) => [{ op: 'remove', path: 'name' }, operation]),
  },
  {
    breaks: 'add of a sub-attribute makes nothing',
    rows: ['M-022'],
    when: patchesWith(({ op, path }) => op === 'add' && path === 'name.givenName'),
    serve: pretending(204),
  },
  {
    breaks: 'add with a value path does nothing',
    rows: ['M-023'],
    when: patchesWith(({ op, path }) => op === 'add' && String(path).startsWith('addresses[')),
    serve: pretending(204),
  },
  {
    breaks: 'an extension that a PATCH brings is not in schemas',
    rows: ['M-028', 'S-005'],
    when: asks('GET', /^\/Users\/./),
    serve: showing((user) => ({ ...user, schemas: [USER] })),
  },
  {
    breaks: 'remove of a singular attribute does nothing',
    rows: ['M-031'],
    when: patchesWith(({ op, path }) => op === 'remove' && path === 'title'),
    serve: pretending(204),
  },
  {
    breaks: 'remove of a list takes the first element',
    rows: ['M-032'],
    when: patchesWith(({ op, path }) => op === 'remove' && path === 'emails'),
    serve: operating((operation) => [{ ...operation, path: 'emails[type eq "work"]' }]),
  },
  {
    breaks: 'remove of a sub-attribute takes the whole',
    rows: ['M-034'],
    when: patchesWith(({ op, path }) => op === 'remove' && path === 'name.givenName'),
    serve: operating((operation) => [operation.path === 'name.givenName' ? { ...operation, path: 'name' } : operation]),
  },
  {
    breaks: 'replace of a singular attribute does nothing',
    rows: ['M-012', 'M-040', 'M-042', 'M-050', 'S-044'],
    when: patchesWith(({ op, path }) => op === 'replace' && path === 'title'),
    serve: pretending(204),
  },
  {
    breaks: 'replace of a list adds to it',
    rows: ['M-041', 'M-050'],
    when: patchesWith(({ op, path }) => op === 'replace' && path === 'emails'),
    serve: operating((operation) => [{ ...operation, op: 'add' }]),
  },
  {
    breaks: 'replace with a value path stops at the first match',
    rows: ['M-044'],
    when: patchesWith(({ path }) => path === 'addresses[type eq "work"].postalCode'),
    serve: operating((operation) => [
      { ...operation, path: 'addresses[type eq "work" and locality eq "A"].postalCode' },
    ]),
  },
  {
    breaks: 'replace of a sub-attribute replaces the element',
    rows: ['M-046'],
    when: patchesWith(({ path }) => path === 'addresses[type eq "work"].locality'),
    serve: operating(() => [
      { op: 'remove', path: 'addresses[type eq "work"]' },
      { op: 'add', path: 'addresses', value: [{ type: 'work', locality: 'C' }] },
    ]),
  },
  {
    breaks: 'replace without a path clears the rest',
    rows: ['M-049'],
    when: patchesWith(
      ({ op, path, value }) => op === 'replace' && path === undefined && isJsonObject(value) && 'emails' in value,
    ),
    serve: operating((operation) => [{ op: 'remove', path: 'title' }, operation]),
  },
  {
    breaks: 'null in a PATCH is ignored',
    rows: ['M-050'],
    when: patchesWith(({ value }) => value === null),
    serve: operating((operation) =>
      operation.value === null ? [{ ...operation, op: 'add', value: 'A' }] : [operation],
    ),
  },
  {
    breaks: 'the primary element is the first one',
    rows: ['M-052'],
    when: patchesWith(
      ({ op, path, value }) => op === 'add' && path === 'emails' && JSON.stringify(value).includes('primary'),
    ),
    serve: operating(({ value, ...rest }) => [
      { ...rest, value: objects(value).map(({ primary: _left, ...email }) => email) },
    ]),
  },
  {
    breaks: 'values of a PATCH are not looked at',
    rows: ['M-054'],
    when: patchesWith(({ path, value }) => path === 'active' && value === 'maybe'),
    serve: pretending(204),
  },
  {
    breaks: 'a member can be turned into another',
    rows: ['M-055'],
    when: patchesWith(({ path }) => /^members\[.*\]\.value$/.test(String(path))),
    serve: pretending(204),
  },
  {
    breaks: 'a PATCH looks at no userName of others',
    rows: ['M-056'],
    when: (asked) => patchesWith(({ path }) => path === 'userName')(asked),
    serve: turning(409, 204),
  },
  {
    breaks: 'filters of paths look at case',
    rows: ['M-059'],
    when: patchesWith(({ path }) => String(path).includes('"WORK"')),
    serve: refusing(400, 'noTarget'),
  },
  {
    breaks: 'a PATCH shows the password',
    rows: ['M-066'],
    when: patchesWith(({ path }) => path === 'password'),
    serve: answering((body, { operations }) => ({ ...body, password: operations[0]?.value ?? null })),
  },
  {
    breaks: 'a PUT changes no displayName',
    rows: ['U-001'],
    when: (asked) => asks('PUT', /^\/Users\/./)(asked) && asked.body.displayName === 'New',
    serve: taking((body) => ({ ...body, displayName: 'Old' })),
  },
  {
    breaks: 'null in a PUT is refused',
    rows: ['U-005'],
    when: (asked) => asks('PUT', /^\/Users\/./)(asked) && asked.body.title === null,
    serve: refusing(400, 'invalidValue'),
  },
  {
    breaks: 'a PUT needs no userName',
    rows: ['U-010'],
    when: (asked) =>
      asks('PUT', /^\/Users\/./)(asked) && asked.body.userName === undefined && asked.body.USERNAME === undefined,
    serve: pretending(200, '{}'),
  },
  {
    breaks: 'a PUT looks at no userName of others',
    rows: ['U-016'],
    when: asks('PUT', /^\/Users\/./),
    serve: turning(409, 200),
  },
  {
    breaks: 'a PUT takes two primary elements',
    rows: ['U-017'],
    when: (asked) =>
      asks('PUT', /^\/Users\/./)(asked) &&
      objects(asked.body.emails).filter(({ primary }) => primary === true).length > 1,
    serve: taking((body) => ({ ...body, emails: objects(body.emails).slice(0, 1) })),
  },
  {
    breaks: 'a PUT of a Group drops its members',
    rows: ['U-018'],
    when: asks('PUT', /^\/Groups\/./),
    serve: taking((body) => ({ ...body, members: [] })),
  },
  {
    breaks: 'a PUT takes the schemas of another type',
    rows: ['U-023'],
    when: (asked) =>
      asks('PUT', /^\/Users\/./)(asked) && JSON.stringify(asked.body.schemas ?? '').includes('core:2.0:Group'),
    serve: taking((body) => ({ ...body, schemas: [USER] })),
  },
  {
    breaks: 'a PUT leaves externalId',
    rows: ['U-024'],
    when: (asked) => asks('PUT', /^\/Users\/./)(asked) && asked.body.externalId !== undefined,
    serve: taking(({ externalId: _left, ...body }) => body),
  },
  {
    breaks: 'lastModified is created for ever',
    rows: ['M-019', 'S-044', 'U-012'],
    when: asks('GET|PUT|PATCH|POST', /^\/Users/),
    serve: showing((user) =>
      isJsonObject(user.meta) ? { ...user, meta: { ...user.meta, lastModified: user.meta.created ?? null } } : user,
    ),
  },
  {
    breaks: 'lastModified of a new User is not when it was made',
    rows: ['F-014', 'M-013', 'S-043', 'U-011'],
    when: asks('GET|POST', /^\/Users/),
    serve: showing((user) =>
      isJsonObject(user.meta) ? { ...user, meta: { ...user.meta, created: '2001-01-01T00:00:00Z' } } : user,
    ),
  },
  {
    breaks: 'a 204 has a body',
    rows: ['H-012', 'X-001'],
    when: asks('DELETE', /^\/(Users|Groups|Devices)\/./),
    serve: async (request, next) => {
      const response = await next(request)
      return response.status === 204 ? { ...response, body: '{}' } : response
    },
  },
]
