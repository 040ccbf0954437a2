import { USER_SCHEMA } from '@scimulator/scim-core'
import type { ResourceStore } from '@scimulator/scim-store'
import { onTestFinished } from 'vitest'
import type { Membership } from '../../../src/product/records/people.ts'
import type { ProductRecords, RecordWriter } from '../../../src/product/records/records.ts'

/** An engine of the port over an empty store of its own. */
export interface Engine {
  readonly store: ResourceStore
  readonly records: ProductRecords
}

/** How the suite makes an engine; it closes the store. */
export type CreateEngine = () => Promise<Engine>

/** The team that tests work in. */
export const ACME = 'team-acme'
/** The team that tests look in from outside. */
export const GLOBEX = 'team-globex'

/** An engine for the running test. */
export interface Fixture extends Engine {
  readonly read: ProductRecords['read']
  write<T>(work: (records: RecordWriter) => Promise<T>, team?: string): Promise<T>
  /** Adds a person with a membership. */
  join(personId: string, more?: Partial<Membership>): Promise<Membership>
}

/** Opens an engine until the running test is over. */
export async function open(create: CreateEngine): Promise<Fixture> {
  const { store, records } = await create()
  onTestFinished(() => store.close())
  const write: Fixture['write'] = (work, team = ACME) => store.transact(team, (tx) => work(records.within(tx)))
  return {
    store,
    records,
    read: records.read,
    write,
    async join(personId, more = {}) {
      const membership = memberOf(personId, more)
      await write(async (writer) => {
        await writer.addPerson(personId, 1)
        await writer.addMembership(membership)
      })
      return membership
    },
  }
}

/** A membership that is active unless told otherwise. */
export function memberOf(personId: string, more: Partial<Membership> = {}): Membership {
  return {
    teamId: ACME,
    personId,
    scimId: `scim-${personId}`,
    userName: `${personId}@x.example`,
    displayName: personId,
    email: `${personId}@mail.example`,
    role: 'member',
    state: 'active',
    origin: 'scim',
    joinedAt: 10,
    changedAt: 20,
    deactivatedAt: null,
    lastSignInAt: null,
    ...more,
  }
}

/** A User, for what is written beside records. */
export function userOf(userName: string): { schemas: string[]; userName: string } {
  return { schemas: [USER_SCHEMA], userName }
}
