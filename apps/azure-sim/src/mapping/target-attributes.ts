import { unknownName } from '../expressions/unknown-name.ts'
import { EXTENSION, pathOf, type Target } from './target.ts'

const SIMPLE = [
  'userName',
  'active',
  'displayName',
  'title',
  'preferredLanguage',
  'externalId',
  'nickName',
  'locale',
  'timezone',
  'profileUrl',
  'userType',
  'roles',
]
const NAMES = ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix']
const TYPES: Readonly<Record<string, readonly string[]>> = {
  emails: ['work', 'home', 'other'],
  addresses: ['work', 'home', 'other'],
  phoneNumbers: ['work', 'mobile', 'fax', 'home', 'pager', 'other'],
}
const PARTS: Readonly<Record<string, readonly string[]>> = {
  emails: ['value', 'type', 'primary', 'display'],
  addresses: ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type', 'primary'],
  phoneNumbers: ['value', 'type', 'primary', 'display'],
}
const ENTERPRISE = ['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager']
const CUSTOM = /^(urn:ietf:params:scim:schemas:extension:[\w.-]{1,100}:2\.0:User):([A-Za-z][\w$-]{0,99})$/

const simple = (name: string): Target => ({ kind: 'simple', name })

/** The attribute list of a non-gallery app: what a user can be mapped to. */
const USER_TARGETS: ReadonlyMap<string, Target> = byPath([
  ...SIMPLE.map(simple),
  ...NAMES.map((name): Target => ({ kind: 'sub', parent: 'name', name })),
  ...Object.entries(TYPES).flatMap(([parent, types]) =>
    types.flatMap((is) =>
      (PARTS[parent] ?? []).map((name): Target => ({ kind: 'element', parent, by: 'type', is, name })),
    ),
  ),
  ...['value', 'display', 'type'].map(
    (name): Target => ({ kind: 'element', parent: 'roles', by: 'primary', is: 'True', name }),
  ),
  ...ENTERPRISE.map((name): Target => ({ kind: 'extension', urn: EXTENSION, name })),
])

/** What a group can be mapped to. */
const GROUP_TARGETS: ReadonlyMap<string, Target> = byPath(['displayName', 'externalId', 'members'].map(simple))

/** The kinds of object a mapping is about. */
export type ObjectKind = 'user' | 'group'

/** The target of that path, or what is wrong with it. */
export function targetAt(
  path: string,
  kind: ObjectKind,
): { readonly target: Target } | { readonly target: undefined; readonly problem: string } {
  const known = kind === 'user' ? USER_TARGETS : GROUP_TARGETS
  const target = known.get(path)
  if (target) return { target }
  if (path === 'id') return { target: undefined, problem: 'id is the target’s own and cannot be mapped' }
  const [, urn, name] = kind === 'user' ? (CUSTOM.exec(path) ?? []) : []
  if (urn !== undefined && name !== undefined && urn !== EXTENSION) return { target: { kind: 'extension', urn, name } }
  return { target: undefined, problem: unknownName('Target attribute', path, known.keys()) }
}

function byPath(targets: readonly Target[]): ReadonlyMap<string, Target> {
  return new Map(targets.map((target) => [pathOf(target), target]))
}
