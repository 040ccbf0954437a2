/** What a store refuses, by kind. */
export type StoreErrorKind = 'notFound' | 'versionMismatch' | 'uniqueness' | 'memberNotFound' | 'unsupportedFilter'

/** A refusal by a store. Never goes on the wire as it is: the protocol layer maps it to a ScimError. */
export class StoreError extends Error {
  /** Always `StoreError`. */
  override readonly name = 'StoreError'
  /** What sort of refusal it is. */
  readonly kind: StoreErrorKind
  /** The attribute, id or filter path concerned. */
  readonly subject: string

  constructor(kind: StoreErrorKind, subject: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
    this.subject = subject
  }
}
