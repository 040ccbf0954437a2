import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { parseAttributePath } from '../path/attribute-path.ts'
import { USER } from '../resources/user/resource-type.ts'
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '../schema/urns.ts'
import { TOLERANCES } from '../tolerance/list.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parseResource } from '../validate/parse-resource.ts'
import { applyPatch } from './apply.ts'
import type { PatchOperation } from './operation.ts'

const STRICT = createTolerances([])
const TOLERANT = createTolerances(TOLERANCES.map(({ id }) => id))

const word = fc.constantFrom('a', 'B', 'work', 'x y', 'é', '')
const element = fc.record({ value: word, type: fc.constantFrom('work', 'home') }, { requiredKeys: ['value'] })
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  word,
  fc.boolean(),
  fc.constant(null),
  fc.array(element, { maxLength: 3 }),
  fc.record({ givenName: word, title: word, emails: fc.array(element), id: word }, { requiredKeys: [] }),
)
const path = fc.constantFrom(
  'title',
  'active',
  'userName',
  'name',
  'name.givenName',
  'emails',
  'emails[type eq "work"]',
  'emails[value co "a"].value',
  'emails[type eq "work"].primary',
  `${ENTERPRISE_USER_SCHEMA}:department`,
  `${ENTERPRISE_USER_SCHEMA}:manager`,
  ENTERPRISE_USER_SCHEMA,
  'schemas',
  'id',
  '__proto__.x',
  'constructor',
  'toString.x',
)
const operation: fc.Arbitrary<PatchOperation> = fc.record(
  { op: fc.constantFrom('add', 'remove', 'replace'), path, value },
  { requiredKeys: ['op'] },
)
const resource = fc
  .record({
    title: word,
    name: fc.record({ givenName: word, familyName: word }),
    emails: fc.array(element, { maxLength: 4 }),
    [ENTERPRISE_USER_SCHEMA]: fc.record({ department: word }),
  })
  .map((body) => parseResource({ schemas: [USER_SCHEMA], userName: 'u', ...body }, USER, STRICT))

function attempt(given: JsonObject, operations: PatchOperation[], tolerances = TOLERANT): JsonObject | undefined {
  try {
    return applyPatch(given, operations, USER, tolerances)
  } catch (error) {
    if (isScimError(error)) return undefined
    throw error
  }
}

it('FZ-03 fails with nothing but a ScimError and never touches its input or a prototype', () => {
  const names = Object.getOwnPropertyNames(Object.prototype)
  fc.assert(
    fc.property(resource, fc.array(operation, { maxLength: 5 }), (given, operations) => {
      const before = structuredClone(given)
      attempt(given, operations)
      attempt(given, operations, STRICT)
      expect(given).toEqual(before)
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names)
    }),
    { numRuns: 1000 },
  )
})

it('FZ-03 yields a resource that is its own canonical form', () => {
  fc.assert(
    fc.property(resource, fc.array(operation, { maxLength: 5 }), (given, operations) => {
      const patched = attempt(given, operations)
      if (patched !== undefined) expect(parseResource(patched, USER, STRICT)).toEqual(patched)
    }),
    { numRuns: 1000 },
  )
})

it('replaces idempotently', () => {
  fc.assert(
    fc.property(resource, operation, (given, { path: target, value: replacement }) => {
      const operations = [{ op: 'replace', path: target ?? 'title', value: replacement ?? null } as const]
      const once = attempt(given, operations, STRICT)
      const twice = once && attempt(once, operations, STRICT)
      if (once !== undefined && twice !== undefined) expect(twice).toEqual(once)
    }),
    { numRuns: 1000 },
  )
})

it('adds idempotently: what is there already is not added again', () => {
  fc.assert(
    fc.property(resource, operation, (given, { path: target, value: addition }) => {
      const to = target === undefined ? {} : { path: target }
      const operations = [{ op: 'add', ...to, value: addition ?? null } as const]
      const once = attempt(given, operations, STRICT)
      const twice = once && attempt(once, operations, STRICT)
      // What the first changed may no longer be what the brackets select.
      const mayFail = target?.includes('[') === true
      if (once !== undefined && (twice !== undefined || !mayFail)) expect(twice).toEqual(once)
    }),
    { numRuns: 1000 },
  )
})

/** Places of one value, with the values they take; the elements of the lists in random resources are never these. */
const places = fc.oneof(
  fc.record({
    path: fc.constantFrom('title', 'nickName', 'name.givenName', 'name.middleName'),
    value: fc.constantFrom('new', 'é', 'X y'),
  }),
  fc.record({ path: fc.constant('active'), value: fc.boolean() }),
  fc.record({ path: fc.constant(`${ENTERPRISE_USER_SCHEMA}:department`), value: fc.constantFrom('new', 'Ops') }),
  fc.record({
    path: fc.constantFrom('emails', 'phoneNumbers', 'roles'),
    value: fc.uniqueArray(
      fc.record({ value: fc.constantFrom('new@x.org', 'n2'), type: fc.constantFrom('work', 'other') }),
      {
        minLength: 1,
        maxLength: 3,
        selector: ({ value: each, type }) => `${each} ${type}`,
      },
    ),
  }),
)

/** What a read of a path would show. */
function read(from: JsonObject, target: string): JsonValue | undefined {
  const found = parseAttributePath(target)
  const container = found?.schema === undefined ? from : objectIn(from[found.schema])
  const whole = found && container[found.attribute]
  return found?.subAttribute === undefined ? whole : objectIn(whole)[found.subAttribute]
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

it('shows what it has replaced or added, and nothing else has changed', () => {
  fc.assert(
    fc.property(resource, places, fc.constantFrom('replace', 'add'), (given, { path: target, value: given_ }, op) => {
      const patched = attempt(given, [{ op, path: target, value: given_ }], STRICT) ?? {}
      const shown = read(patched, target)
      if (op === 'add' && Array.isArray(given_)) expect(shown).toEqual(expect.arrayContaining(given_))
      else expect(shown).toEqual(given_)
      const cleared = (from: JsonObject): JsonObject | undefined =>
        attempt(from, [{ op: 'remove', path: target }], STRICT)
      expect(cleared(patched)).toEqual(cleared(given))
    }),
    { numRuns: 500 },
  )
})

it('is as it was when what was added is removed again', () => {
  fc.assert(
    fc.property(resource, places, (given, { path: target, value: addition }) => {
      const isList = Array.isArray(addition)
      fc.pre(isList || read(given, target) === undefined)
      const added = attempt(given, [{ op: 'add', path: target, value: addition }], STRICT)
      const filter = 'value eq "new@x.org" or value eq "n2"'
      const removal = { op: 'remove', path: isList ? `${target}[${filter}]` : target } as const
      expect(added).not.toEqual(given)
      expect(attempt(added ?? {}, [removal], STRICT)).toEqual(given)
    }),
    { numRuns: 500 },
  )
})

it('goes on from what the operations before have left: two requests or one, the outcome is the same', () => {
  fc.assert(
    fc.property(
      resource,
      fc.array(operation, { maxLength: 3 }),
      fc.array(operation, { maxLength: 3 }),
      (given, a, b) => {
        const between = attempt(given, a)
        const inTwo = between && attempt(between, b)
        expect(attempt(given, [...a, ...b])).toEqual(inTwo)
      },
    ),
    { numRuns: 500 },
  )
})

it('M-012 [MUST] fails as a whole when the last operation does, and the resource is untouched', () => {
  const failing = fc.constantFrom<PatchOperation>(
    { op: 'replace', path: 'id', value: 'x' },
    { op: 'remove', path: 'userName' },
    { op: 'replace', path: 'emails[value eq "nobody"]', value: { value: 'x' } },
    { op: 'add', path: 'foo', value: 1 },
    { op: 'add', path: 'active', value: 5 },
  )
  fc.assert(
    fc.property(resource, fc.array(operation, { maxLength: 4 }), failing, (given, operations, last) => {
      const before = structuredClone(given)
      expect(attempt(given, [...operations, last], STRICT)).toBeUndefined()
      expect(given).toEqual(before)
    }),
    { numRuns: 500 },
  )
})

it('removes what was added', () => {
  fc.assert(
    fc.property(resource, (given) => {
      const added = { value: 'unique@x.org', type: 'other' }
      const patched = attempt(given, [
        { op: 'add', path: 'emails', value: added },
        { op: 'remove', path: 'emails[value eq "unique@x.org"]' },
      ])
      expect(patched).toEqual(given)
    }),
  )
})
