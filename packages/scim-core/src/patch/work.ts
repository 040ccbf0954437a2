import { payloadTooLarge } from '../errors/scim-error.ts'
import type { Filter } from '../filter/ast.ts'

/** What the operations of one PATCH have cost so far, so that few bytes cannot keep a server busy for long. */
export interface PatchWork {
  /** Notes that an operation looks at the elements of a list, each by a filter. @throws ScimError 413. */
  spend(elements: number, filter?: Filter): void
}

/** Elements times expressions that one PATCH may look at; well under a second of work. */
export const MAX_WORK = 500_000

/** Nothing spent yet. */
export function createWork(): PatchWork {
  let spent = 0
  return {
    spend(elements, filter) {
      spent += elements * (1 + (filter === undefined ? 0 : countTerms(filter)))
      if (spent > MAX_WORK) {
        throw payloadTooLarge('The operations look at too many elements; send them in several requests.')
      }
    },
  }
}

function countTerms(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return countTerms(filter.left) + countTerms(filter.right)
    case 'not':
      return countTerms(filter.operand)
    case 'valuePath':
      return countTerms(filter.filter)
    default:
      return 1
  }
}
