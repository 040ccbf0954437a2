import {
  ENTERPRISE_USER_SCHEMA,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
} from '@scimulator/scim-core'
import type { Answer, Resource } from '../client/answer.ts'
import { isSchema } from '../discovery/declared-types.ts'
import { hasUserAttribute } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckFailure, CheckSkip, ensure, show } from '../failure.ts'

/** The objects of a JSON array; none when it is no array. */
export function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The strings of a JSON array; none when it is no array. */
export function strings(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** One sub-attribute of each element of a list. */
export function each(value: JsonValue | undefined, name = 'value'): JsonValue[] {
  return objects(value).flatMap((element) => {
    const inner = element[name]
    return inner === undefined || inner === null ? [] : [inner]
  })
}

/** A sub-attribute of a complex attribute, undefined when there is none. */
export function part(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** What a User has of the enterprise extension: the letter case of its URN is the target's own. */
export function enterpriseOf(user: JsonObject): JsonValue | undefined {
  const key = Object.keys(user).find((name) => isSchema(name, ENTERPRISE_USER_SCHEMA))
  return key === undefined ? undefined : user[key]
}

/** Asserts that a User reads as inactive. @throws CheckFailure, CheckSkip when an inactive User cannot be read */
export async function ensureInactive({ client }: CheckContext, path: string, what: string): Promise<void> {
  const read = await client.get(path)
  // S-070 says so.
  if (read.status === 404) throw new CheckSkip('an inactive User cannot be read')
  ensureSame(read.expect(200).body.active, false, what)
}

/** Whether a list of URNs has this one, whatever its case. */
export function hasUrn(value: JsonValue | undefined, urn: string): boolean {
  return strings(value).some((candidate) => candidate.toLowerCase() === urn.toLowerCase())
}

/** Asserts that a value is this one. @throws CheckFailure */
export function ensureSame(actual: JsonValue | undefined, wanted: JsonValue | undefined, what: string): void {
  const isSame = actual === undefined || wanted === undefined ? actual === wanted : isSameJson(actual, wanted)
  ensure(isSame, `${what} is ${show(actual ?? null)} instead of ${show(wanted ?? null)}.`)
}

/** Asserts that a list has these values in any order. @throws CheckFailure */
export function ensureSet(actual: readonly JsonValue[], wanted: readonly JsonValue[], what: string): void {
  const key = (list: readonly JsonValue[]): string =>
    JSON.stringify([...list].map((item) => JSON.stringify(item)).sort())
  ensure(key(actual) === key(wanted), `${what} are ${show(actual)} instead of ${show(wanted)}.`)
}

/** Asserts that an attribute has no value: absent, null or an empty list. @throws CheckFailure */
export function ensureUnassigned(value: JsonValue | undefined, what: string): void {
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  ensure(isEmpty, `${what} still has the value ${show(value)}.`)
}

/** The ids of a list. */
export function idsOf(answer: Answer): string[] {
  return answer.items.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
}

/**
 * The ids a filter found. That no match is no 404 is a row of its own: here it counts as none.
 *
 * @throws FilterRefusal when the target does not support the filter, CheckFailure when it fails otherwise
 */
export function matchesIn(answer: Answer): string[] {
  return answer.status === 404 ? [] : idsOf(answer.filtered())
}

/** `meta` of a resource; empty when there is none. */
export function metaOf(resource: JsonObject): JsonObject {
  return isJsonObject(resource.meta) ? resource.meta : {}
}

/** The version of a resource, from its ETag. */
export function versionOf(resource: Resource): string | undefined {
  const { version } = metaOf(resource)
  return typeof version === 'string' ? version : undefined
}

/** Whether two texts name one instant. */
export function sameInstant(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && Date.parse(a) === Date.parse(b)
}

/** Waits until the clock of the target can have moved on. */
export function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}

/** An email address nobody else has. */
export function mail(name: string): string {
  return `${name}@example.com`
}

/** A list that a User may have or not, with the values of two elements. */
export interface FreeList {
  readonly name: 'emails' | 'phoneNumbers'
  readonly elements: readonly [JsonObject, JsonObject]
}

/** The emails, unless the target makes no User without any. @throws CheckSkip when it has no other list */
export function freeList(context: CheckContext): FreeList {
  if (!context.floor.names.includes('emails')) {
    const [work, home] = [mail(context.name()), mail(context.name())]
    return {
      name: 'emails',
      elements: [
        { value: work, type: 'work' },
        { value: home, type: 'home' },
      ],
    }
  }
  if (!hasUserAttribute(context.discovery, 'phoneNumbers')) throw new CheckSkip('no list of a User may be empty')
  const [work, home] = ['tel:+1-201-555-0123', 'tel:+1-201-555-0124']
  return {
    name: 'phoneNumbers',
    elements: [
      { value: work, type: 'work' },
      { value: home, type: 'home' },
    ],
  }
}

/** An address of the target, which may be relative; undefined when it is none. */
export function toAddress(reference: JsonValue | undefined, base: string): URL | undefined {
  return typeof reference === 'string' && URL.canParse(reference, base) ? new URL(reference, base) : undefined
}

/** An answer, or none when the target broke the exchange off, as it may after a body too large or without TLS. */
export function answerOrNone(sending: Promise<Answer>): Promise<Answer | undefined> {
  return sending.catch((error: unknown) => {
    if (error instanceof CheckFailure) return undefined
    throw error
  })
}
