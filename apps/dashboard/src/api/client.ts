import { apiErrorSchema } from '@scimulator/admin-api'
import type { ZodType } from 'zod'

/** An answer of the API that is not the one asked for, or no answer at all (`status` 0). */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.code = code
  }
}

/** Reads a path of the API and checks its shape. */
export async function getJson<T>(path: string, schema: ZodType<T>, signal?: AbortSignal): Promise<T> {
  return parseAnswer(await send(path, { signal: signal ?? null }), schema)
}

/** Sends JSON to a path of the API and checks the answer's shape. */
export function postJson<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T> {
  return sendJson('POST', path, body, schema)
}

/** Sends JSON by some method, or nothing where there is no body, and checks the answer's shape. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  schema: ZodType<T>,
): Promise<T> {
  const content =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return parseAnswer(await send(path, { method, ...content }), schema)
}

/** Sends DELETE to a path of the API. */
export async function sendDelete(path: string): Promise<void> {
  await send(path, { method: 'DELETE' })
}

/** Builds a query string of the values that are there. */
export function withQuery(path: string, values: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiFailure(0, 'unreachable', `No answer from ${location.host}.`, { cause })
  }
  if (!response.ok) throw await failureOf(response)
  return response
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = apiErrorSchema.safeParse(body)
  if (parsed.success) return new ApiFailure(response.status, parsed.data.error.code, parsed.data.error.message)
  return new ApiFailure(response.status, 'http', `The server answered ${response.status} ${response.statusText}`.trim())
}

async function parseAnswer<T>(response: Response, schema: ZodType<T>): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new ApiFailure(response.status, 'shape', `The server's answer was not understood (${where || 'no JSON'}).`, {
    cause: parsed.error,
  })
}
