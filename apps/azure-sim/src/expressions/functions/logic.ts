import { textOf, textsOf, truth, type Value } from '../value.ts'
import type { FunctionSpec } from './function-spec.ts'

const MANY = 200

/** Functions that choose. `IIF` is not among them: it evaluates one branch only, which `evaluate.ts` does. */
export const LOGIC_FUNCTIONS: readonly FunctionSpec[] = [
  // The empty text is no null (inferred).
  { name: 'Coalesce', least: 1, most: MANY, evaluate: (args) => args.find((value) => value !== null) ?? null },
  {
    name: 'Switch',
    least: 4,
    most: MANY,
    counted: (count) => (count % 2 === 0 ? undefined : 'takes a source, a default, and then keys and values in pairs'),
    evaluate: ([source, otherwise, ...pairs]) => switched(textOf(source ?? null), otherwise ?? null, pairs),
  },
  { name: 'Not', least: 1, most: 1, evaluate: ([value]) => truth(textOf(value ?? null) !== 'True') },
  { name: 'IsNull', least: 1, most: 1, evaluate: ([value]) => truth((value ?? null) === null) },
  { name: 'IsNullOrEmpty', least: 1, most: 1, evaluate: ([value]) => truth(isEmpty(value)) },
  { name: 'IsPresent', least: 1, most: 1, evaluate: ([value]) => truth(!isEmpty(value)) },
  { name: 'IsString', least: 1, most: 1, evaluate: ([value]) => truth(typeof value === 'string') },
  { name: 'CBool', least: 1, most: 1, evaluate: ([value]) => truth(isTrue(textOf(value ?? null))) },
  { name: 'CStr', least: 1, most: 1, evaluate: ([value]) => textOf(value ?? null) },
  // Shown as [Redact] in the vendor's logs only.
  { name: 'Redact', least: 1, most: 1, evaluate: ([value]) => value ?? null },
  {
    name: 'IgnoreFlowIfNullOrEmpty',
    least: 1,
    most: 1,
    evaluate: ([value]) => (isEmpty(value) ? null : (value ?? null)),
  },
]

/** Exact comparison; the key "" stands for null and the empty text (vendor's docs). */
function switched(source: string | null, otherwise: Value, pairs: readonly Value[]): Value {
  for (let at = 0; at < pairs.length; at += 2) {
    if ((textOf(pairs[at] ?? null) ?? '') === (source ?? '')) return pairs[at + 1] ?? null
  }
  return otherwise
}

function isEmpty(value: Value | undefined): boolean {
  return textsOf(value ?? null).every((text) => text === '')
}

function isTrue(text: string | null): boolean {
  return text !== null && (text.toLowerCase() === 'true' || (Number(text) !== 0 && !Number.isNaN(Number(text))))
}
