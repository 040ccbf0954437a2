import type { JsonObject } from '@scimulator/scim-core'

/** An answer before it is written to the socket. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Absent: no body. */
  readonly body?: JsonObject
}
