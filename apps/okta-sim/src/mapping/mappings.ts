import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Node } from '../expression/ast.ts'
import { parseExpression } from '../expression/parse.ts'
import { ENTERPRISE_SCHEMA, type ExternalName, parseExternalName } from './external-name.ts'
import { own, ownObject, ownObjects, ownText } from './json.ts'

/** A row of "Attribute Mappings": a value of the Okta profile and where it goes in a SCIM User. */
export interface Mapping {
  readonly name: ExternalName
  readonly value: Node
  /** "Create", or "Create and update". */
  readonly onUpdate: boolean
  /** One of the four attributes Okta cannot do without (S18). */
  readonly mandatory: boolean
}

/** A row as a settings document has it. */
export type MappingRow = {
  attribute: string
  externalName: string
  externalNamespace?: string
  value: string
  applyOn: 'create' | 'create and update'
}

const MANDATORY = new Set(['userName', 'name.givenName', 'name.familyName', 'emails.^[primary==true].value'])

/**
 * The rows of a new app, in the order they are applied (external names: S47; givenName, familyName, email and emailType
 * as a console showed them). That `title`, `displayName`, `locale` and the enterprise attributes are mapped is inferred.
 */
export const defaultRows: readonly MappingRow[] = [
  row('givenName', 'name.givenName', 'user.firstName'),
  row('familyName', 'name.familyName', 'user.lastName'),
  row('email', 'emails.^[primary==true].value', 'user.email'),
  row('emailType', 'emails.^[primary==true].type', "(user.email != null && user.email != '') ? 'work' : ''"),
  row('title', 'title', 'user.title'),
  row('displayName', 'displayName', 'user.displayName'),
  row('locale', 'locale', 'user.locale'),
  { ...row('department', 'department', 'user.department'), externalNamespace: ENTERPRISE_SCHEMA },
  { ...row('managerValue', 'manager.value', 'user.managerId'), externalNamespace: ENTERPRISE_SCHEMA },
]

/** The value of userName where Sign On does not say another one: "Okta username". */
export const DEFAULT_USERNAME = 'user.login'

const parsed = new WeakMap<JsonObject, readonly Mapping[]>()
const withoutDocument: JsonObject = {}

/** The mappings of a settings document that has been checked; those of a new app where it names none. */
export function mappingsOf(settings: JsonObject | undefined): readonly Mapping[] {
  const document = settings ?? withoutDocument
  const known = parsed.get(document)
  if (known) return known
  const mappings = readMappings(document)
  parsed.set(document, mappings)
  return mappings
}

function readMappings(document: JsonObject): Mapping[] {
  const signOn = ownObject(document, 'signOn') ?? {}
  const userName = ownText(signOn, 'applicationUsernameFormat') ?? DEFAULT_USERNAME
  const createOnly = ownText(signOn, 'updateApplicationUsernameOn') === 'create'
  const rows = Array.isArray(own(document, 'attributeMappings'))
    ? ownObjects(document, 'attributeMappings').flatMap(readRow)
    : defaultRows
  const first = row('userName', 'userName', userName)
  return [{ ...first, applyOn: createOnly ? 'create' : first.applyOn } satisfies MappingRow, ...rows].flatMap(toMapping)
}

function readRow(value: JsonValue): MappingRow[] {
  if (!isJsonObject(value)) return []
  const attribute = ownText(value, 'attribute') ?? ''
  const externalName = ownText(value, 'externalName') ?? attribute
  const namespace = ownText(value, 'externalNamespace')
  const applyOn = ownText(value, 'applyOn') === 'create' ? 'create' : 'create and update'
  const read: MappingRow = { attribute, externalName, value: ownText(value, 'value') ?? 'null', applyOn }
  return [namespace === undefined ? read : { ...read, externalNamespace: namespace }]
}

function toMapping({ externalName, externalNamespace, value, applyOn }: MappingRow): Mapping[] {
  const name = parseExternalName(externalName, externalNamespace)
  if (name === undefined || !isSent(name)) return []
  return [
    {
      name,
      value: parseExpression(value),
      onUpdate: applyOn !== 'create',
      mandatory: MANDATORY.has(name.text),
    },
  ]
}

/** Custom attributes without an External namespace are never sent (S49). */
function isSent({ extension, attribute }: ExternalName): boolean {
  return extension !== undefined || CORE_ATTRIBUTES.has(attribute)
}

/** Attributes of a core User; `groups` must not be mapped (S3). */
const CORE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'userName',
  'name',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'emails',
  'phoneNumbers',
  'ims',
  'photos',
  'addresses',
  'entitlements',
  'roles',
  'x509Certificates',
])

function row(attribute: string, externalName: string, value: string): MappingRow {
  return { attribute, externalName, value, applyOn: 'create and update' }
}
