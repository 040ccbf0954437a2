import type { Filter } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import type { QueryResult, ResourceTransaction } from '../store.ts'
import { ACME, type CreateStore, groupOf, OTHER, userOf, useStore } from './fixture.ts'

/** Atomicity, isolation and order. */
export function describeTransactions(create: CreateStore): void {
  describe('transactions', () => {
    const at = useStore(create)

    const names = async (): Promise<unknown[]> => {
      const all = await at.store.read(ACME).query({ resourceType: 'User', startIndex: 1, count: 1000 })
      expect(all.totalResults).toBe(all.resources.length)
      return all.resources.map(({ attributes }) => attributes.userName)
    }

    it('rolls back every write of a failing transaction while its neighbours commit', async () => {
      const kept = await at.user('kept', { displayName: 'before' })
      const group = await at.group('staff', [kept.id])
      const answers = await Promise.allSettled([
        at.user('first'),
        at.run(async (tx) => {
          const made = await tx.create('User', userOf('lost', { emails: [{ value: 'lost@example.com' }] }))
          await tx.addMembers(group.id, [made.id])
          await tx.update('User', kept.id, userOf('renamed'))
          await tx.delete('User', kept.id)
          throw new Error('veto')
        }),
        at.user('last'),
        at.user('lost'),
      ])
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
      expect(answers[1]).toMatchObject({ reason: { message: 'veto' } })
      expect(await names()).toEqual(['kept', 'first', 'last', 'lost'])
      expect(await at.store.read(ACME).get('User', kept.id)).toEqual(kept)
      const read = await at.store.read(ACME).get('Group', group.id, { members: true })
      expect(read).toMatchObject({ version: 1, members: [{ value: kept.id, display: 'before' }] })
    })

    it('changes everything at one instant, so that a new group with members is as it was created', async () => {
      const ada = await at.user('ada')
      const { id } = await at.group('staff', [ada.id])
      const made = await at.store.read(ACME).get('Group', id)
      expect(made?.lastModified).toBe(made?.created)
      await at.run((tx) => tx.removeMembers(id, [ada.id]))
      const changed = await at.store.read(ACME).get('Group', id)
      expect(changed?.created).toBe(made?.created)
      expect(Date.parse(changed?.lastModified ?? '')).toBeGreaterThan(Date.parse(made?.lastModified ?? ''))
    })

    it('leaves no trace of a first transaction of a tenant that fails', async () => {
      const failing = at.store.transact(OTHER, async (tx) => {
        await tx.create('User', userOf('ada'))
        throw new Error('veto')
      })
      await expect(failing).rejects.toThrow('veto')
      await at.store.transact('third', (tx) => tx.create('User', userOf('eve')))
      const query = { resourceType: 'User', startIndex: 1, count: 5 }
      expect((await at.store.read(OTHER).query(query)).totalResults).toBe(0)
      expect((await at.store.read('third').query(query)).totalResults).toBe(1)
    })

    it('lets a transaction go on after a refusal it has caught, without a part of what was refused', async () => {
      await at.user('taken')
      const group = await at.group('staff')
      const made = await at.run(async (tx) => {
        const user = await tx.create('User', userOf('ada', { emails: [{ value: 'a@example.com' }] }))
        await expect(tx.create('User', userOf('TAKEN'))).rejects.toThrow()
        await expect(tx.update('User', user.id, userOf('taken'))).rejects.toThrow()
        await expect(tx.addMembers(group.id, [user.id, 'nobody'])).rejects.toThrow()
        return user
      })
      expect(await at.store.read(ACME).get('User', made.id)).toEqual(made)
      expect(await at.store.read(ACME).isMember(group.id, made.id)).toBe(false)
      expect(await names()).toEqual(['taken', 'ada'])
    })

    it('reads its own writes by get, query and isMember', async () => {
      const byName = (value: string): Filter => ({
        kind: 'compare',
        operator: 'eq',
        path: { attribute: 'userName' },
        value,
      })
      await at.run(async (tx) => {
        const find = (name: string): Promise<QueryResult> =>
          tx.query({ resourceType: 'User', filter: byName(name), startIndex: 1, count: 5 })
        const user = await tx.create('User', userOf('ada'))
        expect(await tx.get('User', user.id)).toEqual(user)
        expect((await find('ADA')).totalResults).toBe(1)
        await tx.update('User', user.id, userOf('eve'))
        expect((await find('ada')).totalResults).toBe(0)
        const group = await tx.create('Group', groupOf('staff'))
        await tx.addMembers(group.id, [user.id])
        expect(await tx.isMember(group.id, user.id)).toBe(true)
        await tx.delete('User', user.id)
        expect((await find('eve')).totalResults).toBe(0)
        expect((await tx.query({ resourceType: 'User', startIndex: 1, count: 0 })).totalResults).toBe(0)
      })
    })

    it('shows readers outside committed state only', async () => {
      const seen: (string | undefined)[] = []
      let reads: Promise<void>[] = []
      const look = async (id: string): Promise<void> => {
        const user = await at.store.read(ACME).get('User', id)
        seen.push(user?.attributes.title?.toString())
      }
      const { id } = await at.user('ada', { title: 'before' })
      await expect(
        at.run(async (tx) => {
          await tx.update('User', id, userOf('ada', { title: 'never' }))
          reads = [look(id), look(id)]
          await tx.get('User', id)
          throw new Error('veto')
        }),
      ).rejects.toThrow('veto')
      await Promise.all(reads)
      expect(seen).toEqual(['before', 'before'])
    })

    it('shows a write to every read that starts after its answer', async () => {
      for (let n = 0; n < 20; n++) {
        const { id } = await at.user(`user${n}`)
        expect(await at.store.read(ACME).get('User', id)).toBeDefined()
      }
    })

    it('runs concurrent transactions one after another, each seeing the ones before', async () => {
      const { id } = await at.user('ada', { title: '0' })
      const increment = async (tx: ResourceTransaction): Promise<void> => {
        const title = (await tx.get('User', id))?.attributes.title
        await tx.update('User', id, userOf('ada', { title: String(Number(title) + 1) }))
      }
      await Promise.all(Array.from({ length: 300 }, () => at.run(increment)))
      expect(await at.store.read(ACME).get('User', id)).toMatchObject({ version: 301, attributes: { title: '300' } })
    })

    it('refuses the use of a transaction whose work has settled', async () => {
      let kept: ResourceTransaction | undefined
      await at.run(async (tx) => {
        kept = tx
      })
      await expect(kept?.create('User', userOf('late'))).rejects.toThrow('over')
      await expect(kept?.get('User', 'x')).rejects.toThrow('over')
      expect(await names()).toEqual([])
    })

    it('finishes what is queued on close and refuses what comes later', async () => {
      const writes = Array.from({ length: 200 }, (_, n) => at.user(`user${n}`))
      await at.store.close()
      expect(await Promise.all(writes)).toHaveLength(200)
      await expect(at.user('late')).rejects.toThrow('closed')
      await expect(at.store.read(ACME).get('User', 'x')).rejects.toThrow('closed')
    })
  })
}
