/** Operators of a condition. */
export type Comparator = '=' | '<>' | '>' | '>=' | '<' | '<='

/** An expression of an attribute mapping; `offset` is where its text begins. */
export type Expression =
  | { readonly kind: 'text'; readonly value: string; readonly offset: number }
  /** `notation` is what was written: `42`, `-1.5`, `&HF`. */
  | { readonly kind: 'number'; readonly notation: string; readonly offset: number }
  | { readonly kind: 'attribute'; readonly name: string; readonly offset: number }
  /** A named constant, such as `vbBinaryCompare`. */
  | { readonly kind: 'constant'; readonly name: string; readonly offset: number }
  /** Nothing between two commas. */
  | { readonly kind: 'omitted'; readonly offset: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly offset: number }
  | {
      readonly kind: 'comparison'
      readonly comparator: Comparator
      readonly left: Expression
      readonly right: Expression
      readonly offset: number
    }

/** A problem of an expression, and where it stands in its text. */
export interface ExpressionProblem {
  readonly offset: number
  readonly message: string
}

/** The text is no expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly offset: number

  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}
