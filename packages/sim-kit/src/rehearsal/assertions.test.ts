import type { JsonValue } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../behaviour/behaviour.ts'
import {
  type Assertion,
  asserts,
  contains,
  equals,
  equalsText,
  hasStatus,
  isNumber,
  judge,
  notEmpty,
  valueAt,
} from './assertions.ts'

function answer(json: JsonValue, status = 200): Answer {
  return {
    kind: 'response',
    exchange: 'x1',
    status,
    reasonPhrase: '',
    header: () => undefined,
    body: JSON.stringify(json),
    json,
  }
}

describe('judge', () => {
  const body = { n: 1, text: '1', list: ['a'], none: [], no: false, deep: [{ name: { familyName: 'Ek' } }] }
  test.each<[Assertion, boolean]>([
    [hasStatus(200, 204), true],
    [hasStatus(201), false],
    [notEmpty('deep[0].name.familyName'), true],
    [notEmpty('no'), true],
    [notEmpty('none'), false],
    [notEmpty('deep[1].name'), false],
    [notEmpty('toString'), false],
    [equalsText('n', '1'), true],
    [equalsText('text', '1'), true],
    [equals('text', 1), false],
    [equals('n', 1), true],
    [isNumber('n'), true],
    [isNumber('text'), false],
    [contains('list', 'a'), true],
    [contains('list', 'b'), false],
    [asserts('n is even', () => 'it is odd'), false],
  ])('%o holds: %s', (assertion, holds) => {
    expect(judge(answer(body), [assertion]).outcome).toBe(holds ? 'pass' : 'fail')
  })

  test('the first assertion that does not hold is named, with what came instead', () => {
    expect(judge(answer({ active: 'False' }), [hasStatus(200), equals('active', false), notEmpty('id')])).toEqual({
      outcome: 'fail',
      asserted: 'active is false',
      instead: 'it is "False"',
      exchanges: ['x1'],
    })
  })

  test('silence fails every case', () => {
    const silence: Answer = { kind: 'silence', exchange: 'x2', reason: 'reset' }
    expect(judge(silence, [hasStatus(200)])).toMatchObject({ instead: 'nothing came: reset', exchanges: ['x2'] })
  })
})

test('an attribute of an extension is found behind its URN', () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  expect(valueAt({ [urn]: { manager: { value: '7' } } }, `${urn}:manager.value`)).toBe('7')
})
