import dns from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses of link-local and cloud metadata services: no API may make a simulator call them. */
const metadataAddresses = new BlockList()
metadataAddresses.addSubnet('169.254.0.0', 16)
metadataAddresses.addSubnet('0.0.0.0', 8)
metadataAddresses.addAddress('100.100.100.200')
metadataAddresses.addSubnet('fe80::', 10, 'ipv6')
metadataAddresses.addAddress('fd00:ec2::254', 'ipv6')
metadataAddresses.addAddress('::', 'ipv6')

/** Whether an address is link-local, unspecified or a metadata service; IPv4-mapped IPv6 counts as its IPv4. */
export function isMetadataAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && metadataAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4')
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
