import dns from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses of link-local and cloud metadata services: no API may make a simulator call them. */
const metadataAddresses = new BlockList()
metadataAddresses.addSubnet('169.254.0.0', 16)
metadataAddresses.addSubnet('0.0.0.0', 8)
metadataAddresses.addAddress('100.100.100.200')
metadataAddresses.addAddress('168.63.129.16')
metadataAddresses.addAddress('192.0.0.192')
metadataAddresses.addSubnet('fe80::', 10, 'ipv6')
metadataAddresses.addAddress('fd00:ec2::254', 'ipv6')
metadataAddresses.addAddress('fd20:ce::254', 'ipv6')

/**
 * Whether an address is link-local, unspecified or a metadata service. An IPv6 address that carries an IPv4 one
 * (mapped, compatible, NAT64, 6to4) counts as that.
 */
export function isMetadataAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (family === 4) return metadataAddresses.check(address, 'ipv4')
  const [plain = address] = address.split('%', 1)
  return metadataAddresses.check(plain, 'ipv6') || embeddedIPv4(plain).some((inner) => metadataAddresses.check(inner))
}

/** IPv4 addresses an IPv6 address carries: in its last 32 bits after ::, ::ffff: and 64:ff9b::, in bits 16 to 47 after 2002:. */
function embeddedIPv4(address: string): string[] {
  const groups = groupsOf(address)
  const dotted = (at: number): string =>
    [groups[at] ?? 0, groups[at + 1] ?? 0].flatMap((group) => [group >> 8, group & 0xff]).join('.')
  const head = groups.slice(0, 6).map((group) => group.toString(16))
  const carries = ['0:0:0:0:0:0', '0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'].includes(head.join(':'))
  // ::1 is loopback, not 0.0.0.1.
  if (carries && !(groups[6] === 0 && groups[7] === 1 && head[5] === '0')) return [dotted(6)]
  return head[0] === '2002' ? [dotted(1)] : []
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes every form, dotted tail included, in hexadecimal groups with one `::` at most.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [left = '', right] = text.split('::')
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
  const [head, tail] = [parse(left), parse(right ?? '')]
  return [...head, ...new Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail]
}

/** The address is refused; nothing was sent. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError'
}

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/**
 * Name resolution of the wire client: hosts under `localhost` are loopback, everything else is the system's.
 *
 * @see RFC 6761 §6.3 Domain Name Reservation Considerations for "localhost." — https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
export function createLookup(refuse: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    if (/\.localhost\.?$/i.test(hostname)) {
      if (options.all) callback(null, loopback)
      else callback(null, '127.0.0.1', 4)
      return
    }
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = addresses?.find(({ address }) => refuse(address))
      if (error) callback(error, '')
      else if (refused) callback(new RefusedAddressError(`${hostname} resolves to ${refused.address}`), '')
      else if (options.all) callback(null, addresses)
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }
}
