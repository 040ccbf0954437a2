import { quote } from '../errors/quote.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { DeclarationError } from './declaration-error.ts'

/** A JSON object and where it stands. */
export interface Place {
  readonly object: JsonObject
  readonly path: string
}

/** The object at a path; members besides `allowed` are refused. @throws DeclarationError */
export function placeAt(value: unknown, path: string, allowed: readonly string[]): Place {
  if (!isJsonObject(value)) throw new DeclarationError(path, `${quote(value)} is not valid; expected an object.`)
  const unknown = Object.keys(value).find((key) => !allowed.includes(key))
  if (unknown === undefined) return { object: value, path }
  throw new DeclarationError(path, `the member ${quote(unknown)} is not known; allowed are ${allowed.join(', ')}.`)
}

/** The path of a member. */
export function pathOf({ path }: Place, key: string): string {
  return `${path}.${key}`
}

/** The value of a member, undefined when it is left out. */
export function memberOf({ object }: Place, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The elements of a member that is an array, each with its path; none when it is left out. @throws DeclarationError */
export function elementsOf(place: Place, key: string): { value: JsonValue; path: string }[] {
  const value = memberOf(place, key) ?? []
  const path = pathOf(place, key)
  if (!Array.isArray(value)) throw new DeclarationError(path, `${quote(value)} is not valid; expected an array.`)
  return value.map((element, index) => ({ value: element, path: `${path}[${index}]` }))
}

/** The text of a member, undefined when it is left out. @throws DeclarationError */
export function textOf(place: Place, key: string): string | undefined {
  const value = memberOf(place, key)
  if (value === undefined || typeof value === 'string') return value
  throw new DeclarationError(pathOf(place, key), `${quote(value)} is not valid; expected a string.`)
}

/** The text of a member that must be there and have a form. @throws DeclarationError */
export function requiredText(place: Place, key: string, form: RegExp, expected: string): string {
  const value = textOf(place, key)
  if (value === undefined) throw new DeclarationError(place.path, `"${key}" is missing; expected ${expected}.`)
  if (form.test(value)) return value
  throw new DeclarationError(pathOf(place, key), `${quote(value)} is not valid; expected ${expected}.`)
}

/** The texts of a member that is an array of distinct, non-empty texts; undefined when it is left out. @throws DeclarationError */
export function textsOf(place: Place, key: string): readonly string[] | undefined {
  if (memberOf(place, key) === undefined) return undefined
  const texts = new Set<string>()
  for (const { value, path } of elementsOf(place, key)) {
    if (typeof value !== 'string' || value === '') {
      throw new DeclarationError(path, `${quote(value)} is not valid; expected a string that is not empty.`)
    }
    if (texts.has(value)) throw new DeclarationError(path, `${quote(value)} is given twice.`)
    texts.add(value)
  }
  return [...texts]
}

/** The value of a member that is true or false, `otherwise` when it is left out. @throws DeclarationError */
export function flagOf(place: Place, key: string, otherwise: boolean): boolean {
  const value = memberOf(place, key) ?? otherwise
  if (typeof value === 'boolean') return value
  throw new DeclarationError(pathOf(place, key), `${quote(value)} is not valid; expected true or false.`)
}

/** The value of a member that is one of some words, `otherwise` when it is left out. @throws DeclarationError */
export function wordOf<Word extends string>(
  place: Place,
  key: string,
  words: readonly Word[],
  otherwise: NoInfer<Word>,
): Word {
  const value = memberOf(place, key) ?? otherwise
  const word = words.find((candidate) => candidate === value)
  if (word !== undefined) return word
  throw new DeclarationError(pathOf(place, key), `${quote(value)} is not valid; allowed are ${words.join(', ')}.`)
}

/** Checks the members every SCIM resource has: `schemas`, when given, names this schema. @throws DeclarationError */
export function assertSchemas(place: Place, urn: string): void {
  const schemas = textsOf(place, 'schemas')
  if (schemas === undefined || schemas.some((each) => each.toLowerCase() === urn.toLowerCase())) return
  throw new DeclarationError(pathOf(place, 'schemas'), `it lacks "${urn}".`)
}
