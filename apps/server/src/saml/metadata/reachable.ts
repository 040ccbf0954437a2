import { BlockList, isIP } from 'node:net'

// RFC 6890 and its successors: what is not the public internet.
const NOT_PUBLIC = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix)

// IPv6 is the other way round: only what is given out as global is public, without the parts that wrap an IPv4 address.
const GLOBAL_V6 = new BlockList()
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6')
const NOT_PUBLIC_V6 = new BlockList()
NOT_PUBLIC_V6.addSubnet('2001::', 23, 'ipv6')
NOT_PUBLIC_V6.addSubnet('2001:db8::', 32, 'ipv6')
NOT_PUBLIC_V6.addSubnet('2002::', 16, 'ipv6')

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

/** Whether an address belongs to the public internet. @see RFC 6890 §2 — https://www.rfc-editor.org/rfc/rfc6890#section-2 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !NOT_PUBLIC.check(address)
  return family === 6 && GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6')
}

/** Whether an address is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether the host of a URL means this machine: a loopback address, or a name under `localhost` (RFC 6761 §6.3). */
export function isLoopbackName(hostname: string): boolean {
  const host = bareHost(hostname)
  return isLoopbackAddress(host) || host === 'localhost' || host.endsWith('.localhost')
}

/** The host of a URL without the brackets of IPv6 and without the dot at the end. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}
