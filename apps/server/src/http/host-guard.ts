import type { IncomingMessage } from 'node:http'

/** What a request's Host header says, or why it is not answered. */
export type HostVerdict =
  | { readonly kind: 'allowed'; readonly hostname: string; readonly port: string; readonly team: string | null }
  | { readonly kind: 'refused'; readonly status: 400 | 421; readonly message: string }

/** Which names the server answers to. */
export interface HostRules {
  readonly publicUrl: string | null
  /** Origin for programs of this machine. */
  readonly localUrl: string
  readonly allowHosts: readonly string[]
}

/** Judges Host headers: only names that mean this machine, so that a web page cannot reach the server under its own name. */
export type HostGuard = (request: IncomingMessage) => HostVerdict

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** The guard of a server that answers to the loopback names, `TEAM.localhost`, its public URL and the names allowed on top. */
export function createHostGuard(rules: HostRules): HostGuard {
  const names = new Set([...LOOPBACK, new URL(rules.localUrl).hostname, ...rules.allowHosts])
  if (rules.publicUrl !== null) names.add(new URL(rules.publicUrl).hostname)
  return (request) => {
    const header = onlyHost(request)
    if (header === undefined) return refused(400, 'The request needs exactly one Host header.')
    const match = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253}?)\.?(?::(\d{1,5}))?$/.exec(header.toLowerCase())
    const hostname = match?.[1]
    if (hostname === undefined) return refused(400, 'The Host header is malformed.')
    const team = /^([a-z0-9-]{1,63})\.localhost$/.exec(hostname)?.[1] ?? null
    if (team === null && !names.has(hostname)) {
      return refused(
        421,
        `This server does not answer to the host "${hostname}". If it should, start it with --allow-host ${hostname}.`,
      )
    }
    return { kind: 'allowed', hostname, port: match?.[2] ?? '', team }
  }
}

function refused(status: 400 | 421, message: string): HostVerdict {
  return { kind: 'refused', status, message }
}

// The raw headers, since Node keeps the first of two Host headers and says nothing.
function onlyHost(request: IncomingMessage): string | undefined {
  const { rawHeaders } = request
  let host: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'host') continue
    if (host !== undefined) return undefined
    host = rawHeaders[index + 1]
  }
  return host === '' || request.url?.startsWith('/') !== true ? undefined : host
}
