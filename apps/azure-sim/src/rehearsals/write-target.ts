import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Target } from '../mapping/target.ts'

/** Puts a value where a target points, into a body in the making. */
export function writeTarget(body: JsonObject, target: Target, value: JsonValue): void {
  if (target.kind === 'simple') body[target.name] = value
  else if (target.kind === 'sub') inside(body, target.parent)[target.name] = value
  else if (target.kind === 'extension') inside(body, target.urn)[target.name] = value
  else elementIn(body, target.parent, target.by, target.is)[target.name] = value
}

function inside(body: JsonObject, key: string): JsonObject {
  const known = body[key]
  if (isJsonObject(known)) return known
  const made: JsonObject = {}
  body[key] = made
  return made
}

/** Captured from the SCIM Validator: what an element is selected by comes first, and `primary` is a text there. */
function elementIn(body: JsonObject, key: string, by: string, is: string): JsonObject {
  const known = body[key]
  const elements = Array.isArray(known) ? known : []
  body[key] = elements
  const found = elements.filter(isJsonObject).find((element) => element[by] === is)
  if (found !== undefined) return found
  const made: JsonObject = { [by]: is }
  elements.push(made)
  return made
}
