import type { RecordedRequest } from '@scimulator/admin-api'

/** Set by curl itself from the address and the body. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'accept-encoding'])
/** Sent by curl unless switched off: the vendor's request may lack them. */
const CURL_DEFAULTS = ['User-Agent', 'Accept'] as const

/**
 * The request as a curl command, one header per line. The token stands as `$SCIM_TOKEN`: what is stored is masked.
 * @param base any address on the server the request went to; a Host header in the request wins over its host.
 */
export function toCurl(request: RecordedRequest, base: string): string {
  const lines = [`curl --globoff --path-as-is -X ${quote(request.method)} ${quote(addressOf(request, base))}`]
  for (const [name, value] of request.headers) {
    if (!OWN_HEADERS.has(name.toLowerCase())) lines.push(headerLine(name, value))
  }
  const sent = new Set(request.headers.map(([name]) => name.toLowerCase()))
  const defaults = request.body ? [...CURL_DEFAULTS, 'Content-Type'] : CURL_DEFAULTS
  for (const name of defaults) if (!sent.has(name.toLowerCase())) lines.push(`-H ${quote(`${name}:`)}`)
  if (request.body) lines.push(`--data-raw ${quote(request.body)}`)
  return lines.join(' \\\n  ')
}

function addressOf(request: RecordedRequest, base: string): string {
  if (/^https?:\/\//i.test(request.target)) return request.target
  const url = URL.canParse(base) ? new URL(base) : null
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? url?.host ?? 'localhost'
  return `${url?.protocol === 'https:' ? 'https:' : 'http:'}//${host}${request.target}`
}

function headerLine(name: string, value: string): string {
  if (name.toLowerCase() !== 'authorization') return `-H ${quote(`${name}: ${value}`)}`
  const scheme = /^(\w+)\s+\S/.exec(value)?.[1]
  return `-H ${quote(`${name}: ${scheme ? `${scheme} ` : ''}`)}"$SCIM_TOKEN"`
}

/** Quotes for a POSIX shell: nothing inside single quotes is read by it. */
function quote(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}
