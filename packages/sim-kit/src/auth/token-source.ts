import type { Clock } from '../driver/clock.ts'
import { parseBaseUrl } from '../http/base-url.ts'
import type { WireClient, WireResult } from '../http/wire-client.ts'
import { type AccessToken, clientBasic, type OAuthGrant, REFRESH_TOKEN, readTokenAnswer } from './oauth.ts'

/** Gives the Authorization value to send, and gets a new token when the last one is due. */
export interface TokenSource {
  /** `fresh`: a new token although the last one may still be used. @throws TokenRefused when the endpoint grants none. */
  authorization(fresh?: boolean): Promise<string>
}

/** The token endpoint grants nothing; the message says why in one sentence. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

/** A token is renewed so long before it ends, what is on the way must still arrive; a short-lived one at half its life. */
const AHEAD_MS = 60_000

/** What a source of tokens stands on. */
export interface TokenSourceOptions {
  readonly grant: OAuthGrant
  /** A client to the origin of the token endpoint. */
  readonly client: WireClient
  readonly clock: Pick<Clock, 'now'>
  /** Told of every secret the endpoint gives, before anybody else sees it. */
  readonly onSecret: (secret: string) => void
  readonly signal?: AbortSignal
}

/** Fetches a token on first use. One that does not say when it ends is kept for the run. */
export function createTokenSource({ grant, client, clock, onSecret, signal }: TokenSourceOptions): TokenSource {
  let form = grant.form
  let last: { readonly authorization: string; readonly dueAt: number } | undefined
  let fetching: Promise<string> | undefined

  async function fetchToken(): Promise<string> {
    const granted = read(await client.send(toWire(grant, form), signal))
    for (const secret of [granted.authorization, granted.refreshToken ?? '']) onSecret(secret)
    const { authorization, expiresIn, refreshToken } = granted
    if (refreshToken !== undefined) {
      form = form.map(([name, value]) => [name, name === REFRESH_TOKEN ? refreshToken : value])
    }
    const lifeMs = expiresIn === undefined ? Infinity : expiresIn * 1000
    last = { authorization, dueAt: clock.now().getTime() + Math.max(lifeMs - AHEAD_MS, lifeMs / 2) }
    return authorization
  }

  return {
    async authorization(fresh = false) {
      if (!fresh && last !== undefined && clock.now().getTime() < last.dueAt) return last.authorization
      // Lanes that come together share one request: a refresh token may be good for one use only.
      fetching ??= fetchToken().finally(() => {
        fetching = undefined
      })
      return fetching
    },
  }
}

function read(result: WireResult): AccessToken {
  if (result.kind === 'silence')
    throw new TokenRefused(`No access token: the token endpoint is silent (${result.reason}).`)
  const granted = readTokenAnswer(result.status, result.body)
  if (typeof granted === 'string') throw new TokenRefused(`No access token: ${granted}.`)
  return granted
}

function toWire({ tokenUrl, basic }: OAuthGrant, form: OAuthGrant['form']): Parameters<WireClient['send']>[0] {
  const { host } = parseBaseUrl(tokenUrl)
  const url = new URL(tokenUrl)
  const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString()
  return {
    method: 'POST',
    target: url.pathname + url.search,
    headers: [
      ['Host', host],
      ...(basic === undefined ? [] : [['Authorization', clientBasic(basic)] as const]),
      ['Accept', 'application/json'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', String(Buffer.byteLength(body))],
    ],
    body,
  }
}
