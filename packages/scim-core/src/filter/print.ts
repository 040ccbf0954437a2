/**
 * @see RFC 7644 §3.4.2.2 Filtering, figure 1 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { printAttributePath } from '../path/attribute-path.ts'
import type { Filter } from './ast.ts'

/** A filter as text with no more parentheses than needed: `parseFilter(printFilter(f))` is `f` again. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'compare':
      return `${printAttributePath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`
    case 'present':
      return `${printAttributePath(filter.path)} pr`
    case 'valuePath':
      return `${printAttributePath(filter.path)}[${printFilter(filter.filter)}]`
    case 'not':
      return `not (${printFilter(filter.operand)})`
    case 'and':
      return `${printOperand(filter.left, ['or'])} and ${printOperand(filter.right, ['or', 'and'])}`
    case 'or':
      return `${printFilter(filter.left)} or ${printOperand(filter.right, ['or'])}`
  }
}

// Both operators group to the left, so a right operand of the same kind needs parentheses.
function printOperand(filter: Filter, parenthesized: readonly Filter['kind'][]): string {
  const text = printFilter(filter)
  return parenthesized.includes(filter.kind) ? `(${text})` : text
}
