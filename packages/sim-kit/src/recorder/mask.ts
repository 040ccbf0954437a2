import type { HeaderList, RecordedRequest, RecordedResponse } from '@scimulator/admin-api'
import { isJsonObject, type JsonValue } from '@scimulator/scim-core'

const MASK = '***'
/** Credentials shorter than this are masked by header and key name only: their value would match half of any text. */
const SHORTEST_VALUE = 6

const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|api-?key|password/i
const secretKey = /passw(or)?d|secret|token|api[-_]?key|credential|assertion|cookie|authorization|private[-_]?key/i

/** Takes secrets out of what is recorded. */
export interface Masker {
  request(request: RecordedRequest): RecordedRequest
  response(response: RecordedResponse): RecordedResponse
  text(text: string): string
}

/** Masks by header name, by JSON key, by query parameter, and by value for the credentials of this run. */
export function createMasker(credentials: readonly string[]): Masker {
  const byValue = valueMasker(credentials)
  const headers = (list: HeaderList): HeaderList =>
    list.map(([name, value]) => [name, secretHeader.test(name) ? maskHeader(value) : byValue(value)])
  const body = (text: string): string => byValue(maskJson(text))
  return {
    request: (request) => ({
      method: request.method,
      target: byValue(maskQuery(request.target)),
      headers: headers(request.headers),
      body: request.body === null ? null : body(request.body),
    }),
    response: (response) => ({
      status: response.status,
      reasonPhrase: byValue(response.reasonPhrase),
      headers: headers(response.headers),
      body: body(response.body),
    }),
    text: (text) => byValue(maskQuery(text)),
  }
}

/** The authentication scheme stays readable. */
function maskHeader(value: string): string {
  const scheme = /^([A-Za-z][A-Za-z0-9-]*) \S/.exec(value)?.[1]
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

function maskQuery(target: string): string {
  return target.replace(/([?&][^=&#]*(?:token|secret|passw(?:or)?d|api[-_]?key)[^=&#]*=)[^&#]*/gi, `$1${MASK}`)
}

function valueMasker(credentials: readonly string[]): (text: string) => string {
  const values = new Set<string>()
  for (const credential of credentials) {
    const bare = credential.slice(credential.indexOf(' ') + 1)
    for (const value of [credential, bare]) {
      if (value.length < SHORTEST_VALUE) continue
      values.add(value)
      values.add(encodeURIComponent(value))
      values.add(JSON.stringify(value).slice(1, -1))
    }
  }
  const longestFirst = [...values].sort((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((masked, value) => masked.replaceAll(value, MASK), text)
}

/** One member of a JSON text: a quoted key and a string (perhaps cut off), number or literal. */
const member = /"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*(?:"|\\?$)|-?[\d.eE+-]+|true|false)/g

/**
 * Masks the values of secret keys in a JSON text and leaves every other byte as it is, also in a text cut off in the
 * middle. Only where a secret stands elsewhere (a PATCH that names its path, a secret that is an object or array) is
 * the text written anew.
 */
function maskJson(text: string): string {
  if (!secretKey.test(text)) return text
  const masked = text.replace(member, (whole, key: string, colon: string) =>
    secretKey.test(key) ? `"${key}"${colon}"${MASK}"` : whole,
  )
  const value = parse(masked)
  if (value === undefined || !needsRewriting(value)) return masked
  return JSON.stringify(rewrite(value))
}

function parse(text: string): JsonValue | undefined {
  try {
    // The edge: JSON.parse gives JSON values.
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function needsRewriting(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(needsRewriting)
  if (!isJsonObject(value)) return false
  if (isSecretOperation(value)) return true
  return Object.entries(value).some(
    ([key, inner]) => inner !== undefined && ((secretKey.test(key) && isNested(inner)) || needsRewriting(inner)),
  )
}

function rewrite(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rewrite)
  if (!isJsonObject(value)) return value
  const secretValue = isSecretOperation(value)
  const entries = Object.entries(value).map(([key, inner]): [string, JsonValue | undefined] => {
    if (inner === undefined) return [key, inner]
    const masked = (secretKey.test(key) && isNested(inner)) || (secretValue && key.toLowerCase() === 'value')
    return [key, masked ? MASK : rewrite(inner)]
  })
  return Object.fromEntries(entries)
}

function isSecretOperation(value: { readonly [key: string]: JsonValue | undefined }): boolean {
  const path = Object.hasOwn(value, 'path') ? value.path : undefined
  return typeof path === 'string' && secretKey.test(path)
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null
}
