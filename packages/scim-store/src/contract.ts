import { describe } from 'vitest'
import { describeFilters } from './contract/filters.ts'
import type { CreateStore } from './contract/fixture.ts'
import { describeHostileText } from './contract/hostile-text.ts'
import { describeKeyset } from './contract/keyset.ts'
import { describeMembership } from './contract/membership.ts'
import { describeMovingList } from './contract/moving-list.ts'
import { describePaging } from './contract/paging.ts'
import { describeResources } from './contract/resources.ts'
import { describeTenancy } from './contract/tenancy.ts'
import { describeTransactions } from './contract/transactions.ts'
import { describeUniqueness } from './contract/uniqueness.ts'

export type { CreateStore } from './contract/fixture.ts'

/** What the suite has to know of an engine. */
export interface StoreContract {
  /** What the suite is called in the report. */
  readonly name: string
  /** Makes an empty store; the suite closes it. */
  readonly create: CreateStore
}

/** Declares the tests every engine of the port must pass. Call it in a vitest file. */
export function runStoreContract({ name, create }: StoreContract): void {
  describe(`store contract [${name}]`, () => {
    describeResources(create)
    describeUniqueness(create)
    describeTenancy(create)
    describeMembership(create)
    describeTransactions(create)
    describeFilters(create)
    describePaging(create)
    describeKeyset(create)
    describeMovingList(create)
    describeHostileText(create)
  })
}
