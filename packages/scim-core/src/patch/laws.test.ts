import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isScimError } from '../errors/scim-error.ts'
import type { JsonObject, JsonValue } from '../json.ts'
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
