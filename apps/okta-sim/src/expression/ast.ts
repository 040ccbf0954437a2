/** A value of an expression: never set = null, set and cleared = an empty text. */
export type Value = string | number | boolean | null | readonly Value[]

/** A node of a parsed expression; `offset` is where it stands in the text. */
export type Node = { readonly offset: number } & (
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  /** `user.firstName`, `org.name`. */
  | { readonly kind: 'property'; readonly root: string; readonly name: string }
  /** `String.len(…)`, `user.getInternalProperty(…)`, `isMemberOfGroup(…)`; `attribute` is one of the person it gives. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly attribute?: string }
  | { readonly kind: 'index'; readonly of: Node; readonly at: Node }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'ternary'; readonly condition: Node; readonly yes: Node; readonly no: Node }
)
