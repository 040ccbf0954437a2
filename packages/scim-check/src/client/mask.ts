import type { CheckExchange, HeaderList, SendRequest, SendResponse } from './exchange.ts'

const MASK = '***'
const BODY_LIMIT = 8192
const secretHeader = /^(proxy-)?authorization$|cookie|token|secret|api-?key/i

/** Makes an exchange fit to be kept: no credentials by header name or by value, no endless bodies. */
export function createMask(credentials: readonly string[]): {
  request(request: SendRequest): CheckExchange['request']
  response(response: SendResponse): NonNullable<CheckExchange['response']>
  text(text: string): string
} {
  const spelt = credentials.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ])
  // The longest first: a secret may contain another.
  const secrets = [...new Set(spelt)].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length)
  const text = (value: string): string => secrets.reduce((kept, secret) => kept.replaceAll(secret, MASK), value)
  const headers = (list: HeaderList): HeaderList =>
    list.map(([name, value]) => [name, secretHeader.test(name) ? maskHeader(value) : text(value)])
  const body = (value: string): string =>
    value.length > BODY_LIMIT ? `${text(value).slice(0, BODY_LIMIT)}… (${value.length} characters)` : text(value)
  return {
    request: ({ method, url, headers: list, body: sent }) => ({
      method,
      target: text(url.replace(/^[a-z]+:\/\/[^/?]*/i, '')),
      headers: headers(list),
      body: sent === undefined ? null : body(sent),
    }),
    response: ({ status, headers: list, body: received }) => ({
      status,
      headers: headers(list),
      body: body(received),
    }),
    text,
  }
}

/** The authentication scheme stays readable. */
function maskHeader(value: string): string {
  const scheme = /^([A-Za-z][A-Za-z0-9-]*) \S/.exec(value)?.[1]
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}
