/**
 * @see RFC 7643 §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import type { AttributeDefinition } from './attribute.ts'

/** A schema or schema extension: its URN and its attributes. */
export interface SchemaDefinition {
  /** URN of the schema, such as `urn:ietf:params:scim:schemas:core:2.0:User`. */
  readonly id: string
  /** Name for people, such as `User`. */
  readonly name: string
  /** What it describes, in words for people. */
  readonly description: string
  /** Its attributes, in the order they are published. */
  readonly attributes: readonly AttributeDefinition[]
}

/** An extension that resources of a type may have. */
export interface SchemaExtension {
  /** The extension's own schema. */
  readonly schema: SchemaDefinition
  /** Whether every resource of the type must have it. */
  readonly required: boolean
}

/** A resource type: what an endpoint serves. Everything else in this package is driven by it. */
export interface ResourceTypeDefinition {
  /** `User`, `Group`: also `meta.resourceType` and the name the store keeps resources under. */
  readonly name: string
  /** What it is, in words for people. */
  readonly description: string
  /** Path below the base URL, with a leading slash: `/Users`. */
  readonly endpoint: string
  /** The schema every resource of the type has. */
  readonly schema: SchemaDefinition
  /** What a resource may have beyond it. */
  readonly schemaExtensions: readonly SchemaExtension[]
}
