import type { ResourceTypeDefinition, Tolerances } from '@scimulator/scim-core'
import type { Request } from 'express'
import type { Settings } from './options.ts'
import type { Reply } from './response/reply.ts'

/** What a handler knows of the request it answers. */
export interface ScimContext {
  readonly settings: Settings
  readonly request: Request
  /** The query as written, without `?`. */
  readonly query: string
  readonly baseUrl: string
  readonly tenant: string
  readonly tolerances: Tolerances
}

/** Answers a request to an endpoint that belongs to no resource type. */
export type Handler = (context: ScimContext) => Reply | Promise<Reply>

/** Answers a request to one resource type's endpoint. */
export type TypeHandler = (context: ScimContext, resourceType: ResourceTypeDefinition) => Promise<Reply>

/** Answers a request to one resource. */
export type ResourceHandler = (context: ScimContext, resourceType: ResourceTypeDefinition, id: string) => Promise<Reply>
