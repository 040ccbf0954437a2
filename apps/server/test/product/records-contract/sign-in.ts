import { expect, test } from 'vitest'
import type { SessionRecord } from '../../../src/product/records/sign-in.ts'
import { ACME, type CreateEngine, GLOBEX, memberOf, open } from './fixture.ts'

const digest = (text: string): Buffer => Buffer.from(text)

function sessionOf(id: string, more: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id,
    teamId: ACME,
    personId: 'ann',
    by: 'saml',
    client: 'Browser',
    startedAt: 1,
    lastSeenAt: 1,
    endsAt: 100,
    ...more,
  }
}

/** What every engine does with sessions and links. */
export function describeSignIn(create: CreateEngine): void {
  test('a session is found by its digest while its person is active in the team', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await write((records) => records.addSession(digest('a'), sessionOf('1')))
    expect(await read.session(digest('a'))).toEqual({ ...sessionOf('1'), isDue: false })
    expect(await read.session(digest('b'))).toBeUndefined()
    await write((records) => records.putMembership(memberOf('ann', { state: 'inactive' })))
    expect(await read.session(digest('a'))).toBeUndefined()
  })

  test('a session that is due gets another digest once, and the one before is good for a while', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await join('bob')
    await write(async (records) => {
      await records.addSession(digest('a'), sessionOf('1'))
      await records.addSession(digest('b'), sessionOf('2', { personId: 'bob' }))
      await records.makeSessionsDue(ACME, 'ann')
    })
    expect([(await read.session(digest('a')))?.isDue, (await read.session(digest('b')))?.isDue]).toEqual([true, false])
    const renew = (from: string, to: string) => write((records) => records.renewSession(digest(from), digest(to), 50))
    const renewed = [await renew('a', 'c'), await renew('a', 'd'), await renew('c', 'd'), await renew('b', 'd')]
    expect(renewed).toEqual([true, false, false, false])
    expect(await read.session(digest('c'))).toEqual({ ...sessionOf('1'), isDue: false })
    expect(await read.session(digest('a'))).toBeUndefined()
    expect(await read.renewedSession(digest('a'), 49)).toEqual(sessionOf('1'))
    expect(await read.renewedSession(digest('a'), 50)).toBeUndefined()
    expect(await read.sessions(ACME, 'ann')).toEqual([sessionOf('1')])
    await write((records) => records.putMembership(memberOf('ann', { state: 'inactive' })))
    expect(await read.renewedSession(digest('a'), 49)).toBeUndefined()
  })

  test('sessions are listed the last seen first, and ended one by one or all of a person', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await join('bob')
    await write(async (records) => {
      for (const id of ['1', '2', '3']) await records.addSession(digest(id), sessionOf(id))
      await records.addSession(digest('b'), sessionOf('4', { personId: 'bob' }))
      expect(await records.touchSession(digest('2'), 50)).toBe(true)
      expect(await records.touchSession(digest('none'), 50)).toBe(false)
    })
    const ids = async (): Promise<string[]> => (await read.sessions(ACME, 'ann')).map(({ id }) => id)
    expect(await ids()).toEqual(['2', '1', '3'])
    expect(await read.sessions(GLOBEX, 'ann')).toEqual([])
    expect(await write((records) => records.endSessions(ACME, 'ann', '4'))).toBe(0)
    expect(await write((records) => records.endSessions(GLOBEX, 'ann'))).toBe(0)
    expect(await write((records) => records.endSessions(ACME, 'ann', '1'))).toBe(1)
    expect(await ids()).toEqual(['2', '3'])
    expect(await write((records) => records.endSessions(ACME, 'ann'))).toBe(2)
    expect(await read.session(digest('b'))).toMatchObject({ personId: 'bob' })
  })

  test('sessions by a link end all at once, save those of active owners and of other teams', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await join('olive', { role: 'owner' })
    await join('gus', { role: 'owner', state: 'inactive' })
    await join('there', { teamId: GLOBEX })
    await write(async (records) => {
      const by = 'link'
      await records.addSession(digest('ann'), sessionOf('1', { by }))
      await records.addSession(digest('saml'), sessionOf('2'))
      await records.addSession(digest('olive'), sessionOf('3', { by, personId: 'olive' }))
      await records.addSession(digest('gus'), sessionOf('4', { by, personId: 'gus' }))
      await records.addSession(digest('there'), sessionOf('5', { by, teamId: GLOBEX, personId: 'there' }))
      expect(await records.endLinkedSessions(ACME)).toBe(2)
      expect(await records.endLinkedSessions(ACME)).toBe(0)
    })
    const alive = await Promise.all(['ann', 'saml', 'olive', 'there'].map((key) => read.session(digest(key))))
    expect(alive.map((session) => session?.id)).toEqual([undefined, '2', '3', '5'])
    expect(await read.sessions(ACME, 'gus')).toEqual([])
  })

  test('a link is taken once, by its own team, and ended with all of the person', async () => {
    const { write, join } = await open(create)
    await join('ann')
    const link = { teamId: ACME, personId: 'ann', kind: 'invitation', expiresAt: 9 } as const
    await write(async (records) => {
      for (const key of ['a', 'b', 'c']) await records.addLink(digest(key), link)
    })
    const take = (team: string, key: string) => write((records) => records.takeLink(team, digest(key)))
    expect(await take(GLOBEX, 'a')).toBeUndefined()
    const taken = await Promise.all([take(ACME, 'a'), take(ACME, 'a'), take(ACME, 'a')])
    expect(taken.filter((each) => each !== undefined)).toEqual([{ ...link, isEnded: false }])
    expect(await write((records) => records.endLinks(ACME, 'ann'))).toBe(2)
    expect(await write((records) => records.endLinks(ACME, 'ann'))).toBe(0)
    expect(await take(ACME, 'b')).toEqual({ ...link, isEnded: true })
    expect(await take(ACME, 'b')).toBeUndefined()
  })

  test('what is over is dropped, of this team alone', async () => {
    const { read, write, join } = await open(create)
    await join('ann')
    await join('there', { teamId: GLOBEX })
    await write(async (records) => {
      await records.addSession(digest('over'), sessionOf('1', { endsAt: 50 }))
      await records.addSession(digest('alive'), sessionOf('2', { endsAt: 51 }))
      await records.addSession(digest('there'), sessionOf('3', { teamId: GLOBEX, personId: 'there', endsAt: 1 }))
      await records.addLink(digest('l'), { teamId: ACME, personId: 'ann', kind: 'sign-in', expiresAt: 50 })
      await records.dropExpired(ACME, 50)
      expect(await records.takeLink(ACME, digest('l'))).toBeUndefined()
    })
    const alive = await Promise.all(['over', 'alive', 'there'].map((key) => read.session(digest(key))))
    expect(alive.map((session) => session?.id)).toEqual([undefined, '2', '3'])
  })
}
