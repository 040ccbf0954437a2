/**
 * @see RFC 9562 §5.7 UUID Version 7 — https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 16 * 256

/**
 * Makes UUIDs of version 7: the time in milliseconds leads, so new ids land at the end of an index, and 74 bits of a
 * cryptographic generator follow, so ids cannot be guessed from one another.
 */
export function createUuidV7(now: () => number): () => string {
  const pool = Buffer.alloc(POOL_BYTES)
  let next = POOL_BYTES
  return () => {
    if (next === POOL_BYTES) {
      randomFillSync(pool)
      next = 0
    }
    const bytes = pool.subarray(next, next + 16)
    next += 16
    bytes.writeUIntBE(now(), 0, 6)
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
