import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../json.ts'
import { GROUP_SCHEMA } from '../schema/urns.ts'
import { createTolerances } from '../tolerance/tolerances.ts'
import { splitMemberOperations } from './members.ts'
import type { PatchOp, PatchOperation } from './operation.ts'

const operation = (op: PatchOp, path?: string, value?: JsonValue): PatchOperation => ({
  op,
  ...(path === undefined ? {} : { path }),
  ...(value === undefined ? {} : { value }),
})
const split = (...operations: PatchOperation[]) => splitMemberOperations(operations, createTolerances([]))
const ALICE = { value: 'a', display: 'Alice', $ref: null }

describe('splitMemberOperations', () => {
  it('M-068 [CHOICE] turns operations on members into edits, in order', () => {
    const rename = operation('replace', 'displayName', 'X')
    expect(
      split(
        operation('remove', 'members[value eq "x"]'),
        rename,
        operation('add', 'members', [ALICE, { value: 'b' }, { value: 'a' }]),
        operation('add', 'MEMBERS', { value: 'c' }),
        operation('replace', `${GROUP_SCHEMA}:members`, [{ value: 'd' }]),
        operation('remove', 'members[value eq "y" or (value eq "z")]'),
        operation('remove', 'members'),
      ),
    ).toEqual({
      members: [
        { kind: 'remove', ids: ['x'] },
        { kind: 'add', ids: ['a', 'b'] },
        { kind: 'add', ids: ['c'] },
        { kind: 'set', ids: ['d'] },
        { kind: 'remove', ids: ['y', 'z'] },
        { kind: 'removeAll' },
      ],
      others: [rename],
    })
  })

  it('takes members out of a path-less value and leaves the rest', () => {
    expect(split(operation('replace', undefined, { displayName: 'X', Members: [ALICE] }))).toEqual({
      members: [{ kind: 'set', ids: ['a'] }],
      others: [operation('replace', undefined, { displayName: 'X' })],
    })
    expect(split(operation('add', undefined, { members: ALICE }))).toEqual({
      members: [{ kind: 'add', ids: ['a'] }],
      others: [],
    })
  })

  it('clears the members by an empty list or null', () => {
    expect(split(operation('replace', 'members', []))?.members).toEqual([{ kind: 'set', ids: [] }])
    expect(split(operation('replace', 'members', null))?.members).toEqual([{ kind: 'set', ids: [] }])
  })

  it('M-038 [INTEROP] removes the listed members where a value is tolerated', () => {
    const remove = operation('remove', 'members', [ALICE])
    expect(split(remove)).toBeUndefined()
    const tolerances = createTolerances(['patch-value-array-for-remove'])
    expect(splitMemberOperations([remove], tolerances)?.members).toEqual([{ kind: 'remove', ids: ['a'] }])
    expect(splitMemberOperations([operation('remove', 'members', [])], tolerances)?.members).toEqual([
      { kind: 'remove', ids: [] },
    ])
  })

  it.each([
    operation('remove', 'members[display eq "x"]'),
    operation('remove', 'members[type eq "User"]'),
    operation('remove', 'members[value eq "x" and type eq "User"]'),
    operation('remove', 'members[value ne "x"]'),
    operation('remove', 'members.value'),
    operation('replace', 'members[value eq "x"].display', 'y'),
    operation('add', 'members[value eq "x"]', { display: 'y' }),
    operation('add', undefined, { 'members[value eq "x"].display': 'y' }),
    operation('add', undefined, { members: [], MEMBERS: [] }),
  ])('leaves %j to applyPatch', (given) => {
    expect(split(given)).toBeUndefined()
  })

  it('leaves operations on other attributes as they are, whatever they are', () => {
    const others = [operation('add', 'foo[', 1), operation('add', undefined, 'x'), operation('remove')]
    expect(split(...others)).toEqual({ members: [], others })
  })

  it('refuses members that are not valid', () => {
    for (const value of ['a', [5], [{ display: 'x' }], [{ value: '' }], [{ value: 5 }], [null]]) {
      expect(() => split(operation('add', 'members', value))).toThrow(
        expect.objectContaining({ scimType: 'invalidValue' }),
      )
    }
    expect(() => split(operation('replace', 'members', ALICE))).toThrow('expected an array')
    expect(() => split(operation('remove', 'members[value eq "x"'))).toThrow(
      expect.objectContaining({ scimType: 'invalidPath' }),
    )
  })
})
