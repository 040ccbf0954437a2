/**
 * @see RFC 7643 §2.2 Attribute Characteristics, §2.3 Attribute Data Types, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */

/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex'

/** One attribute with every characteristic spelled out, as `/Schemas` publishes it. */
export interface AttributeDefinition {
  /** Name, as the schema spells it; names are compared without case. */
  readonly name: string
  /** Data type of the value, or of each value. */
  readonly type: AttributeType
  /** Whether it is a list of values. */
  readonly multiValued: boolean
  /** What it is for, in words for people. */
  readonly description: string
  /** Whether a resource must have a value. */
  readonly required: boolean
  /** Whether texts that differ in case alone differ. */
  readonly caseExact: boolean
  /** Who may set it when: nobody, anybody, whoever creates the resource, anybody but never to be read back. */
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  /** When an answer has it: whatever is asked for, never, unless it is excluded, only when it is asked for. */
  readonly returned: 'always' | 'never' | 'default' | 'request'
  /** Whether two resources may have the same value; `server` and `global` are enforced alike, within a tenant. */
  readonly uniqueness: 'none' | 'server' | 'global'
  /** Values that are suggested; others are accepted as well. */
  readonly canonicalValues?: readonly string[]
  /** What a `reference` may point to: names of resource types, `external` or `uri`. */
  readonly referenceTypes?: readonly string[]
  /** What a `binary` holds, where more is known of it than its bytes. */
  readonly content?: 'certificate'
  /** The parts of a `complex` attribute. */
  readonly subAttributes?: readonly AttributeDefinition[]
}
