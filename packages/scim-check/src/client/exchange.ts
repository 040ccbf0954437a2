/** Header lines in wire order, names as sent. */
export type HeaderList = [string, string][]

/** One request with its answer, or with the error that came instead; secrets are masked. */
export interface CheckExchange {
  readonly request: {
    readonly method: string
    readonly target: string
    readonly headers: HeaderList
    readonly body: string | null
  }
  readonly response: { readonly status: number; readonly headers: HeaderList; readonly body: string } | null
  /** Why there is no answer. */
  readonly error: string | null
  readonly ms: number
}

/** A request on its way: the address is complete and goes out as it is. */
export interface SendRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly body: string | undefined
  readonly signal: AbortSignal
}

/** What came back. */
export interface SendResponse {
  readonly status: number
  readonly headers: HeaderList
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
