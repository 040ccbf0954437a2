import { describe, expect, test } from 'vitest'
import { type FaultOptions, faultLine, readRule } from './faults.ts'

describe('the options of fault add', () => {
  test.each<[FaultOptions, object]>([
    [{ status: '429', retryAfter: '30' }, { effect: { kind: 'status', status: 429, retryAfter: { seconds: 30 } } }],
    [{ status: '503', retryAfter: 'date:-5', html: true }, { effect: { retryAfter: { date: -5 }, html: true } }],
    [{ status: '429', retryAfter: 'soon' }, { effect: { retryAfter: { text: 'soon' } } }],
    [
      { effect: 'slow', ms: '20', method: 'post' },
      { effect: { kind: 'slow', ms: 20 }, match: { method: 'POST' } },
    ],
    [
      { effect: 'reset', count: '2', probability: '0.5' },
      { count: 2, probability: 0.5 },
    ],
    [{ contentType: 'text/plain' }, { effect: { kind: 'contentType', value: 'text/plain' } }],
  ])('%j are a rule', (options, rule) => {
    expect(readRule(options)).toMatchObject(rule)
  })

  test.each<[FaultOptions, RegExp]>([
    [{}, /^Give one of --status, --content-type and --effect\.$/],
    [{ effect: 'slow', status: '500' }, /^Give one of/],
    [{ effect: 'slwo' }, /^Effect "slwo" is unknown\. Did you mean slow\?/],
    [{ effect: 'status' }, /^Effect "status" is unknown/],
    [{ effect: 'slow', ms: 'abc' }, /^--ms takes a number, not "abc"\.$/],
    [{ effect: 'hang', count: '' }, /^--count takes a number, not ""\.$/],
    [{ effect: 'hang', count: '1.5' }, /^That is no fault: count: /],
    [{ effect: 'hang', retryAfter: '3' }, /^--retry-after and --html go with --status\.$/],
    [{ effect: 'hang', ms: '3' }, /^That is no fault: .*ms/],
    [{ status: '42' }, /^That is no fault: effect\.status: .*400/],
  ])('%j are none', (options, message) => {
    expect(() => readRule(options)).toThrow(message)
  })
})

test('a fault is told on one line', () => {
  const match = { method: 'POST', resource: 'Users', contains: 'a b' } as const
  expect(faultLine({ id: 'f1', match, effect: { kind: 'hang' }, count: 1, probability: 0.25, hits: 0 })).toBe(
    'f1  hang on POST Users "a b", 25 %, 1 time: 0 hit so far',
  )
})
