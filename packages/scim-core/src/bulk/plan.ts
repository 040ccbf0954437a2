/**
 * @see RFC 7644 §3.7.1 Circular Reference Processing — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.1
 */
import { referencesOf } from './reference.ts'
import type { BulkOperation } from './request.ts'
import { stronglyConnected } from './strongly-connected.ts'

/** What is carried out at once. */
export interface BulkStep {
  /** Places of the operations in the request, in its order. */
  readonly operations: readonly number[]
  /** Whether the operations, all of them creations, refer to each other or to themselves: each needs the others' ids. */
  readonly isCircular: boolean
}

/**
 * The order to carry out operations in. It is the order of the request, except that a creation which an earlier operation
 * refers to is done right before that one; creations that refer to each other are one step. Since only creations ever
 * move, and only ahead, everything else happens in the order the client wrote it.
 */
export function planBulk(operations: readonly BulkOperation[]): BulkStep[] {
  const creations = new Map<string, number>()
  for (const [place, { method, bulkId }] of operations.entries()) {
    if (method === 'POST' && bulkId !== undefined) creations.set(bulkId, place)
  }
  const needs = operations.map((operation) =>
    [...referencesOf(operation)].flatMap((bulkId) => creations.get(bulkId) ?? []).sort((a, b) => a - b),
  )
  return stronglyConnected(needs).map((component) => {
    const places = [...component].sort((a, b) => a - b)
    const [first = 0] = places
    return { operations: places, isCircular: places.length > 1 || needs[first]?.includes(first) === true }
  })
}
