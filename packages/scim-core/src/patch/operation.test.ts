import { describe, expect, it } from 'vitest'
import { PATCH_OP } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { parsePatchRequest } from './operation.ts'

const parse = (body: unknown, ...tolerances: string[]) => parsePatchRequest(body, createTolerances(tolerances))
const request = (...Operations: unknown[]) => ({ schemas: [PATCH_OP], Operations })
const failing = (scimType: string): unknown => expect.objectContaining({ scimType })

describe('parsePatchRequest', () => {
  it('reads the operations in order', () => {
    expect(parse(request({ op: 'remove', path: 'title' }, { op: 'add', path: null, value: { title: 'a' } }))).toEqual([
      { op: 'remove', path: 'title' },
      { op: 'add', value: { title: 'a' } },
    ])
  })

  it('S-006 [MUST] reads its keys in any case', () => {
    const body = { SCHEMAS: [PATCH_OP.toUpperCase()], operations: [{ Op: 'add', PATH: 'title', Value: 'x' }] }
    expect(parse(body)).toEqual([{ op: 'add', path: 'title', value: 'x' }])
  })

  it('M-002 [MUST] refuses a body that does not name the PatchOp schema', () => {
    const operations = request({ op: 'remove', path: 'title' }).Operations
    for (const schemas of [undefined, [], ['urn:x'], PATCH_OP, null, [5]]) {
      expect(() => parse({ schemas, Operations: operations })).toThrow(failing('invalidSyntax'))
    }
    expect(parse({ Operations: operations }, 'missing-schemas')).toHaveLength(1)
  })

  it('M-003 [MUST] refuses a body without one or more operations', () => {
    for (const Operations of [undefined, [], {}, null, 'x', [null], ['x'], [[]]]) {
      expect(() => parse({ schemas: [PATCH_OP], Operations })).toThrow(failing('invalidSyntax'))
    }
    for (const body of [undefined, null, [], 'x', 5]) expect(() => parse(body)).toThrow(failing('invalidSyntax'))
  })

  it('M-004 [MUST] refuses any other op', () => {
    for (const op of ['move', '', undefined, null, 5, 'delete', 'toString', '__proto__']) {
      expect(() => parse(request({ op, path: 'title', value: 'x' }))).toThrow(failing('invalidSyntax'))
    }
  })

  it('M-005 [INTEROP] reads an op in any case where that is tolerated', () => {
    expect(() => parse(request({ op: 'Add', path: 'title', value: 'x' }))).toThrow(
      'The op "Add" is not valid; expected "add", "remove" or "replace".',
    )
    const tolerances = createTolerances(['capitalised-op'])
    expect(parsePatchRequest(request({ op: 'Replace', path: 'title', value: 'x' }), tolerances)[0]?.op).toBe('replace')
    expect(tolerances.used).toEqual(['capitalised-op'])
  })

  it('M-006 [MUST] refuses a remove without path with noTarget', () => {
    expect(() => parse(request({ op: 'remove' }))).toThrow(failing('noTarget'))
  })

  it('M-014 [MUST] refuses an add or replace without value', () => {
    expect(() => parse(request({ op: 'add', path: 'title' }))).toThrow(failing('invalidValue'))
    expect(() => parse(request({ op: 'replace', path: 'title' }))).toThrow(failing('invalidValue'))
    expect(parse(request({ op: 'replace', path: 'title', value: null }))).toHaveLength(1)
  })

  it('refuses a path that is no string, a key given twice and an unknown key', () => {
    expect(() => parse(request({ op: 'add', path: ['title'], value: 1 }))).toThrow(failing('invalidPath'))
    expect(() => parse(request({ op: 'add', OP: 'remove', path: 'title', value: 1 }))).toThrow(failing('invalidSyntax'))
    expect(() => parse(request({ op: 'add', name: 'x', path: 'title', value: 1 }))).toThrow(failing('invalidSyntax'))
    expect(parse(request({ op: 'add', name: 'x', path: 'title', value: 1 }), 'unknown-attributes')).toHaveLength(1)
  })

  it('IP-22 refuses more operations than allowed', () => {
    const many = (count: number) => request(...Array.from({ length: count }, () => ({ op: 'remove', path: 'title' })))
    expect(parse(many(1000))).toHaveLength(1000)
    expect(() => parse(many(1001))).toThrow(expect.objectContaining({ status: 413 }))
  })
})
