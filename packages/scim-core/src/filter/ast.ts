/**
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */

/** The attribute operators that take a comparison value. */
export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** `urn:…:User:name.familyName`: optional schema URN, attribute, optional sub-attribute; spelled as written until resolved. */
export interface AttributePath {
  /** URN of the schema. Once resolved: present for attributes of an extension alone. */
  readonly schema?: string
  /** Name of the attribute, such as `emails`. */
  readonly attribute: string
  /** Name of the sub-attribute, such as `value`. */
  readonly subAttribute?: string
}

/** A parsed filter. Inside a value path the inner filter's paths are relative to the element. */
export type Filter = CompareFilter | PresentFilter | LogicalFilter | NotFilter | ValuePathFilter

/** `path operator value`: some value of the attribute compares so. */
export interface CompareFilter {
  /** What sort of filter this is. */
  readonly kind: 'compare'
  /** What is compared. */
  readonly path: AttributePath
  /** How it is compared. */
  readonly operator: CompareOperator
  /** What it is compared with; null stands for "no value" and goes with `eq` and `ne` alone. */
  readonly value: string | number | boolean | null
}

/** `path pr`: the attribute has a value. */
export interface PresentFilter {
  /** What sort of filter this is. */
  readonly kind: 'present'
  /** What must have a value. */
  readonly path: AttributePath
}

/** `left and right`, `left or right`. */
export interface LogicalFilter {
  /** Whether both must hold or one is enough. */
  readonly kind: 'and' | 'or'
  /** The filter before the word. */
  readonly left: Filter
  /** The filter behind it. */
  readonly right: Filter
}

/** `not (operand)`. */
export interface NotFilter {
  /** What sort of filter this is. */
  readonly kind: 'not'
  /** The filter that must not hold. */
  readonly operand: Filter
}

/** `path[filter]`: one and the same element of the attribute meets the filter. */
export interface ValuePathFilter {
  /** What sort of filter this is. */
  readonly kind: 'valuePath'
  /** The attribute whose elements are looked at. */
  readonly path: AttributePath
  /** What an element must meet; its paths are relative to the element. */
  readonly filter: Filter
}
