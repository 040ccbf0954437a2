import type { IncomingMessage } from 'node:http'

/** Where a request comes from, as one client is told from another: an IPv4 address, or the /64 network of an IPv6 one. */
export function clientAddress({ socket }: IncomingMessage): string {
  return toClient(socket.remoteAddress ?? '')
}

/** The client behind an address: whoever has one IPv6 address commonly has all of its /64. */
export function toClient(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.split('::', 2)
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const full = [...groups, ...new Array<string>(zeros).fill('0'), ...after]
  return `${full.slice(0, 4).join(':')}::/64`
}
