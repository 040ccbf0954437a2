/**
 * @see RFC 6749 §4.4 Client Credentials Grant — https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @see RFC 6749 §6 Refreshing an Access Token — https://www.rfc-editor.org/rfc/rfc6749#section-6
 */
import { UsageError } from '../errors.ts'

/** What an admin types, and what the vendor was given once in a browser. */
export interface OAuthInput {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the authorization code was exchanged for; absent: the client's own credentials are sent. */
  readonly refreshToken?: string
  readonly scope?: string
}

/** A token request of a vendor, ready to send, again for each token. */
export interface OAuthGrant {
  readonly tokenUrl: string
  /** Fields of the form, in the order they are sent. */
  readonly form: readonly (readonly [string, string])[]
  /** The client's credentials where they go into a Basic header instead of the form. */
  readonly basic?: { readonly clientId: string; readonly clientSecret: string }
}

/** Field of the form by which a token is renewed: what the server gives in its place is used from then on. */
export const REFRESH_TOKEN = 'refresh_token'

/**
 * Credentials of a client as a Basic header: each is encoded as in a form first.
 * @see RFC 6749 §2.3.1 Client Password — https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function clientBasic({ clientId, clientSecret }: NonNullable<OAuthGrant['basic']>): string {
  const encoded = [clientId, clientSecret].map((part) => new URLSearchParams([['', part]]).toString().slice(1))
  return `Basic ${Buffer.from(encoded.join(':'), 'utf8').toString('base64')}`
}

/** Checks the address. @throws UsageError */
export function assertTokenUrl(tokenUrl: string): void {
  const url = URL.parse(tokenUrl)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`The token URL ${tokenUrl} is no http(s) address.`)
  if (url.hash !== '' || /\s/.test(tokenUrl)) throw new UsageError('The token URL has a fragment or white space in it.')
  if (url.username !== '' || url.password !== '') throw new UsageError('The token URL carries credentials.')
}

/** An access token, and until when it may be used. */
export interface AccessToken {
  readonly authorization: string
  /** Seconds it lives; undefined: the answer does not say. */
  readonly expiresIn: number | undefined
  readonly refreshToken: string | undefined
}

/** Reads the answer of a token endpoint; what is wrong with it where it grants none. */
export function readTokenAnswer(status: number, body: string): AccessToken | string {
  const answer = parse(body)
  if (status !== 200) {
    const { error, error_description: text } = answer
    const words = [error, text].filter((part): part is string => typeof part === 'string' && part.length <= 300)
    return `the token endpoint answers ${status}${words.length === 0 ? '' : ` (${words.join(': ')})`}`
  }
  const { access_token: token, expires_in: expiresIn, refresh_token: refreshToken, token_type: type } = answer
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return 'the token endpoint grants no access_token'
  // RFC 6749 §7.1: a client does not use a token of a type it does not know. One that names none is taken for Bearer.
  if (type !== undefined && (typeof type !== 'string' || type.toLowerCase() !== 'bearer'))
    return 'the token endpoint grants a token of another type than Bearer'
  return {
    authorization: `Bearer ${token}`,
    expiresIn: typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : undefined,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
