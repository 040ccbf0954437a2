import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AttributePath, Filter } from './ast.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/)
const path: fc.Arbitrary<AttributePath> = fc.record(
  {
    schema: fc.constantFrom('urn:ietf:params:scim:schemas:core:2.0:User', 'urn:x:y', 'https://example.com/a:2.0'),
    attribute: fc.oneof(name, fc.constant('$ref')),
    subAttribute: name,
  },
  { requiredKeys: ['attribute'] },
)
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
)
const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')

const { filter } = fc.letrec<{ leaf: Filter; inner: Filter; filter: Filter }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), path, operator, value }),
    fc.record({ kind: fc.constant('present' as const), path }),
  ),
  inner: fc.oneof({ maxDepth: 3 }, tie('leaf'), ...logical(tie('inner'))),
  filter: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.record({ kind: fc.constant('valuePath' as const), path, filter: tie('inner') }),
    ...logical(tie('filter')),
  ),
}))

function logical(operand: fc.Arbitrary<Filter>): fc.Arbitrary<Filter>[] {
  return [
    fc.record({ kind: fc.constant('and' as const), left: operand, right: operand }),
    fc.record({ kind: fc.constant('or' as const), left: operand, right: operand }),
    fc.record({ kind: fc.constant('not' as const), operand }),
  ]
}

it('FZ-01 reads back every filter that it prints', () => {
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseFilter(printFilter(given), { maxLength: 1e6, maxTerms: 1e6 })).toEqual(given)
    }),
    { numRuns: 1000 },
  )
})

it('FZ-01 answers any text with a filter or an error that has a column inside it', () => {
  const pieces = fc.constantFrom(
    'a',
    'b.c',
    ' ',
    'eq',
    'pr',
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    '"x"',
    '"',
    '1',
    '\\',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      try {
        expect(parseFilter(printFilter(parseFilter(text)))).toEqual(parseFilter(text))
      } catch (error) {
        const { cause } = error as { cause?: { column: number } } // as: the assertions below check what it is
        expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' })
        expect(cause?.column).toBeGreaterThanOrEqual(1)
        expect(cause?.column).toBeLessThanOrEqual(text.length + 1)
      }
    }),
    { numRuns: 2000 },
  )
})
