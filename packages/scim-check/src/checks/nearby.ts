/** Whether a host is on this machine or in a private network, where TLS may end before it. */
export function isNearby(hostname: string): boolean {
  const host = hostname.toLowerCase()
  if (host.startsWith('[')) return /^\[(::1\]|f[cd]|fe[89ab])/.test(host)
  const bytes = host.split('.').map(Number)
  const [first, second = 0] = bytes
  if (bytes.length === 4 && bytes.every((byte) => byte >= 0 && byte <= 255)) {
    if (first === 172) return second >= 16 && second <= 31
    return first === 10 || first === 127 || (first === 192 && second === 168) || (first === 169 && second === 254)
  }
  return !host.includes('.') || /\.(localhost|local|internal|test|lan)$/.test(host)
}
