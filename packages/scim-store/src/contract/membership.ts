import { describe, expect, it } from 'vitest'
import type { GroupReference, MemberReference } from '../store.ts'
import { ACME, type CreateStore, expectRefusal, groupOf, userOf, useStore } from './fixture.ts'

/** Members of groups and what is derived from them. */
export function describeMembership(create: CreateStore): void {
  describe('membership', () => {
    const at = useStore(create)

    const members = async (groupId: string): Promise<readonly MemberReference[] | undefined> =>
      (await at.store.read(ACME).get('Group', groupId, { members: true }))?.members
    const groups = async (userId: string): Promise<readonly GroupReference[] | undefined> =>
      (await at.store.read(ACME).get('User', userId, { groups: true }))?.groups
    const version = async (groupId: string): Promise<number | undefined> =>
      (await at.store.read(ACME).get('Group', groupId))?.version

    it('adds members once, and raises the version only when something changed', async () => {
      const [ada, eve] = [await at.user('ada', { displayName: 'Ada L.' }), await at.user('eve')]
      const group = await at.group('staff')
      expect(await version(group.id)).toBe(1)
      expect(await at.run((tx) => tx.addMembers(group.id, [ada.id, eve.id]))).toEqual({ changed: true })
      expect(await at.run((tx) => tx.addMembers(group.id, [eve.id, ada.id]))).toEqual({ changed: false })
      expect(await version(group.id)).toBe(2)
      expect(await at.run((tx) => tx.addMembers(group.id, []))).toEqual({ changed: false })
      expect(await version(group.id)).toBe(2)
      expect(await members(group.id)).toEqual([
        { value: ada.id, type: 'User', display: 'Ada L.' },
        { value: eve.id, type: 'User', display: 'eve' },
      ])
      expect(await at.store.read(ACME).isMember(group.id, ada.id)).toBe(true)
      expect(await at.store.read(ACME).isMember(group.id, group.id)).toBe(false)
    })

    it('V-012 begins a group with the members it is created with at version 1, in the state it is read in', async () => {
      const [ada, eve] = [await at.user('ada'), await at.user('eve')]
      const made = await at.run((tx) =>
        tx.create('Group', groupOf('staff'), { id: 'g1', members: [ada.id, eve.id, ada.id] }),
      )
      const read = await at.store.read(ACME).get('Group', 'g1')
      expect(read).toEqual(made)
      expect([made.version, made.lastModified]).toEqual([1, made.created])
      expect((await members('g1'))?.map(({ value }) => value)).toEqual([ada.id, eve.id])
      expect(await groups(ada.id)).toEqual([{ value: 'g1', type: 'direct', display: 'staff' }])
    })

    it('creates no group with an unknown member, also when the transaction goes on', async () => {
      const ada = await at.user('ada')
      await at.run(async (tx) => {
        const create = tx.create('Group', groupOf('staff'), { id: 'g1', members: [ada.id, 'nobody', 'g1'] })
        await expectRefusal(create, 'memberNotFound', 'nobody')
      })
      expect(await at.store.read(ACME).get('Group', 'g1')).toBeUndefined()
      expect(await groups(ada.id)).toEqual([])
      expect((await at.group('staff', [ada.id])).version).toBe(1)
    })

    it('refuses members for a type that has none', async () => {
      const ada = await at.user('ada')
      await expect(at.run((tx) => tx.create('User', userOf('eve'), { members: [ada.id] }))).rejects.toThrow(TypeError)
      expect((await at.run((tx) => tx.create('User', userOf('eve'), { members: [] }))).version).toBe(1)
    })

    it('removes members, and ignores those who are not there', async () => {
      const [ada, eve] = [await at.user('ada'), await at.user('eve')]
      const group = await at.group('staff', [ada.id])
      expect(await at.run((tx) => tx.removeMembers(group.id, [eve.id, 'nobody']))).toEqual({ changed: false })
      expect(await version(group.id)).toBe(1)
      expect(await at.run((tx) => tx.removeMembers(group.id, [ada.id, eve.id]))).toEqual({ changed: true })
      expect(await version(group.id)).toBe(2)
      expect(await members(group.id)).toEqual([])
    })

    it('makes the membership exactly the given list', async () => {
      const users = await Promise.all(['a', 'b', 'c'].map((name) => at.user(name)))
      const [a = '', b = '', c = ''] = users.map(({ id }) => id)
      const group = await at.group('staff', [a, b])
      expect(await at.run((tx) => tx.setMembers(group.id, [b, c, c]))).toEqual({ changed: true })
      expect((await members(group.id))?.map(({ value }) => value)).toEqual([b, c])
      expect(await at.run((tx) => tx.setMembers(group.id, [c, b]))).toEqual({ changed: false })
      expect(await version(group.id)).toBe(2)
      expect(await at.run((tx) => tx.setMembers(group.id, []))).toEqual({ changed: true })
      expect(await members(group.id)).toEqual([])
    })

    it('refuses the first unknown member and changes nothing', async () => {
      const ada = await at.user('ada')
      const group = await at.group('staff', [ada.id])
      for (const method of ['addMembers', 'setMembers'] as const) {
        await expectRefusal(
          at.run((tx) => tx[method](group.id, [ada.id, 'no one', 'nobody'])),
          'memberNotFound',
          'no one',
        )
      }
      expect((await members(group.id))?.map(({ value }) => value)).toEqual([ada.id])
      expect(await version(group.id)).toBe(1)
    })

    it('refuses to add members to what is no group', async () => {
      const ada = await at.user('ada')
      for (const id of [ada.id, 'nothing']) {
        await expectRefusal(
          at.run((tx) => tx.addMembers(id, [ada.id])),
          'notFound',
          id,
        )
      }
    })

    it('derives the groups of a user, direct and through nested groups, each once', async () => {
      const ada = await at.user('ada')
      const inner = await at.group('inner', [ada.id])
      const middle = await at.group('middle', [inner.id])
      const outer = await at.group('outer', [middle.id, ada.id])
      expect(await groups(ada.id)).toEqual([
        { value: inner.id, display: 'inner', type: 'direct' },
        { value: middle.id, display: 'middle', type: 'indirect' },
        { value: outer.id, display: 'outer', type: 'direct' },
      ])
      expect(await members(outer.id)).toEqual([
        { value: ada.id, type: 'User', display: 'ada' },
        { value: middle.id, type: 'Group', display: 'middle' },
      ])
    })

    it('survives groups that contain one another', async () => {
      const ada = await at.user('ada')
      const [first, second] = [await at.group('first', [ada.id]), await at.group('second')]
      await at.run((tx) => tx.addMembers(second.id, [first.id]))
      await at.run((tx) => tx.addMembers(first.id, [second.id]))
      expect((await groups(ada.id))?.map(({ type }) => type)).toEqual(['direct', 'indirect'])
      const read = await at.store.read(ACME).get('Group', first.id, { groups: true })
      expect(read?.groups?.map(({ value }) => value)).toEqual([second.id])
    })

    it('shows a renamed member and a renamed group under the new name', async () => {
      const ada = await at.user('ada')
      const group = await at.group('staff', [ada.id])
      await at.run((tx) => tx.update('User', ada.id, userOf('ada', { displayName: 'Countess' })))
      await at.run((tx) => tx.update('Group', group.id, groupOf('Crew')))
      expect(await members(group.id)).toEqual([{ value: ada.id, type: 'User', display: 'Countess' }])
      expect(await groups(ada.id)).toEqual([{ value: group.id, type: 'direct', display: 'Crew' }])
    })

    it('leaves memberships out of a read that does not ask for them, and keeps them through updates', async () => {
      const ada = await at.user('ada')
      const group = await at.group('staff', [ada.id])
      const plain = await at.store.read(ACME).get('Group', group.id)
      expect(plain).not.toHaveProperty('members')
      expect(await at.store.read(ACME).get('User', ada.id)).not.toHaveProperty('groups')
      await at.run((tx) => tx.update('Group', group.id, groupOf('staff')))
      expect(await members(group.id)).toHaveLength(1)
      const query = { resourceType: 'Group', startIndex: 1, count: 5, include: { members: true } }
      expect((await at.store.read(ACME).query(query)).resources[0]?.members).toHaveLength(1)
    })

    it('removes a deleted user from its groups, whose versions rise, and no other', async () => {
      const [ada, eve] = [await at.user('ada'), await at.user('eve')]
      const [with_, without] = [await at.group('with', [ada.id, eve.id]), await at.group('without', [eve.id])]
      await at.run((tx) => tx.delete('User', ada.id))
      expect((await members(with_.id))?.map(({ value }) => value)).toEqual([eve.id])
      expect([await version(with_.id), await version(without.id)]).toEqual([2, 1])
      expect(await at.store.read(ACME).isMember(with_.id, ada.id)).toBe(false)
    })

    it('removes a deleted group from its members and from groups around it', async () => {
      const ada = await at.user('ada')
      const inner = await at.group('inner', [ada.id])
      const outer = await at.group('outer', [inner.id])
      await at.run((tx) => tx.delete('Group', inner.id))
      expect(await groups(ada.id)).toEqual([])
      expect(await members(outer.id)).toEqual([])
      expect(await version(outer.id)).toBe(2)
    })
  })
}
