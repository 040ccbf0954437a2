import type { JsonObject, ResourceTypeDefinition, Tolerances } from '@scimulator/scim-core'
import type { ResourceTransaction } from '@scimulator/scim-store'
import type { Request } from 'express'
import type { Access, Settings } from './options.ts'
import type { BodyLimits } from './request/body.ts'
import type { Reply } from './response/reply.ts'

/** What a handler knows of the request it answers. */
export interface ScimContext {
  readonly exchangeId: string
  readonly settings: Settings
  readonly request: Request
  /** The query as written, without `?`. */
  readonly query: string
  readonly baseUrl: string
  readonly tenant: string
  /** See `Principal`. */
  readonly subject: string | null | undefined
  /** See `Principal`. */
  readonly credential: string | null
  /** See `Principal`. */
  readonly access: Access | undefined
  readonly tolerances: Tolerances
  /** The version that a request is held to, as `If-Match` has it. */
  readonly ifMatch: string | undefined
  /** The versions that the client does not mean, as `If-None-Match` has them. */
  readonly ifNoneMatch: string | undefined
  /** The JSON object that came with the request. @throws ScimError when there is none, or it is larger or deeper. */
  readBody(limits: BodyLimits): Promise<JsonObject>
  /** Runs a write in a transaction of the tenant and resolves once it is durable. */
  transact<T>(work: (tx: ResourceTransaction) => Promise<T>): Promise<T>
}

/** Answers a request to an endpoint that belongs to no resource type. */
export type Handler = (context: ScimContext) => Reply | Promise<Reply>

/** Answers a request to one resource type's endpoint. */
export type TypeHandler = (context: ScimContext, resourceType: ResourceTypeDefinition) => Promise<Reply>

/** Answers a request to one resource. */
export type ResourceHandler = (context: ScimContext, resourceType: ResourceTypeDefinition, id: string) => Promise<Reply>
