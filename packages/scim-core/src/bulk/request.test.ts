import { describe, expect, it } from 'vitest'
import { isScimError } from '../errors/scim-error.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { BULK_REQUEST } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { type BulkRequest, parseBulkRequest } from './request.ts'

const STRICT = createTolerances([])
const POST = { method: 'POST', bulkId: 'a', path: '/Users', data: { userName: 'ann' } }

function parse(message: JsonObject, maxOperations = 10): BulkRequest {
  return parseBulkRequest({ schemas: [BULK_REQUEST], ...message }, STRICT, { maxOperations })
}

function refusal(act: () => unknown): { status: number; scimType?: string; detail: string } {
  try {
    act()
  } catch (error) {
    if (!isScimError(error)) throw error
    return { status: error.status, ...(error.scimType && { scimType: error.scimType }), detail: error.message }
  }
  throw new Error('Nothing was refused.')
}

function flawOf(operation: JsonObject): string | undefined {
  return parse({ Operations: [operation] }).operations[0]?.flaw?.scimType
}

describe('parseBulkRequest', () => {
  it('reads operations, whatever the case of the names', () => {
    const request = parse({
      failOnErrors: 2,
      operations: [
        POST,
        { METHOD: 'PATCH', path: '/Users/a%20b', Version: 'W/"1"', data: {} },
        { method: 'DELETE', path: '/Groups/bulkId:a', data: { ignored: true }, bulkId: null, version: null },
      ],
    })
    expect(request).toEqual({
      failOnErrors: 2,
      operations: [
        { method: 'POST', bulkId: 'a', endpoint: '/Users', data: { userName: 'ann' } },
        { method: 'PATCH', endpoint: '/Users', id: 'a b', version: 'W/"1"', data: {} },
        { method: 'DELETE', endpoint: '/Groups', id: 'bulkId:a' },
      ],
    })
  })

  it.each<[string, JsonObject, string]>([
    [
      'another message',
      { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [] },
      'invalidSyntax',
    ],
    ['no operations', {}, 'invalidSyntax'],
    ['an operation that is no object', { Operations: ['POST'] }, 'invalidSyntax'],
    ['a member it does not have', { Operations: [], __proto__x: 1 }, 'invalidSyntax'],
    ['a member twice', { Operations: [], operations: [] }, 'invalidSyntax'],
  ])('B-002 [MUST] refuses a request with %s', (_case, message, scimType) => {
    expect(refusal(() => parse(message))).toMatchObject({ status: 400, scimType })
  })

  it.each<[JsonValue]>([[0], [-1], [1.5], ['1'], [true], [[]]])('B-033 [CHOICE] refuses failOnErrors %j', (value) => {
    expect(refusal(() => parse({ failOnErrors: value, Operations: [] }))).toMatchObject({ scimType: 'invalidValue' })
  })

  it('B-007 [MUST] refuses a POST without bulkId and a bulkId given twice', () => {
    const { bulkId: _, ...nameless } = POST
    expect(refusal(() => parse({ Operations: [nameless] })).scimType).toBe('invalidValue')
    expect(refusal(() => parse({ Operations: [{ ...POST, bulkId: '' }] })).scimType).toBe('invalidValue')
    const twice = [POST, { method: 'DELETE', path: '/Users/1', bulkId: 'a' }]
    expect(refusal(() => parse({ Operations: twice })).scimType).toBe('invalidValue')
  })

  it('B-023 [MUST] refuses more operations than allowed, and names the limit', () => {
    const Operations = ['a', 'b', 'c'].map((bulkId) => ({ ...POST, bulkId }))
    expect(parse({ Operations }, 3).operations).toHaveLength(3)
    const { detail, ...kind } = refusal(() => parse({ Operations }, 2))
    expect(kind).toEqual({ status: 413 })
    expect(detail).toMatch(/\b2\b/)
  })

  it.each<[JsonValue]>([['GET'], ['post'], ['__proto__'], [5], [null]])(
    'B-004 [MUST] method %j is a flaw of its operation',
    (method) => {
      expect(flawOf({ ...POST, method })).toBe('invalidSyntax')
    },
  )

  it.each<[string, JsonValue]>([
    ['POST', '/Users/1'],
    ['POST', 'https://example.com/Users'],
    ['POST', 'Users'],
    ['POST', '//Users'],
    ['POST', '/Users?attributes=id'],
    ['PUT', '/Users'],
    ['PUT', '/Users/'],
    ['PUT', '/Users/1/2'],
    ['PUT', '/Users/../Groups/1'],
    ['PUT', '/Users/%ff'],
    ['PUT', '/Users/1#x'],
    ['PUT', 5],
    ['PUT', `/Users/${'x'.repeat(3000)}`],
  ])('B-005 [MUST] %s with the path %j is a flaw of its operation', (method, path) => {
    expect(flawOf({ ...POST, method, path })).toBe('invalidValue')
  })

  it('B-006 [MUST] POST, PUT and PATCH need an object as data', () => {
    for (const method of ['POST', 'PUT', 'PATCH']) {
      const path = method === 'POST' ? '/Users' : '/Users/1'
      expect(flawOf({ method, path, bulkId: 'a' })).toBe('invalidSyntax')
      expect(flawOf({ method, path, bulkId: 'a', data: [{ op: 'add' }] })).toBe('invalidSyntax')
      expect(flawOf({ method, path, bulkId: 'a', data: {} })).toBeUndefined()
    }
    expect(flawOf({ method: 'PUT', path: '/Users/1', data: {}, version: 1 })).toBe('invalidValue')
  })
})
