/** Header lines in wire order, names as sent. */
export type HeaderList = [string, string][]

/** One request with its answer, or with the error that came instead; secrets are masked. */
export interface CheckExchange {
  /** What was sent. */
  readonly request: {
    /** HTTP method. */
    readonly method: string
    /** The complete address. */
    readonly target: string
    /** Header lines as sent. */
    readonly headers: HeaderList
    /** The body as sent; null when there was none. */
    readonly body: string | null
  }
  /** What was answered; null when no complete answer came. */
  readonly response: SendResponse | null
  /** Why there is no answer. */
  readonly error: string | null
  /** Milliseconds from the request to the end of the answer. */
  readonly ms: number
}

/** A request on its way: the address is complete and goes out as it is. */
export interface SendRequest {
  /** HTTP method. */
  readonly method: string
  /** The complete address. */
  readonly url: string
  /** Header lines to send. */
  readonly headers: HeaderList
  /** The body; undefined: none is sent. */
  readonly body: string | undefined
  /** Ends the exchange early: the deadline, or the end of the run. */
  readonly signal: AbortSignal
}

/** What came back. */
export interface SendResponse {
  /** HTTP status. */
  readonly status: number
  /** Header lines as received. */
  readonly headers: HeaderList
  /** The body as text; empty when there was none. */
  readonly body: string
}

/** Sends one request and follows no redirect. Rejects when no complete answer comes. */
export type Send = (request: SendRequest) => Promise<SendResponse>

/** Sends with the platform's `fetch`. */
export const fetchSend: Send = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: [...response.headers], body: await response.text() }
}
