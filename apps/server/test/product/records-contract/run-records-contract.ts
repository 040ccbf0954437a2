import { describe } from 'vitest'
import { describeAudit } from './audit.ts'
import type { CreateEngine } from './fixture.ts'
import { describePeople } from './people.ts'
import { describeSignIn } from './sign-in.ts'
import { describeSpaces } from './spaces.ts'
import { describeTransactions } from './transactions.ts'

/** Declares the tests that every engine of the product's records must pass. Call it in a vitest file. */
export function runRecordsContract({ name, create }: { name: string; create: CreateEngine }): void {
  describe(`records contract [${name}]`, () => {
    describePeople(create)
    describeSpaces(create)
    describeSignIn(create)
    describeAudit(create)
    describeTransactions(create)
  })
}
