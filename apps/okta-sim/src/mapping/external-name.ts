import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { own, ownObject, ownObjects } from './json.ts'

/** Schema URN of a core User. */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Schema URN of the enterprise extension. */
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Where a value goes in a SCIM User, as External name and External namespace of the Profile Editor say it. */
export interface ExternalName {
  /** External name as typed: `name.givenName`, `emails.^[primary==true].value`. */
  readonly text: string
  /** URN of the extension; undefined for the core User. */
  readonly extension: string | undefined
  readonly attribute: string
  /** Which element of a multi-valued attribute. */
  readonly select: { readonly key: string; readonly value: string | boolean } | undefined
  readonly sub: string | undefined
}

/** `attribute`, `attribute.sub`, `attribute.^[key==value].sub`; undefined for any other form. */
export function parseExternalName(text: string, namespace: string | undefined): ExternalName | undefined {
  const extension = namespace === undefined || namespace === USER_SCHEMA ? undefined : namespace
  const selecting = /^(\w+)\.\^\[(\w+)==('[^']*'|true|false)\]\.(\w+)$/.exec(text)
  if (selecting) {
    const [, attribute = '', key = '', literal = '', sub = ''] = selecting
    const value = literal.startsWith("'") ? literal.slice(1, -1) : literal === 'true'
    return { text, extension, attribute, select: { key, value }, sub }
  }
  const plain = /^(\w+)(?:\.(\w+))?$/.exec(text)
  if (plain === null) return undefined
  return { text, extension, attribute: plain[1] ?? '', select: undefined, sub: plain[2] }
}

/** The value at a name; undefined where there is none. */
export function readAt(user: JsonObject, name: ExternalName): JsonValue | undefined {
  const base = baseOf(user, name)
  if (name.select !== undefined) return own(selected(base, name) ?? {}, name.sub ?? '')
  if (name.sub === undefined) return own(base, name.attribute)
  return own(ownObject(base, name.attribute) ?? {}, name.sub)
}

/** Puts a value in; null is the JSON null of an emptied attribute. Nothing of the old object is changed in place. */
export function writeAt(user: JsonObject, name: ExternalName, value: JsonValue): void {
  const base = baseOf(user, name)
  const { attribute } = name
  put(user, name, { ...base, [attribute]: attributeWith(base, name, value) })
}

/** Takes a value out; an extension that becomes empty goes too. */
export function eraseAt(user: JsonObject, name: ExternalName): void {
  const base = baseOf(user, name)
  const { attribute, sub, select } = name
  if (readAt(user, name) === undefined) return
  if (select !== undefined) {
    writeAt(user, name, null)
    return
  }
  const { [attribute]: old, ...rest } = base
  if (sub === undefined || name.extension !== undefined) {
    put(user, name, rest)
    return
  }
  const { [sub]: _gone, ...others } = ownObject({ old }, 'old') ?? {}
  put(user, name, { ...base, [attribute]: others })
}

function attributeWith(base: JsonObject, name: ExternalName, value: JsonValue): JsonValue {
  const { attribute, sub, select } = name
  if (sub === undefined) return value
  if (select === undefined) {
    const whole = name.extension !== undefined && value === null
    return whole ? null : { ...ownObject(base, attribute), [sub]: value }
  }
  const elements = ownObjects(base, attribute)
  const target = selected(base, name)
  if (target === undefined) return [...elements, { [sub]: value, [select.key]: select.value }]
  return elements.map((element) =>
    element === target ? { ...element, [sub]: value, [select.key]: select.value } : element,
  )
}

/** The element a name selects: where none is primary, a lone work entry counts (inferred). */
function selected(base: JsonObject, { attribute, select }: ExternalName): JsonObject | undefined {
  const elements = ownObjects(base, attribute)
  const found = elements.find((element) => own(element, select?.key ?? '') === select?.value)
  if (found !== undefined || select?.key !== 'primary') return found
  return elements.find((element) => own(element, 'type') === 'work')
}

function baseOf(user: JsonObject, { extension }: ExternalName): JsonObject {
  return extension === undefined ? user : (ownObject(user, extension) ?? {})
}

function put(user: JsonObject, { extension, attribute }: ExternalName, base: JsonObject): void {
  if (extension === undefined) {
    if (Object.hasOwn(base, attribute)) user[attribute] = base[attribute]
    else delete user[attribute]
    return
  }
  if (Object.keys(base).length === 0) {
    delete user[extension]
    return
  }
  user[extension] = base
  const schemas = own(user, 'schemas')
  const list = Array.isArray(schemas) ? schemas : [USER_SCHEMA]
  if (!list.includes(extension)) user.schemas = [...list, extension]
}
