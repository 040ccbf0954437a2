import { expect, test } from 'vitest'
import { ACME, type CreateEngine, GLOBEX, open } from './fixture.ts'

const SPACE = { teamId: ACME, id: 's', name: 'Hall', kind: 'open', changedAt: 1 } as const
const DOCUMENT = {
  teamId: ACME,
  id: 'd',
  spaceId: 's',
  title: 'T',
  body: 'B',
  ownerId: 'ann',
  createdAt: 1,
  changedAt: 2,
}

/** What every engine does with spaces and documents. */
export function describeSpaces(create: CreateEngine): void {
  test('spaces are read by folded name, as each viewer stands to them, and counted', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await write(async (records) => {
      await records.addSpace({ ...SPACE, id: 'b', name: 'beta' })
      await records.addSpace({ ...SPACE, id: 'a', name: 'Alpha', kind: 'invite-only' })
      expect(await records.setInSpace(ACME, 'a', 'ann', true)).toBe(true)
      expect(await records.setInSpace(ACME, 'a', 'ann', true)).toBe(false)
      await records.addDocument({ ...DOCUMENT, spaceId: 'a' })
    })
    const alpha = { teamId: ACME, id: 'a', name: 'Alpha', kind: 'invite-only', changedAt: 1, isIn: true, documents: 1 }
    expect(await read.space(ACME, 'ann', 'a')).toEqual(alpha)
    expect(await read.spaces(ACME, 'nobody')).toMatchObject([
      { ...alpha, isIn: false },
      { id: 'b', isIn: false, documents: 0 },
    ])
    expect(await read.spaces(GLOBEX, 'ann')).toEqual([])
    expect(await read.space(GLOBEX, 'ann', 'a')).toBeUndefined()
    expect(await read.counts(ACME)).toMatchObject({ spaces: 2, openSpaces: 1 })
    expect(await read.member(ACME, 'ann')).toMatchObject({ spacesIn: 1, closedSpacesIn: 1 })
    await write((records) => records.putSpace({ ...SPACE, id: 'a', name: 'Zeta', changedAt: 5 }))
    expect(await read.space(ACME, 'ann', 'a')).toMatchObject({ name: 'Zeta', kind: 'open', changedAt: 5, isIn: true })
    expect(await read.member(ACME, 'ann')).toMatchObject({ spacesIn: 1, closedSpacesIn: 0 })
    expect(await write((records) => records.setInSpace(ACME, 'a', 'ann', false))).toBe(true)
    expect(await write((records) => records.setInSpace(ACME, 'a', 'ann', false))).toBe(false)
  })

  test('documents are read the last changed first, as each viewer stands to them', async () => {
    const { read, write, join } = await open(create)
    await join('ann', { state: 'inactive' })
    await join('bob')
    await write(async (records) => {
      await records.addSpace(SPACE)
      await records.addSpace({ ...SPACE, id: 'other' })
      await records.addDocument(DOCUMENT)
      await records.addDocument({ ...DOCUMENT, id: 'e', spaceId: 'other', changedAt: 3 })
      await records.setInSpace(ACME, 's', 'bob', true)
      expect(await records.setShared(ACME, 'e', 'bob', true)).toBe(true)
      expect(await records.setShared(ACME, 'e', 'bob', true)).toBe(false)
    })
    const view = {
      ...DOCUMENT,
      ownerName: 'ann',
      ownerState: 'inactive',
      spaceKind: 'open',
      isIn: true,
      isShared: false,
    }
    expect(await read.document(ACME, 'bob', 'd')).toEqual(view)
    expect(await read.documents(ACME, 'bob')).toMatchObject([{ id: 'e', isIn: false, isShared: true }, view])
    expect(await read.documents(ACME, 'bob', 's')).toEqual([view])
    expect(await read.documents(GLOBEX, 'bob')).toEqual([])
    expect(await read.document(GLOBEX, 'bob', 'd')).toBeUndefined()
    expect(await read.shares(ACME, 'd')).toEqual([])
    expect(await read.shares(ACME, 'e')).toEqual([{ at: 'e', personId: 'bob', displayName: 'bob' }])
    const changed = { ...DOCUMENT, title: 'U', body: '', ownerId: 'bob', changedAt: 9 }
    await write((records) => records.putDocument(changed))
    expect(await read.document(ACME, 'bob', 'd')).toMatchObject({ ...changed, ownerName: 'bob', ownerState: 'active' })
    expect(await write((records) => records.setShared(ACME, 'e', 'bob', false))).toBe(true)
    expect(await read.shares(ACME)).toEqual([])
  })

  test('nothing lies in a space, or is shared or owned by somebody, of another team', async () => {
    const { write, join } = await open(create)
    await join('ann')
    await join('there', { teamId: GLOBEX })
    await write(async (records) => {
      await records.addSpace(SPACE)
      await records.addDocument(DOCUMENT)
    })
    await expect(write((records) => records.setInSpace(ACME, 's', 'there', true))).rejects.toThrow()
    await expect(write((records) => records.setShared(ACME, 'd', 'there', true))).rejects.toThrow()
    await expect(write((records) => records.putDocument({ ...DOCUMENT, ownerId: 'there' }))).rejects.toThrow()
    await expect(write((records) => records.addDocument({ ...DOCUMENT, id: 'x', teamId: GLOBEX }))).rejects.toThrow()
  })
}
