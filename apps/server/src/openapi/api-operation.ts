import type { JsonObject } from '@scimulator/scim-core'
import type { z } from 'zod'

/** A parameter beside those in the path. */
export interface ApiParameter {
  readonly in: 'query' | 'header'
  readonly name: string
  readonly description: string
  readonly schema: JsonObject
}

/** What an operation answers with when all goes well. */
export interface ApiAnswer {
  readonly status: number
  readonly description: string
  /** Absent: no body, unless `media` says that there is one. */
  readonly schema?: z.ZodType
  /** Media type of a body that is no JSON. */
  readonly media?: string
}

/**
 * Whom an operation is for. `lab`: the operator and local processes. `team`: they, and anybody of the team. `person`,
 * `auditor`, `administrator`: people of the team, of a role that is enough. `known`: whoever is known at all.
 */
export type ApiAudience =
  | 'anyone'
  | 'known'
  | 'lab'
  | 'operator'
  | 'ingest'
  | 'team'
  | 'person'
  | 'auditor'
  | 'administrator'

/** One operation of the dashboard's API. */
export interface ApiOperation {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api`, parameters in braces. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Default: `lab`. */
  readonly audience?: ApiAudience
  readonly parameters?: readonly ApiParameter[]
  readonly body?: z.ZodType
  readonly answer: ApiAnswer
  /** Statuses of failures besides those that every such operation has. */
  readonly failures?: readonly number[]
}
