/**
 * @see RFC 7643 §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import type { AttributeDefinition } from './attribute.ts'

/** A schema or schema extension: its URN and its attributes. */
export interface SchemaDefinition {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly AttributeDefinition[]
}

/** A resource type: what an endpoint serves. Everything else in this package is driven by it. */
export interface ResourceTypeDefinition {
  /** `User`, `Group`: also `meta.resourceType` and the name the store keeps resources under. */
  readonly name: string
  readonly description: string
  /** Path below the base URL, with a leading slash: `/Users`. */
  readonly endpoint: string
  readonly schema: SchemaDefinition
  readonly schemaExtensions: readonly { readonly schema: SchemaDefinition; readonly required: boolean }[]
}
