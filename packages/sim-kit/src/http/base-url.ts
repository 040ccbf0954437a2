import { UsageError } from '../errors.ts'

/** A base URL taken apart, its path kept as typed. */
export interface BaseUrl {
  readonly secure: boolean
  /** Without brackets for IPv6. */
  readonly hostname: string
  readonly port: number
  /** host[:port] as a Host header carries it. */
  readonly host: string
  /** Path as typed: what a request's path is appended to. */
  readonly path: string
}

/** Reads a SCIM base URL. @throws UsageError when it is no http or https URL, or carries credentials or a fragment. */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`${JSON.stringify(shorten(text))} is no http or https URL.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('The target URL carries credentials: give them with --token.')
  }
  if (url.hash !== '' || /\s/.test(text)) {
    throw new UsageError(`The target URL ${JSON.stringify(shorten(text))} has a fragment or white space in it.`)
  }
  const secure = url.protocol === 'https:'
  const origin = /^[a-z]+:\/\/[^/?]*/i.exec(text)?.[0] ?? text
  return {
    secure,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    host: url.host,
    path: text.slice(origin.length),
  }
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
