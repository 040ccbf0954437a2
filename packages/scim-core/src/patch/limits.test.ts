import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { USER } from '../resources/user/resource-type.ts'
import { PATCH_OP, USER_SCHEMA } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { applyPatch } from './apply.ts'
import { type PatchOperation, parsePatchRequest } from './operation.ts'
import { MAX_WORK } from './work.ts'

const strict = createTolerances([])
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const anyOf = (count: number): string => `emails[${times(count, (at) => `value eq "${at}"`).join(' or ')}].display`
const userWith = (emails: number): JsonObject => ({
  schemas: [USER_SCHEMA],
  userName: 'ada',
  emails: times(emails, (at) => ({ value: `${at}` })),
})
const apply = (user: JsonObject, ...operations: PatchOperation[]): JsonObject =>
  applyPatch(user, operations, USER, strict)
const tooLarge: unknown = expect.objectContaining({ status: 413 })

describe('the limits of a PATCH', () => {
  it('IP-22 Z-023 [CHOICE] end at 1,000 operations, or at as many as the service provider says', () => {
    const request = (count: number): unknown => ({
      schemas: [PATCH_OP],
      Operations: times(count, () => ({ op: 'remove', path: 'title' })),
    })
    expect(parsePatchRequest(request(1000), strict)).toHaveLength(1000)
    expect(() => parsePatchRequest(request(1001), strict)).toThrow(tooLarge)
    expect(() => parsePatchRequest(request(100_000), strict)).toThrow('has 100000 operations; at most 1000')
    expect(() => parsePatchRequest(request(3), strict, { maxOperations: 2 })).toThrow(tooLarge)
  })

  it('IP-22 [CHOICE] count the elements each operation looks at, times the expressions it looks for', () => {
    const elements = 2000
    const expressions = 124
    const operation: PatchOperation = { op: 'replace', path: anyOf(expressions), value: 'x' }
    const allowed = Math.floor(MAX_WORK / (elements * (1 + expressions)))
    const user = userWith(elements)
    expect(apply(user, ...times(allowed, () => operation))).not.toBe(user)
    expect(() => apply(user, ...times(allowed + 1, () => operation))).toThrow(tooLarge)
  })

  it('IP-22 F-048 [CHOICE] end at 200 expressions in the brackets of a path, and at 8,192 characters', () => {
    const user = userWith(1)
    expect(apply(user, { op: 'replace', path: anyOf(200), value: 'x' })).not.toBe(user)
    const invalidFilter: unknown = expect.objectContaining({ status: 400, scimType: 'invalidFilter' })
    for (const path of [anyOf(201), `emails[value eq "${'x'.repeat(8192)}"]`, `emails[${'('.repeat(51)}value pr]`]) {
      expect(() => apply(user, { op: 'replace', path, value: 'x' })).toThrow(invalidFilter)
    }
  })
})
