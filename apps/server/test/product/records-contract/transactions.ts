import { expect, test } from 'vitest'
import { ACME, type CreateEngine, memberOf, open, userOf } from './fixture.ts'

/** How every engine shares the transactions of the resource store. */
export function describeTransactions(create: CreateEngine): void {
  test('records are kept or lost together with the resources of their transaction, and with no other', async () => {
    const { store, records, read } = await open(create)
    const make = (personId: string, fail = false): Promise<void> =>
      store.transact(ACME, async (tx) => {
        const writer = records.within(tx)
        const { id } = await tx.create('User', userOf(personId))
        await writer.addPerson(personId, 1)
        await writer.addMembership(memberOf(personId, { scimId: id }))
        expect(await writer.membershipOfUser(ACME, id)).toMatchObject({ personId })
        if (fail) throw new Error('undone')
      })
    const outcomes = await Promise.allSettled([make('ann'), make('bob', true), make('cy')])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { members } = await read.members(ACME, { startIndex: 1, count: 9 })
    const users = await store.read(ACME).query({ resourceType: 'User', startIndex: 1, count: 9 })
    expect(members.map(({ scimId }) => scimId)).toEqual(users.resources.map(({ id }) => id))
    expect(members.map(({ personId }) => personId)).toEqual(['ann', 'cy'])
  })

  test('nobody sees what is not committed', async () => {
    const { read, write } = await open(create)
    let seen: Promise<unknown> = Promise.resolve('not asked')
    await write(async (records) => {
      await records.addPerson('ann', 1)
      await records.addMembership(memberOf('ann'))
      seen = read.membership(ACME, 'bob')
      await records.addPerson('bob', 1)
      await records.addMembership(memberOf('bob'))
      await records.removeMembership(ACME, 'bob')
    })
    expect(await seen).toBeUndefined()
    expect(await read.membership(ACME, 'ann')).toBeDefined()
  })
}
