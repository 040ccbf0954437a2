import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Random } from '../profile/profile.ts'

/** Seeded randomness for one purpose: a draw more under one purpose never shifts another. */
export function createRandom(seed: string, purpose: string): Random {
  const generator = xoroshiro128plus(hash(`${seed}\u0000${purpose}`))
  const integer = (below: number): number => {
    if (!(below >= 1)) throw new RangeError(`below must be at least 1, got ${below}`)
    return uniformInt(generator, 0, Math.floor(below) - 1)
  }
  return {
    integer,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      // The index is below the length, so the element is there even where T itself includes undefined.
      return items[integer(items.length)] as T
    },
    text: (length, alphabet) => Array.from({ length }, () => alphabet.charAt(integer(alphabet.length))).join(''),
  }
}

/** FNV-1a over UTF-16 code units: a 32-bit seed out of any text. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value | 0
}
