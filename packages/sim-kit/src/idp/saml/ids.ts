import { randomInt } from 'node:crypto'
import type { Random } from '../../profile/evidence.ts'

const HEX = '0123456789abcdef'

/** A random GUID in lower case, version 4. */
export function guid(random: Random): string {
  const part = (length: number): string => random.text(length, HEX)
  return `${part(8)}-${part(4)}-4${part(3)}-${random.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`
}

/** Randomness nobody can foretell. */
export const unpredictable: Random = {
  integer: (below) => randomInt(below),
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    // The index is below the length, so the element is there even where T itself includes undefined.
    return items[randomInt(items.length)] as T
  },
  text: (length, alphabet) => Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
}
