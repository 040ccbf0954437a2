import { BlockList, isIP } from 'node:net'

// Where machines in clouds hand out credentials, and addresses that mean no particular machine.
const FORBIDDEN = new BlockList()
FORBIDDEN.addSubnet('169.254.0.0', 16)
FORBIDDEN.addSubnet('0.0.0.0', 8)
FORBIDDEN.addAddress('100.100.100.200')
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6')
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6')
FORBIDDEN.addAddress('::', 'ipv6')

const METADATA_NAMES = new Set(['metadata', 'metadata.google.internal', 'instance-data'])

/**
 * Whether a run ordered over the API may not go to a target. Every spelling of an address is one to the URL parser. What
 * is no URL is left to the simulator, which may take a short form.
 */
export function isForbiddenTarget(target: string): boolean {
  const url = URL.canParse(target) ? new URL(target) : undefined
  if (url === undefined) return false
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const family = isIP(host)
  // The list compares an IPv4 address in IPv6 form with the IPv4 rules.
  return family === 0 ? METADATA_NAMES.has(host) : FORBIDDEN.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
