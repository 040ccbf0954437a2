import type { Exchange, HeaderList, RunEvent } from '@scimulator/admin-api'

const MASK = '***'
const SECRET_HEADERS = /authorization$|cookie|password|secret|token|api-?key/i
const SECRET_KEYS = /^(password|passwd|secret|client_?secret|(access|refresh|id|bearer)?_?token|api_?key)$/i
const SECRET_WORD = /password|passwd|secret|token|api_?key/i
const SECRET_QUERY = /([?&](?:access_token|token|api_key|key|password|secret|client_secret)=)[^&#]*/gi
const USER_INFO = /^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i
const SECRET_PAIR =
  /("(?:password|passwd|secret|client_?secret|(?:access|refresh|id|bearer)?_?token|api_?key)"\s*:\s*)"(?:[^"\\]|\\.)*("|$)/gi

/** An event without secrets and with its bodies cut at `bodyLimit` characters: what may be stored and shown. */
export function maskEvent(event: RunEvent, bodyLimit: number): RunEvent {
  return event.type === 'exchange' ? { type: 'exchange', exchange: maskExchange(event.exchange, bodyLimit) } : event
}

/** The address of a target without the credentials that may stand in it. */
export function maskTarget(target: string): string {
  return target.replace(USER_INFO, `$1${MASK}@`).replace(SECRET_QUERY, `$1${MASK}`)
}

function maskExchange(exchange: Exchange, bodyLimit: number): Exchange {
  const credentials = credentialsOf(exchange.request.headers)
  const text = (value: string): string => cut(maskValues(maskJson(value), credentials), bodyLimit)
  const headers = (list: HeaderList): HeaderList => list.map(([name, value]) => maskHeader(name, value, credentials))
  const { request, response } = exchange
  return {
    ...exchange,
    error: exchange.error === null ? null : text(exchange.error),
    request: {
      ...request,
      target: maskValues(maskTarget(request.target), credentials),
      headers: headers(request.headers),
      body: request.body === null ? null : text(request.body),
    },
    response: response === null ? null : { ...response, headers: headers(response.headers), body: text(response.body) },
  }
}

function maskHeader(name: string, value: string, credentials: readonly string[]): [string, string] {
  if (!SECRET_HEADERS.test(name)) return [name, maskValues(value, credentials)]
  const scheme = /^(Bearer|Basic|Digest|SSWS) /i.exec(value)?.[1]
  return [name, scheme === undefined ? MASK : `${scheme} ${MASK}`]
}

// A target may send the credential back: it is masked by value wherever it turns up in the same exchange.
function credentialsOf(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => SECRET_HEADERS.test(name))
    .flatMap(([, value]) => [value, value.slice(value.indexOf(' ') + 1)])
    .filter((value) => value.length >= 8 && !value.includes(MASK))
    .flatMap((value) => [value, encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1)])
}

function maskValues(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
}

/** A body without the values of secret keys. Text without such a key is returned as it is, to the byte. */
function maskJson(text: string): string {
  if (!SECRET_WORD.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text, maskEntry))
  } catch {
    return text.replace(SECRET_PAIR, `$1"${MASK}"`)
  }
}

function maskEntry(key: string, value: unknown): unknown {
  if (SECRET_KEYS.test(key) && value !== null && value !== '') return MASK
  return isPasswordOperation(value) ? { ...value, value: MASK } : value
}

// A PATCH operation names the attribute in its path and carries the secret under `value`.
function isPasswordOperation(value: unknown): value is { path: string; value: unknown } {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('value' in value)) return false
  return typeof value.path === 'string' && SECRET_KEYS.test(value.path.slice(value.path.lastIndexOf(':') + 1))
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (cut, ${text.length} characters in all)`
}
