/**
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */

/** The attribute operators that take a comparison value. */
export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** `urn:…:User:name.familyName`: optional schema URN, attribute, optional sub-attribute; spelled as written until resolved. */
export interface AttributePath {
  readonly schema?: string
  readonly attribute: string
  readonly subAttribute?: string
}

/** A parsed filter. Inside a value path the inner filter's paths are relative to the element. */
export type Filter =
  | {
      readonly kind: 'compare'
      readonly path: AttributePath
      readonly operator: CompareOperator
      readonly value: string | number | boolean | null
    }
  | { readonly kind: 'present'; readonly path: AttributePath }
  | { readonly kind: 'and'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'valuePath'; readonly path: AttributePath; readonly filter: Filter }
