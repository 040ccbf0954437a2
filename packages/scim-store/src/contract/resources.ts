import { describe, expect, it } from 'vitest'
import { ACME, type CreateStore, expectRefusal, groupOf, userOf, useStore } from './fixture.ts'

/** Create, read, update, delete, versions. */
export function describeResources(create: CreateStore): void {
  describe('resources', () => {
    const at = useStore(create)

    it('creates a resource with an id, version 1 and equal instants, and reads it back', async () => {
      const attributes = userOf('ada', { name: { familyName: 'Lovelace' }, emails: [{ value: 'ada@example.com' }] })
      const created = await at.run((tx) => tx.create('User', attributes))
      expect(created).toMatchObject({ resourceType: 'User', version: 1, attributes })
      expect(created.created).toMatch(/^2026-01-01T00:00:00\.\d{3}Z$/)
      expect(created.lastModified).toBe(created.created)
      expect(await at.store.read(ACME).get('User', created.id)).toEqual(created)
    })

    it('gives every resource another id', async () => {
      const ids = await Promise.all(Array.from({ length: 50 }, async (_, n) => (await at.user(`user${n}`)).id))
      expect(new Set(ids).size).toBe(50)
    })

    it('lets resources of one transaction know their ids before they are made', async () => {
      const [ada, eve] = await at.run(async (tx) => {
        const ids = [tx.newId(), tx.newId()]
        const [first = '', second = ''] = ids
        await tx.create('User', userOf('ada', { title: second }), { id: first })
        await tx.create('User', userOf('eve', { title: first }), { id: second })
        return ids
      })
      const reader = at.store.read(ACME)
      expect(await reader.get('User', ada ?? '')).toMatchObject({ id: ada, version: 1, attributes: { title: eve } })
      expect(await reader.get('User', eve ?? '')).toMatchObject({ id: eve, version: 1, attributes: { title: ada } })
      expect(ada).not.toBe(eve)
    })

    it('answers an unknown id, and an id of another type, with nothing', async () => {
      const { id } = await at.user('ada')
      expect(await at.store.read(ACME).get('User', 'nobody')).toBeUndefined()
      expect(await at.store.read(ACME).get('Group', id)).toBeUndefined()
    })

    it('refuses a resource type it was not made with', async () => {
      await expect(at.store.read(ACME).get('__proto__', 'x')).rejects.toThrow(TypeError)
      await expect(at.run((tx) => tx.create('Nothing', {}))).rejects.toThrow(TypeError)
    })

    it('replaces all attributes on update and raises version and lastModified', async () => {
      const before = await at.user('ada', { title: 'Countess', displayName: 'Ada' })
      const after = await at.run((tx) => tx.update('User', before.id, userOf('ada', { nickName: 'A' })))
      expect(after).toMatchObject({ id: before.id, version: 2, created: before.created })
      expect(after.attributes).toEqual(userOf('ada', { nickName: 'A' }))
      expect(after.lastModified > before.lastModified).toBe(true)
      expect(await at.store.read(ACME).get('User', before.id)).toEqual(after)
    })

    it('never lets lastModified run backwards', async () => {
      const before = await at.user('ada')
      at.setTime(0)
      const after = await at.run((tx) => tx.update('User', before.id, userOf('ada')))
      expect(after.lastModified).toBe(before.lastModified)
      expect(after.version).toBe(2)
    })

    it('keeps what it was given, whatever the caller does with it afterwards', async () => {
      const attributes = userOf('ada', { name: { givenName: 'Ada' } })
      const { id } = await at.run((tx) => tx.create('User', attributes))
      attributes.userName = 'changed'
      const read = await at.store.read(ACME).get('User', id)
      if (read !== undefined) read.attributes.userName = 'changed as well'
      expect((await at.store.read(ACME).get('User', id))?.attributes).toEqual(
        userOf('ada', { name: { givenName: 'Ada' } }),
      )
    })

    it('deletes a resource, whose id then answers with nothing', async () => {
      const { id } = await at.user('ada')
      await at.run((tx) => tx.delete('User', id))
      expect(await at.store.read(ACME).get('User', id)).toBeUndefined()
      await expectRefusal(
        at.run((tx) => tx.delete('User', id)),
        'notFound',
        id,
      )
      await expectRefusal(
        at.run((tx) => tx.update('User', id, userOf('ada'))),
        'notFound',
        id,
      )
    })

    it('does not update or delete by the wrong type', async () => {
      const { id } = await at.user('ada')
      await expectRefusal(
        at.run((tx) => tx.update('Group', id, groupOf('x'))),
        'notFound',
        id,
      )
      await expectRefusal(
        at.run((tx) => tx.delete('Group', id)),
        'notFound',
        id,
      )
      expect(await at.store.read(ACME).get('User', id)).toBeDefined()
    })

    it('refuses a change that expects another version, and takes one that expects the right one', async () => {
      const { id } = await at.user('ada')
      await at.run((tx) => tx.update('User', id, userOf('ada'), { expectedVersion: 1 }))
      await expectRefusal(
        at.run((tx) => tx.update('User', id, userOf('eve'), { expectedVersion: 1 })),
        'versionMismatch',
        id,
      )
      await expectRefusal(
        at.run((tx) => tx.delete('User', id, { expectedVersion: 1 })),
        'versionMismatch',
        id,
      )
      expect(await at.store.read(ACME).get('User', id)).toMatchObject({ version: 2, attributes: userOf('ada') })
      await at.run((tx) => tx.delete('User', id, { expectedVersion: 2 }))
      expect(await at.store.read(ACME).get('User', id)).toBeUndefined()
    })

    it('lets exactly one of many concurrent updates with the same expected version win', async () => {
      const { id } = await at.user('ada')
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          at.run((tx) => tx.update('User', id, userOf(`ada${n}`), { expectedVersion: 1 })),
        ),
      )
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await at.store.read(ACME).get('User', id)).toMatchObject({ version: 2 })
    })
  })
}
