import type { HeaderList, RecordedRequest, RecordedResponse } from '@scimulator/admin-api'
import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import { createValueMasker } from './secrets.ts'

const MASK = '***'
/** A secret may hide deeper than the recursion goes: such a body is left out as a whole. */
const DEEPEST = 100
const TOO_DEEP = '(not recorded: secrets in JSON that is nested too deeply)'

const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|api-?key|password/i
const secretParameter = /token|secret|passw(or)?d|api[-_]?key/i
const secretKey = /passw(or)?d|secret|token|api[-_]?key|credential|assertion|cookie|authorization|private[-_]?key/i

/** Takes secrets out of what is recorded. */
export interface Masker {
  request(request: RecordedRequest): RecordedRequest
  response(response: RecordedResponse): RecordedResponse
  text(text: string): string
  /** Masks this credential too, from now on; of many that come so the latest. */
  hide(credential: string): void
  /** Whether a text has a credential in it, of those that are long enough to be told from other words. */
  holds(text: string): boolean
}

/** Credentials that came during a run and are looked for by value: a target that hands out new ones for ever ends no run. */
const LATEST = 20
/** Characters of a credential that stands in no text by chance. */
const LONG = 16

/** Masks by header name, by JSON key, by query parameter, and by value for the credentials of this run. */
export function createMasker(credentials: readonly string[]): Masker {
  let latest: readonly string[] = []
  let byKnown = createValueMasker(credentials)
  const byValue = (text: string): string => byKnown(text)
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
    hide(credential) {
      if (credentials.includes(credential) || latest.includes(credential)) return
      latest = [...latest, credential].slice(-LATEST)
      byKnown = createValueMasker([...credentials, ...latest])
    },
    holds: (text) => [...credentials, ...latest].some((credential) => stands(credential, text)),
  }
}

/** Whether a credential stands in a text, without its scheme and as JSON writes it. */
function stands(credential: string, text: string): boolean {
  const bare = credential.slice(credential.indexOf(' ') + 1)
  return bare.length >= LONG && text.includes(JSON.stringify(bare).slice(1, -1))
}

/** The authentication scheme stays readable. */
function maskHeader(value: string): string {
  const scheme = /^([A-Za-z][A-Za-z0-9-]*) \S/.exec(value)?.[1]
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

function maskQuery(text: string): string {
  return text.replace(/([?&][^=&#?]*)=[^&#\s"'<>]*/g, (whole, name: string) =>
    secretParameter.test(name) ? `${name}=${MASK}` : whole,
  )
}

/**
 * A string of a JSON text (perhaps cut off) and, where it is the key of one, its string, number or literal. It matches
 * at every quote, so that no text makes the search go over it twice.
 */
const member =
  /"((?:[^"\\]|\\[\s\S])*)(?:\\?$|"(?:(\s*:\s*)("(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?[\d.eE+-]+|true|false))?)/g

/**
 * Masks the values of secret keys in a JSON text and leaves every other byte as it is, also in a text cut off in the
 * middle. Only where a secret stands elsewhere (a PATCH that names its path, a secret that is an object or array) is
 * the text written anew.
 */
function maskJson(text: string): string {
  if (!secretKey.test(text)) return text
  const masked = text.replace(member, (whole, key: string, colon: string | undefined) =>
    colon !== undefined && isSecretKey(key) ? `"${key}"${colon}"${MASK}"` : whole,
  )
  const value = parse(masked)
  if (value !== undefined && isDeep(value)) return TOO_DEEP
  if (value === undefined || !needsRewriting(value)) return masked
  return JSON.stringify(rewrite(value))
}

/** `changePassword` is a feature flag of ServiceProviderConfig. */
function isSecretKey(key: string): boolean {
  return secretKey.test(key) && key !== 'changePassword'
}

function isDeep(root: JsonValue): boolean {
  let level: JsonValue[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((value) => (isNested(value) ? Object.values(value) : [])).filter(isNested)
  }
  return false
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
    ([key, inner]) => inner !== undefined && ((isSecretKey(key) && isNested(inner)) || needsRewriting(inner)),
  )
}

function rewrite(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rewrite)
  if (!isJsonObject(value)) return value
  const secretValue = isSecretOperation(value)
  const entries = Object.entries(value).map(([key, inner]): [string, JsonValue | undefined] => {
    if (inner === undefined) return [key, inner]
    const masked = (isSecretKey(key) && isNested(inner)) || (secretValue && key.toLowerCase() === 'value')
    return [key, masked ? MASK : rewrite(inner)]
  })
  return Object.fromEntries(entries)
}

function isSecretOperation(value: { readonly [key: string]: JsonValue | undefined }): boolean {
  const path = Object.hasOwn(value, 'path') ? value.path : undefined
  return typeof path === 'string' && secretKey.test(path)
}

function isNested(value: unknown): value is JsonValue & object {
  return typeof value === 'object' && value !== null
}
