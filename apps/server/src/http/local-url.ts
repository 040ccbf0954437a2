/**
 * The origin at which programs of this machine reach a server, whatever the world calls it: the address it is bound
 * to, and a loopback address where it is bound to all of them.
 */
export function localUrl(host: string, port: number): string {
  return `http://${hostname(host)}:${port}`
}

function hostname(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0') return 'localhost'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
