import type { Random } from '@scimulator/sim-kit'

const HEX = '0123456789abcdef'

/** A random GUID as the service writes it: lower case, version 4. */
export function randomGuid(random: Random): string {
  const part = (length: number): string => random.text(length, HEX)
  return `${part(8)}-${part(4)}-4${part(3)}-${random.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`
}
