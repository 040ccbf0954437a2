/** One request with its answer, for logs and counters: no header, no query, no body. */
export interface ScimExchange {
  /** Id of the exchange, also told to hooks and to `onError`. */
  readonly id: string
  /** Null when the request was not authenticated. */
  readonly tenant: string | null
  /** HTTP method. */
  readonly method: string
  /** Path below the base URL, without the query. */
  readonly path: string
  /** HTTP status of the answer. */
  readonly status: number
  /** Ids of the tolerances the request needed, in order of first use. */
  readonly tolerances: readonly string[]
  /** From the head of the request to the answer being handed to the socket. */
  readonly ms: number
}
