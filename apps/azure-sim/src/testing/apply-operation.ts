import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { EXTENSION } from '../mapping/target.ts'

/** Applies one PATCH operation in either dialect, as a tolerant server does. */
export function applyOperation(resource: JsonObject, operation: JsonObject): void {
  const op = String(operation.op).toLowerCase()
  const path = typeof operation.path === 'string' ? operation.path : undefined
  if (path === undefined) {
    if (!isJsonObject(operation.value)) throw new TypeError('a path-less operation needs an object')
    for (const [key, value] of Object.entries(operation.value)) set(resource, key, value ?? null)
  } else if (path.startsWith('members')) applyToMembers(resource, op, path, operation.value)
  else set(resource, path, operation.value ?? null)
}

function applyToMembers(resource: JsonObject, op: string, path: string, value: JsonValue | undefined): void {
  const filtered = /^members\[value eq "(.*)"\]$/.exec(path)?.[1]
  const ids = filtered === undefined ? valuesOf(value) : [filtered]
  const others = (Array.isArray(resource.members) ? resource.members : []).filter(
    (member) => !(isJsonObject(member) && ids.includes(String(member.value))),
  )
  resource.members = op === 'add' ? [...others, ...ids.map((id) => ({ value: id }))] : others
}

function valuesOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter(isJsonObject).map((member) => String(member.value)) : []
}

function set(resource: JsonObject, path: string, value: JsonValue): void {
  const filtered = /^(\w+)\[type eq "(\w+)"\]\.(\w+)$/.exec(path)
  if (filtered) setElement(resource, filtered, value)
  else if (path.startsWith(`${EXTENSION}:`)) setExtension(resource, path.slice(EXTENSION.length + 1), value)
  else if (path.includes('.')) {
    const [parent = '', name = ''] = path.split('.')
    resource[parent] = { ...(isJsonObject(resource[parent]) ? resource[parent] : {}), [name]: value }
  } else resource[path] = path === 'active' ? String(value).toLowerCase() === 'true' : value
}

function setElement(
  resource: JsonObject,
  [, parent = '', type = '', name = '']: RegExpExecArray,
  value: JsonValue,
): void {
  const elements: JsonValue[] = Array.isArray(resource[parent]) ? resource[parent] : []
  const rest = elements.filter((element) => !(isJsonObject(element) && element.type === type))
  const found = elements.find((element) => isJsonObject(element) && element.type === type)
  resource[parent] = [...rest, { ...(isJsonObject(found) ? found : { type }), [name]: value }]
}

function setExtension(resource: JsonObject, name: string, value: JsonValue): void {
  const extension = isJsonObject(resource[EXTENSION]) ? resource[EXTENSION] : {}
  resource[EXTENSION] = { ...extension, [name]: name === 'manager' ? { value } : value }
}
