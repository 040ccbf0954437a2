import { expect, test } from 'vitest'
import { ACME, type CreateEngine, GLOBEX, memberOf, open } from './fixture.ts'

const INVITED = { state: 'invited', scimId: null } as const
const DETACHED = { state: 'inactive', scimId: null, deactivatedAt: 30 } as const

/** What every engine does with persons and memberships. */
export function describePeople(create: CreateEngine): void {
  test('a membership is read as it was written, by person and by User, in its own team', async () => {
    const { read, write, join } = await open(create)
    const ann = await join('ann', { displayName: 'Ann "O’Hara" \u{1f600}', email: null })
    expect(await read.membership(ACME, 'ann')).toEqual(ann)
    expect(await read.membershipOfUser(ACME, 'scim-ann')).toEqual(ann)
    expect(await read.membership(GLOBEX, 'ann')).toBeUndefined()
    expect(await read.membershipOfUser(GLOBEX, 'scim-ann')).toBeUndefined()
    const changed = memberOf('ann', {
      ...DETACHED,
      role: 'admin',
      userName: 'x',
      email: 'e',
      lastSignInAt: 5,
      changedAt: 6,
    })
    await write((records) => records.putMembership(changed))
    expect(await read.membership(ACME, 'ann')).toEqual(changed)
    expect(await read.membershipOfUser(ACME, 'scim-ann')).toBeUndefined()
  })

  test('somebody active has a User, somebody invited has none, and no two memberships have the same one', async () => {
    const { join } = await open(create)
    await join('ann')
    await expect(join('bob', { scimId: null })).rejects.toThrow()
    await expect(join('bob', { state: 'invited' })).rejects.toThrow()
    await expect(join('bob', { scimId: 'scim-ann' })).rejects.toThrow()
    await expect(join('ann', { teamId: ACME })).rejects.toThrow()
    await join('bob', { scimId: 'scim-ann', teamId: GLOBEX })
  })

  test('namesakes of a team: first the one with a User, then the last changed', async () => {
    const { read, join } = await open(create)
    const userName = 'ÄNN@x.example'
    await join('old', { ...DETACHED, userName, changedAt: 1 })
    await join('new', { ...DETACHED, userName, changedAt: 2 })
    await join('now', { userName, changedAt: 0 })
    await join('there', { userName, teamId: GLOBEX })
    const named = await read.membershipsNamed(ACME, 'änn@x.example')
    expect(named.map(({ personId }) => personId)).toEqual(['now', 'new', 'old'])
    expect(await read.membershipsNamed(ACME, 'ÄNN@x.example')).toEqual([])
  })

  test('namesakes of all teams: first those with a User, then the longest there', async () => {
    const { read, join } = await open(create)
    const there = { teamId: GLOBEX, userName: 'Ann' } as const
    await join('left', { ...DETACHED, ...there, joinedAt: 1 })
    await join('late', { ...there, joinedAt: 9 })
    await join('early', { ...there, teamId: 'team-third', joinedAt: 8 })
    await join('here', { userName: 'aNN', joinedAt: 10 })
    await join('other')
    const named = await read.namesakes('ann')
    expect(named.map(({ personId }) => personId)).toEqual(['early', 'late', 'here', 'left'])
    expect(await read.namesakes('Ann')).toEqual([])
  })

  test('somebody inactive is found by userName or address, whoever is active, invited or of another team is not', async () => {
    const { read, join } = await open(create)
    await join('ann', { state: 'inactive', userName: 'Ann', email: 'Mail@x.example' })
    await join('gone', { ...DETACHED, userName: 'gone' })
    await join('bob', { userName: 'bob', email: 'bob@x.example' })
    await join('inge', { ...INVITED, userName: 'inge' })
    await join('there', { teamId: GLOBEX, state: 'inactive', userName: 'there' })
    for (const key of ['ann', 'mail@x.example', 'gone']) expect(await read.hasInactive(ACME, ['x', key])).toBe(true)
    expect(await read.hasInactive(ACME, ['Ann', 'bob', 'bob@x.example', 'inge', 'there'])).toBe(false)
    expect(await read.hasInactive(ACME, [])).toBe(false)
  })

  test('invitations are found by address, those of other teams and people who are in are not', async () => {
    const { read, join } = await open(create)
    await join('inge', { ...INVITED, email: 'Inge@x.example' })
    await join('in', { email: 'in@x.example' })
    await join('there', { ...INVITED, teamId: GLOBEX, email: 'there@x.example' })
    const found = await read.invitedTo(ACME, ['nobody', 'inge@x.example', 'in@x.example', 'there@x.example'])
    expect(found.map(({ personId }) => personId)).toEqual(['inge'])
    expect(await read.invitedTo(ACME, [])).toEqual([])
  })

  test('the counts follow every change of state and User, and undone work leaves them alone', async () => {
    const { read, write, join } = await open(create)
    const counts = async () => {
      const { active, withUser } = await read.counts(ACME)
      return [active, withUser]
    }
    expect(await read.counts(ACME)).toEqual({ active: 0, withUser: 0, spaces: 0, openSpaces: 0 })
    await join('ann')
    await join('bob', { state: 'inactive' })
    await join('inge', INVITED)
    await join('there', { teamId: GLOBEX })
    expect(await counts()).toEqual([1, 2])
    await write((records) => records.putMembership(memberOf('inge')))
    expect(await counts()).toEqual([2, 3])
    await write((records) => records.putMembership(memberOf('ann', DETACHED)))
    expect(await counts()).toEqual([1, 2])
    const undone = write(async (records) => {
      await records.putMembership(memberOf('bob'))
      expect((await records.counts(ACME)).active).toBe(2)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await counts()).toEqual([1, 2])
    await write((records) => records.removeMembership(ACME, 'inge'))
    expect(await counts()).toEqual([0, 1])
  })

  test('another owner is one who is active, in the same team, and somebody else', async () => {
    const { read, join } = await open(create)
    await join('olive', { role: 'owner' })
    await join('left', { role: 'owner', state: 'inactive' })
    await join('asked', { ...INVITED, role: 'owner' })
    await join('there', { role: 'owner', teamId: GLOBEX })
    await join('adam', { role: 'admin' })
    expect(await read.hasOtherOwner(ACME, 'olive')).toBe(false)
    expect(await read.hasOtherOwner(ACME, 'adam')).toBe(true)
  })

  test('members are listed by folded display name, filtered, page by page, a search text taken literally', async () => {
    const { read, join } = await open(create)
    await join('p1', { displayName: 'bob', userName: 'A%B', email: null })
    await join('p2', { displayName: 'Ann', role: 'admin' })
    await join('p3', { displayName: 'ANN', state: 'inactive' })
    await join('there', { teamId: GLOBEX })
    const list = async (query: object) => {
      const found = await read.members(ACME, { startIndex: 1, count: 10, ...query })
      return [found.totalResults, ...found.members.map(({ personId }) => personId)]
    }
    expect(await list({})).toEqual([3, 'p2', 'p3', 'p1'])
    expect(await list({ startIndex: 2, count: 1 })).toEqual([3, 'p3'])
    expect(await list({ count: 0 })).toEqual([3])
    expect(await list({ state: 'active' })).toEqual([2, 'p2', 'p1'])
    expect(await list({ state: 'active', role: 'admin' })).toEqual([1, 'p2'])
    expect(await list({ q: 'ann' })).toEqual([2, 'p2', 'p3'])
    expect(await list({ q: 'p3@mail' })).toEqual([1, 'p3'])
    expect(await list({ q: '%' })).toEqual([1, 'p1'])
    expect(await list({ q: '_' })).toEqual([0])
  })

  test('removing a membership takes its sessions, links, shares and places along, and leaves its documents to nobody', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await join('bob')
    const space = { teamId: ACME, id: 's', name: 'S', kind: 'invite-only', changedAt: 1 } as const
    const document = {
      teamId: ACME,
      id: 'd',
      spaceId: 's',
      title: 'T',
      body: '',
      ownerId: 'ann',
      createdAt: 1,
      changedAt: 1,
    }
    await write(async (records) => {
      await records.addSpace(space)
      await records.addDocument(document)
      await records.addDocument({ ...document, id: 'e', ownerId: 'bob' })
      for (const person of ['ann', 'bob']) {
        await records.setInSpace(ACME, 's', person, true)
        await records.setShared(ACME, 'e', person, true)
      }
      const session = {
        id: '1',
        teamId: ACME,
        personId: 'ann',
        by: 'saml',
        client: '',
        startedAt: 1,
        lastSeenAt: 1,
        endsAt: 9,
      } as const
      await records.addSession(Buffer.from('s'), session)
      await records.addLink(Buffer.from('l'), { teamId: ACME, personId: 'ann', kind: 'sign-in', expiresAt: 9 })
    })
    expect(await read.member(ACME, 'ann')).toMatchObject({ spacesIn: 1, closedSpacesIn: 1, documents: 1 })
    await write((records) => records.removeMembership(ACME, 'ann'))
    expect(await read.member(ACME, 'ann')).toBeUndefined()
    expect(await read.document(ACME, 'bob', 'd')).toMatchObject({ ownerId: null, ownerName: null, ownerState: null })
    expect(await read.peopleInSpaces(ACME)).toEqual([{ at: 's', personId: 'bob', displayName: 'bob' }])
    expect(await read.shares(ACME)).toEqual([{ at: 'e', personId: 'bob', displayName: 'bob' }])
    expect(await read.sessions(ACME, 'ann')).toEqual([])
    expect(await write((records) => records.takeLink(ACME, Buffer.from('l')))).toBeUndefined()
  })

  test('a person is removed only once no team knows them', async () => {
    const { write, join } = await open(create)
    await join('ann')
    await write((records) => records.addMembership(memberOf('ann', { teamId: GLOBEX })))
    const remove = async (team: string) =>
      write(async (records) => {
        await records.removeMembership(team, 'ann')
        await records.removePersonIfUnknown('ann')
      })
    await remove(ACME)
    await write((records) => records.addMembership(memberOf('ann')))
    await remove(ACME)
    await remove(GLOBEX)
    await expect(write((records) => records.addMembership(memberOf('ann')))).rejects.toThrow()
  })
}
