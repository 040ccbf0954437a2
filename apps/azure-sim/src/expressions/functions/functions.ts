import { EvaluationError } from '../value.ts'
import { DATE_FUNCTIONS } from './dates.ts'
import { NORMALIZE_DIACRITICS } from './diacritics.ts'
import { ENCODE_FUNCTIONS } from './encode.ts'
import type { FunctionSpec } from './function-spec.ts'
import { LIST_FUNCTIONS } from './lists.ts'
import { LOGIC_FUNCTIONS } from './logic.ts'
import { REPLACE } from './replace.ts'
import { TEXT_FUNCTIONS } from './text.ts'

/** `IIF` chooses one of two values and evaluates no other. */
export const IIF: FunctionSpec = {
  name: 'IIF',
  least: 3,
  most: 3,
  evaluate: () => {
    throw new EvaluationError('IIF is evaluated branch by branch')
  },
}

/**
 * Every function of the language by its name, which is case-sensitive: Microsoft's reference for writing expressions
 * (entra-docs functions-for-customizing-application-data.md, 2024-08), `Len` and `DefaultDomain` added in 2026-04. What that
 * page leaves open is marked as inferred beside the function.
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    ...TEXT_FUNCTIONS,
    ...LOGIC_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...DATE_FUNCTIONS,
    ...ENCODE_FUNCTIONS,
    NORMALIZE_DIACRITICS,
    REPLACE,
    IIF,
  ].map((spec) => [spec.name, spec]),
)

/** Functions the vendor has elsewhere, and why a SCIM app cannot use them. */
export const FOREIGN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['SelectUniqueValue', 'SelectUniqueValue is for provisioning into a directory, not for SCIM apps'],
  ['Trim', 'Trim is no function of the vendor; StripSpaces takes every space out'],
  ['Right', 'Right is no function of the vendor; Mid with Len takes the end of a text'],
])

/** Names that stand for themselves. */
export const CONSTANTS: ReadonlySet<string> = new Set(['vbTextCompare', 'vbBinaryCompare'])
