import { textOf, textsOf } from '../value.ts'
import { type FunctionSpec, integerAt, textAt } from './function-spec.ts'

/** Functions of several values. */
export const LIST_FUNCTIONS: readonly FunctionSpec[] = [
  // The vendor's example shows no blank before the second value (trimming inferred from it).
  {
    name: 'Split',
    least: 2,
    most: 2,
    evaluate: (args) => {
      const text = textOf(args[0] ?? null)
      const delimiter = textAt(args, 1)
      if (text === null) return null
      return delimiter === '' ? [text] : text.split(delimiter).map((part) => part.trim())
    },
  },
  { name: 'Count', least: 1, most: 1, evaluate: ([values]) => String(textsOf(values ?? null).length) },
  // 1-based; out of range is null (inferred).
  {
    name: 'Item',
    least: 2,
    most: 2,
    evaluate: (args) => textsOf(args[0] ?? null)[integerAt(args, 1, 'Item') - 1] ?? null,
  },
  { name: 'RemoveDuplicates', least: 1, most: 1, evaluate: ([values]) => [...new Set(textsOf(values ?? null))] },
  { name: 'SingleAppRoleAssignment', least: 1, most: 1, evaluate: ([roles]) => textOf(roles ?? null) },
  { name: 'AppRoleAssignmentsComplex', least: 1, most: 1, evaluate: ([roles]) => textsOf(roles ?? null) },
  { name: 'AssertiveAppRoleAssignmentsComplex', least: 1, most: 1, evaluate: ([roles]) => textsOf(roles ?? null) },
]
