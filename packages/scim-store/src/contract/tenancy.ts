import type { Filter } from '@scimulator/scim-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ResourceTransaction, StoredResource } from '../store.ts'
import { ACME, type CreateStore, expectRefusal, groupOf, OTHER, userOf, useStore } from './fixture.ts'

/** What one tenant can never see or touch of another. */
export function describeTenancy(create: CreateStore): void {
  describe('tenancy', () => {
    const at = useStore(create)
    let user: StoredResource
    let group: StoredResource

    beforeEach(async () => {
      user = await at.user('ada', { externalId: 'e1', emails: [{ value: 'ada@example.com' }] })
      group = await at.group('staff', [user.id])
    })

    const elsewhere = <T>(work: (tx: ResourceTransaction) => Promise<T>): Promise<T> => at.store.transact(OTHER, work)

    it('hides resources from get, also when the other tenant has data of its own', async () => {
      expect(await at.store.read(OTHER).get('User', user.id)).toBeUndefined()
      await elsewhere((tx) => tx.create('User', userOf('eve')))
      expect(await at.store.read(OTHER).get('User', user.id)).toBeUndefined()
      expect(await elsewhere((tx) => tx.get('User', user.id))).toBeUndefined()
    })

    const eq = (attribute: string, value: string, subAttribute?: string): Filter => ({
      kind: 'compare',
      operator: 'eq',
      value,
      path: subAttribute === undefined ? { attribute } : { attribute, subAttribute },
    })

    it('hides resources from every query and every total', async () => {
      await elsewhere((tx) => tx.create('User', userOf('eve')))
      const filters: Filter[] = [
        eq('id', user.id),
        eq('userName', 'ada'),
        eq('externalId', 'e1'),
        eq('emails', 'ada@example.com', 'value'),
        eq('groups', group.id, 'value'),
        { kind: 'or', left: eq('userName', 'ada'), right: { kind: 'not', operand: eq('userName', 'eve') } },
      ]
      for (const filter of filters) {
        const answer = await at.store.read(OTHER).query({ resourceType: 'User', filter, startIndex: 1, count: 10 })
        expect(answer).toEqual({ totalResults: 0, resources: [] })
        const own = await at.store.read(ACME).query({ resourceType: 'User', filter, startIndex: 1, count: 10 })
        expect(own.resources.map(({ id }) => id)).toEqual([user.id])
      }
      const all = await at.store.read(OTHER).query({ resourceType: 'User', startIndex: 1, count: 10 })
      expect(all.resources.map(({ attributes }) => attributes.userName)).toEqual(['eve'])
      const groups = { resourceType: 'Group', filter: eq('members', user.id, 'value'), startIndex: 1, count: 10 }
      expect((await at.store.read(OTHER).query(groups)).totalResults).toBe(0)
      expect((await at.store.read(ACME).query(groups)).totalResults).toBe(1)
    })

    it('refuses update and delete by a foreign id and leaves the resource as it was', async () => {
      await expectRefusal(
        elsewhere((tx) => tx.update('User', user.id, userOf('eve'))),
        'notFound',
        user.id,
      )
      await expectRefusal(
        elsewhere((tx) => tx.delete('User', user.id)),
        'notFound',
        user.id,
      )
      expect(await at.store.read(ACME).get('User', user.id)).toEqual(user)
    })

    it('refuses foreign ids as groups and as members', async () => {
      const own = await elsewhere((tx) => tx.create('Group', groupOf('staff')))
      for (const method of ['addMembers', 'setMembers'] as const) {
        await expectRefusal(
          elsewhere((tx) => tx[method](own.id, [user.id])),
          'memberNotFound',
          user.id,
        )
        await expectRefusal(
          elsewhere((tx) => tx[method](group.id, [])),
          'notFound',
          group.id,
        )
      }
      await expectRefusal(
        elsewhere((tx) => tx.removeMembers(group.id, [user.id])),
        'notFound',
        group.id,
      )
      expect(await elsewhere((tx) => tx.removeMembers(own.id, [user.id]))).toEqual({ changed: false })
      expect(await at.store.read(OTHER).isMember(group.id, user.id)).toBe(false)
      expect(await at.store.read(ACME).isMember(group.id, user.id)).toBe(true)
    })

    it('deletes one tenant whole and no other', async () => {
      const eve = await elsewhere((tx) => tx.create('User', userOf('eve')))
      await at.store.deleteTenant(ACME)
      for (const resourceType of ['User', 'Group']) {
        const left = await at.store.read(ACME).query({ resourceType, startIndex: 1, count: 10 })
        expect(left).toEqual({ totalResults: 0, resources: [] })
      }
      expect(await at.store.read(OTHER).get('User', eve.id)).toEqual(eve)
      const again = await at.user('ada', { externalId: 'e1' })
      expect(again.id).not.toBe(user.id)
      expect((await at.store.read(ACME).get('User', again.id, { groups: true }))?.groups).toEqual([])
    })

    it('takes any text as a tenant', async () => {
      for (const tenant of ['__proto__', 'constructor', "a'b", '', 'ACME', 'acme ']) {
        const made = await at.store.transact(tenant, (tx) => tx.create('User', userOf('ada')))
        expect(await at.store.read(tenant).get('User', made.id)).toEqual(made)
        expect(
          (await at.store.read(tenant).query({ resourceType: 'User', startIndex: 1, count: 5 })).totalResults,
        ).toBe(1)
      }
      await at.store.deleteTenant('nobody was here')
      expect((await at.store.read(ACME).query({ resourceType: 'User', startIndex: 1, count: 5 })).totalResults).toBe(1)
    })
  })
}
