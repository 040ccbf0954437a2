import type { Expression } from '../expressions/ast.ts'
import { evaluate } from '../expressions/evaluate.ts'
import type { Environment } from '../expressions/functions/function-spec.ts'
import { EvaluationError, textOf, textsOf, type Value } from '../expressions/value.ts'
import type { Target } from './target.ts'

/** Where the value of a mapping comes from. */
export type Source =
  | { readonly type: 'direct'; readonly attribute: string }
  | { readonly type: 'constant'; readonly value: string }
  | { readonly type: 'expression'; readonly text: string; readonly expression: Expression }
  /** The target is left alone, and filled with the default value where it is empty. */
  | { readonly type: 'none' }

/** One row of the Attribute Mapping page. */
export interface AttributeMapping {
  readonly source: Source
  readonly target: Target
  /** Sent where the source is null; only when an object is created. */
  readonly defaultValue: string | undefined
  /** `Match objects using this attribute`, and in which order; undefined: no. */
  readonly matchingPrecedence: number | undefined
  /** `Apply this mapping: Only during object creation`. */
  readonly onlyOnCreation: boolean
  /** Whether a difference in case alone is a difference. */
  readonly exactCase: boolean
}

/** What a mapping gives for an object; `problem`: the expression could not be evaluated. */
interface Outcome {
  readonly value: Value
  readonly problem?: string
}

/** The text to write; undefined is null at the source: the attribute is skipped. */
export function mappedText(mapping: AttributeMapping, environment: Environment): string | undefined {
  return textOf(outcomeOf(mapping, environment).value) || undefined
}

/** The text a new object gets: the default value where the source is null. */
export function textOnCreation(mapping: AttributeMapping, environment: Environment): string | undefined {
  return mappedText(mapping, environment) ?? mapping.defaultValue
}

/** All values, for a multi-valued target. */
export function mappedTexts(mapping: AttributeMapping, environment: Environment): readonly string[] {
  return textsOf(outcomeOf(mapping, environment).value).filter((text) => text !== '')
}

/** Why the mapping gives nothing for this object, where its expression could not be evaluated. */
export function mappingProblem(mapping: AttributeMapping, environment: Environment): string | undefined {
  return outcomeOf(mapping, environment).problem
}

function outcomeOf({ source }: AttributeMapping, environment: Environment): Outcome {
  switch (source.type) {
    case 'direct':
      return { value: environment.attribute(source.attribute) }
    case 'constant':
      return { value: source.value }
    case 'none':
      return { value: null }
    case 'expression':
      return evaluated(source.expression, environment)
  }
}

function evaluated(expression: Expression, environment: Environment): Outcome {
  try {
    return { value: evaluate(expression, environment) }
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return { value: null, problem: error.message }
  }
}

/** The matching attributes in the order they are asked for. */
export function matchingMappings(mappings: readonly AttributeMapping[]): AttributeMapping[] {
  return mappings
    .filter(({ matchingPrecedence }) => matchingPrecedence !== undefined)
    .toSorted((a, b) => (a.matchingPrecedence ?? 0) - (b.matchingPrecedence ?? 0))
}
