import type { TeamUser } from '@scimulator/admin-api'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { LOOKED_THROUGH, PEOPLE_PER_PAGE, readPeople } from './people.ts'

function people(count: number): TeamUser[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `u${at}`,
    userName: `u${at}`,
    displayName: null,
    email: null,
    title: null,
    department: null,
    externalId: null,
    active: at % 3 !== 0,
    groups: [],
    lastModified: '2026-11-25T09:00:00Z',
  }))
}

/** Answers like the API, over a list of people; gives the addresses that were asked. */
function answerWith(all: TeamUser[]): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const query = new URL(path, 'http://localhost').searchParams
    const start = Number(query.get('startIndex')) - 1
    const users = all.slice(start, start + Number(query.get('count')))
    return Promise.resolve(new Response(JSON.stringify({ totalResults: all.length, users })))
  })
  return asked
}

const { signal } = new AbortController()

describe('readPeople', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('asks for one page when every state is wanted', async () => {
    const asked = answerWith(people(250))
    const page = await readPeople('a/b', { page: 3, q: 'ada' }, signal)
    expect(page).toMatchObject({ totalResults: 250, cut: false })
    expect(page.users).toHaveLength(50)
    expect(asked).toEqual([`/api/teams/a%2Fb/users?startIndex=201&count=${PEOPLE_PER_PAGE}&q=ada`])
  })

  it('finds every person of a state, whatever page of the API they are on', async () => {
    answerWith(people(450))
    const page = await readPeople('acme', { page: 2, active: false }, signal)
    expect(page).toMatchObject({ totalResults: 150, cut: false })
    expect(page.users.map((user) => user.id)).toEqual(
      people(450)
        .filter((user) => !user.active)
        .slice(100)
        .map((user) => user.id),
    )
  })

  it('says when a team is too large to look through', async () => {
    answerWith(people(LOOKED_THROUGH + 1))
    expect((await readPeople('acme', { page: 1, active: true }, signal)).cut).toBe(true)
  })
})
