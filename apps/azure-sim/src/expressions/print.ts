import type { Expression } from './ast.ts'

/** The text of an expression; parsing it gives the same expression. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return `"${expression.value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    case 'number':
      return expression.notation
    case 'attribute':
      return `[${expression.name}]`
    case 'constant':
      return expression.name
    case 'omitted':
      return ''
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`
    case 'comparison':
      return `${printExpression(expression.left)} ${expression.comparator} ${printExpression(expression.right)}`
  }
}
