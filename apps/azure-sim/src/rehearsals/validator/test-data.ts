import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { Random } from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { EXTENSION, pathOf, type Target } from '../../mapping/target.ts'
import { writeTarget } from '../write-target.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LETTERS = CAPITALS.toLowerCase()
const DIGITS = '0123456789'

/** An attribute the suite fills and replaces. */
export interface TestAttribute {
  readonly target: Target
  /** As a PATCH names it. */
  readonly path: string
  readonly value: (random: Random) => JsonValue
}

/** What a variant of the test data consists of. */
export interface TestData {
  readonly id: 'default' | 'entra'
  readonly attributes: readonly TestAttribute[]
  /** How `manager` is written in a PATCH: an object with `value`, or the id alone. */
  readonly manager: 'object' | 'string'
}

/** Values by path. */
export type TestValues = ReadonlyMap<string, JsonValue>

/** Twelve random capitals: how the suite fills most attributes. */
export function randomWord(random: Random): string {
  return random.text(12, CAPITALS)
}

/** A userName that nobody has. */
export function randomUserName(random: Random): string {
  return `${random.text(8, LETTERS)}_${random.text(6, LETTERS)}@${random.text(10, LETTERS)}.example`
}

const name = (random: Random): string => random.text(1, CAPITALS) + random.text(6, LETTERS)
const yes = (): boolean => true
const phone = (random: Random): string =>
  `${random.text(2, '123456789')}-${random.text(3, DIGITS)}-${random.text(4, DIGITS)}`
const street = (random: Random): string => `${random.text(4, '123456789')} ${name(random)} Road`
const postalCode = (random: Random): string =>
  `${random.text(2, LETTERS)}${random.text(2, DIGITS)} ${random.text(1, DIGITS)}${random.text(2, LETTERS)}`
const country = (random: Random): string => random.pick(['Bermuda', 'Estonia', 'Kuwait', 'New Zealand', 'Uzbekistan'])
const language = (random: Random): string => random.pick(['ar-DZ', 'en-GB', 'et', 'nb-SJ', 'sr-Cyrl-RS'])
const zone = (random: Random): string =>
  random.pick(['Africa/Lome', 'Africa/Maputo', 'America/Belize', 'America/Detroit'])

type Element = readonly [parent: string, by: 'type' | 'primary', is: string]

function simple(attribute: string, value: TestAttribute['value'] = randomWord): TestAttribute {
  return { target: { kind: 'simple', name: attribute }, path: attribute, value }
}

function inName(attribute: string): TestAttribute {
  const target: Target = { kind: 'sub', parent: 'name', name: attribute }
  return { target, path: pathOf(target), value: name }
}

function inExtension(attribute: string): TestAttribute {
  const target: Target = { kind: 'extension', urn: EXTENSION, name: attribute }
  return { target, path: pathOf(target), value: randomWord }
}

function inElement(
  [parent, by, is]: Element,
  attribute: string,
  value: TestAttribute['value'] = randomWord,
): TestAttribute {
  const target: Target = { kind: 'element', parent, by, is, name: attribute }
  // Captured: the default attributes select by a boolean, an Entra schema by a text.
  const path = is === 'true' ? `${parent}[${by} eq true].${attribute}` : pathOf(target)
  return { target, path, value }
}

const names = ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'].map(inName)

function address(of: Element, parts: readonly string[]): TestAttribute[] {
  const special: Record<string, TestAttribute['value']> = { streetAddress: street, postalCode, country, primary: yes }
  return parts.map((part) => inElement(of, part, special[part]))
}

const work = (parent: string): Element => [parent, 'type', 'work']
const primary = (parent: string): Element => [parent, 'primary', 'true']
const role: Element = ['roles', 'primary', 'True']

/** `default attributes`: elements have no type, and are the primary ones; no extension, no roles. */
export const DEFAULT_ATTRIBUTES: readonly TestAttribute[] = [
  ...names,
  ...['displayName', 'nickName', 'profileUrl', 'title', 'userType'].map((word) => simple(word)),
  simple('preferredLanguage', language),
  simple('locale'),
  simple('timezone', zone),
  simple('active', yes),
  inElement(primary('emails'), 'value', randomUserName),
  inElement(primary('phoneNumbers'), 'value', phone),
  ...address(primary('addresses'), ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country']),
]

/** The attributes of an Entra schema: elements by type, the enterprise extension, one role. */
export const ENTRA_ATTRIBUTES: readonly TestAttribute[] = [
  simple('active', yes),
  simple('displayName'),
  simple('title'),
  inElement(work('emails'), 'value', randomUserName),
  inElement(work('emails'), 'primary', yes),
  simple('preferredLanguage', language),
  ...names,
  ...address(work('addresses'), [
    ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'primary', 'country'],
  ]),
  inElement(work('phoneNumbers'), 'value', phone),
  inElement(work('phoneNumbers'), 'primary', yes),
  inElement(['phoneNumbers', 'type', 'mobile'], 'value', phone),
  inElement(['phoneNumbers', 'type', 'fax'], 'value', phone),
  ...['employeeNumber', 'department', 'costCenter', 'organization', 'division'].map(inExtension),
  ...['display', 'value', 'type'].map((part) => inElement(role, part)),
  ...['userType', 'nickName', 'locale'].map((word) => simple(word)),
  simple('timezone', zone),
  simple('profileUrl'),
]

/** New values for every attribute. */
export function randomValues({ attributes }: TestData, random: Random): TestValues {
  return new Map(attributes.map(({ path, value }) => [path, value(random)]))
}

/** The body of a User with these values. */
export function userBody(data: TestData, userName: string, values: TestValues, random: Random): JsonObject {
  const body: JsonObject = { externalId: randomGuid(random) }
  for (const { target, path } of data.attributes) writeTarget(body, target, values.get(path) ?? null)
  body.userName = userName
  body.schemas = data.id === 'entra' ? [USER, EXTENSION] : [USER]
  return body
}

/** The attribute a target is or is part of. */
export function rootOf(target: Target): string {
  return target.kind === 'sub' || target.kind === 'element' ? target.parent : target.name
}
