import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Comparator, Expression } from './ast.ts'
import { compileExpression } from './check.ts'
import { parseExpression } from './parse.ts'
import { printExpression } from './print.ts'

const word = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/)
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => ({ kind: 'text' as const, value, offset: 0 })),
  fc.constantFrom('"', '\\', '\\"', '\n', ']', ',)').map((value) => ({ kind: 'text' as const, value, offset: 0 })),
  fc.oneof(fc.integer().map(String), fc.stringMatching(/^&H[0-9A-F]{1,6}$/), fc.constant('-0.25')).map((notation) => ({
    kind: 'number' as const,
    notation,
    offset: 0,
  })),
  fc.stringMatching(/^[A-Za-z][\w.:-]{0,20}$/).map((name) => ({ kind: 'attribute' as const, name, offset: 0 })),
  word.map((name) => ({ kind: 'constant' as const, name, offset: 0 })),
)
const omitted: Expression = { kind: 'omitted', offset: 0 }

const { expression } = fc.letrec<{ expression: Expression; call: Expression; comparison: Expression }>((tie) => ({
  call: fc
    .record({
      name: word,
      args: fc.array(fc.oneof(tie('expression'), tie('comparison'), fc.constant(omitted)), { maxLength: 5 }),
    })
    // One omitted argument is no argument: both are written F().
    .map(({ name, args }): Expression => {
      const none = args.length === 1 && args[0]?.kind === 'omitted'
      return { kind: 'call', name, args: none ? [] : args, offset: 0 }
    }),
  comparison: fc
    .record({
      comparator: fc.constantFrom<Comparator>('=', '<>', '>', '>=', '<', '<='),
      left: tie('expression'),
      right: tie('expression'),
    })
    .map((parts): Expression => ({ kind: 'comparison', ...parts, offset: 0 })),
  expression: fc.oneof({ depthSize: 'small', maxDepth: 6 }, leaf, tie('call')),
}))

/** The expression with every offset at 0. */
function unplaced(value: Expression): Expression {
  switch (value.kind) {
    case 'call':
      return { ...value, args: value.args.map(unplaced), offset: 0 }
    case 'comparison':
      return { ...value, left: unplaced(value.left), right: unplaced(value.right), offset: 0 }
    default:
      return { ...value, offset: 0 }
  }
}

test('what is printed is read as the same expression', () => {
  fc.assert(
    fc.property(expression, (value) => {
      expect(unplaced(parseExpression(printExpression(value)))).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

test('any text is an expression or problems with offsets inside it', () => {
  const piece = fc.constantFrom(
    'Join',
    '(',
    ')',
    ',',
    '"',
    '\\',
    '[',
    ']',
    'mail',
    '=',
    '<',
    '&HF',
    '12',
    ' ',
    'é',
    'IIF',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      for (const { offset, message } of compileExpression(text, new Set(['mail'])).problems) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset).toBeLessThanOrEqual(text.length)
        expect(message).not.toBe('')
      }
    }),
    { numRuns: 1000 },
  )
})
