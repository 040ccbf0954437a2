import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../json.ts'
import { PATCH_OP } from '../schema/urns.ts'
import { referencesOf, resolveReferences } from './reference.ts'
import type { BulkOperation } from './request.ts'

const idOf = (bulkId: string): string => `id-of-${bulkId}`

function post(data: JsonObject): BulkOperation {
  return { method: 'POST', endpoint: '/Users', bulkId: 'self', data }
}

function patch(...operations: JsonObject[]): BulkOperation {
  return { method: 'PATCH', endpoint: '/Groups', id: 'bulkId:g', data: { schemas: [PATCH_OP], Operations: operations } }
}

describe('references by bulkId', () => {
  it('B-016 [MUST] become ids at any depth of the data', () => {
    const operation = post({
      members: [{ value: 'bulkId:a' }, { value: 'plain' }],
      'urn:x': { manager: { value: 'bulkId:b' }, list: [['bulkId:c']] },
    })
    expect([...referencesOf(operation)]).toEqual(['a', 'b', 'c'])
    expect(resolveReferences(operation, idOf).data).toEqual({
      members: [{ value: 'id-of-a' }, { value: 'plain' }],
      'urn:x': { manager: { value: 'id-of-b' }, list: [['id-of-c']] },
    })
  })

  it('B-017 [CHOICE] become ids in the path of an operation and in the filters of a PATCH', () => {
    const operation = patch(
      { op: 'remove', path: 'members[value eq "bulkId:a" or display eq "\\"bulkId:x\\""]' },
      { op: 'remove', PATH: 'members[value eq "bulkId:\\u0062"]' },
      { op: 'add', path: 'members', value: [{ value: 'bulkId:c' }] },
    )
    expect([...referencesOf(operation)].sort()).toEqual(['a', 'b', 'c', 'g'])
    const { id, data } = resolveReferences(operation, idOf)
    expect(id).toBe('id-of-g')
    expect(data?.Operations).toEqual([
      { op: 'remove', path: 'members[value eq "id-of-a" or display eq "\\"bulkId:x\\""]' },
      { op: 'remove', PATH: 'members[value eq "id-of-b"]' },
      { op: 'add', path: 'members', value: [{ value: 'id-of-c' }] },
    ])
  })

  it('B-032 [CHOICE] are whole texts only', () => {
    for (const text of ['see bulkId:a', ' bulkId:a', 'bulkid:a', 'bulkId:', 'bulkId']) {
      expect([...referencesOf(post({ title: text }))]).toEqual([])
    }
    const quoted = { method: 'PUT', endpoint: '/Users', id: '1', data: { path: 'x[y eq "bulkId:a"]' } }
    expect([...referencesOf(quoted)]).toEqual([])
  })

  it('IP-24 are looked for once along a path, whatever its quotes', () => {
    const hostile = ['"\\', '"', '\\"', '""', '"bulkId:a'].map((part) => part.repeat(200_000))
    for (const path of hostile) {
      const { data } = resolveReferences(patch({ op: 'remove', path: `"${path}` }), idOf)
      expect(JSON.stringify(data).length).toBeGreaterThan(path.length)
    }
  })

  it('leave hostile keys and everything else alone', () => {
    const entries: [string, JsonValue][] = [
      ['__proto__', { value: 'bulkId:a' }],
      ['constructor', 'bulkId:b'],
    ]
    const resolved = resolveReferences(post(Object.fromEntries(entries)), idOf).data ?? {}
    expect(JSON.stringify(resolved)).toBe('{"__proto__":{"value":"id-of-a"},"constructor":"id-of-b"}')
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype)
  })

  it('an unresolvable one fails with what the caller throws', () => {
    const resolve = (bulkId: string): string => {
      throw new Error(`no ${bulkId}`)
    }
    expect(() => resolveReferences(post({ value: 'bulkId:zz' }), resolve)).toThrow('no zz')
  })

  it('data without references is resolved to itself, and resolved data has none left', () => {
    const text = fc.constantFrom('bulkId:a', 'bulkId:b', 'x', 'see bulkId:a', '')
    const json = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json, { maxKeys: 4 }), (data) => {
        const resolved = resolveReferences(post(data), idOf)
        expect([...referencesOf(resolved)]).toEqual([])
        if (referencesOf(post(data)).size === 0) expect(resolved.data).toEqual(data)
        expect(resolveReferences(resolved, idOf)).toEqual(resolved)
      }),
    )
  })
})
