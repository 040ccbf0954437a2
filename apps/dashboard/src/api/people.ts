import { type TeamUser, teamUserSchema } from '@scimulator/admin-api'
import { z } from 'zod'
import { getJson, withQuery } from './client.ts'

/** People per page. */
export const PEOPLE_PER_PAGE = 100
/** People one request may ask for. */
const READ_AT_ONCE = 200
/** People looked through for a state. */
export const LOOKED_THROUGH = 2000

/** What a list of people is narrowed to. */
export interface PeopleFilter {
  q?: string | undefined
  active?: boolean | undefined
  page: number
}

/** A page of people. `cut` when more people were there than were looked through. */
export interface PeoplePage {
  totalResults: number
  users: TeamUser[]
  cut: boolean
}

const usersSchema = z.object({ totalResults: z.number().int(), users: z.array(teamUserSchema) })

/** Reads a page of a team's people. The API finds people by text; their state is told apart here. */
export async function readPeople(team: string, filter: PeopleFilter, signal: AbortSignal): Promise<PeoplePage> {
  const read = async (startIndex: number, count: number): Promise<z.infer<typeof usersSchema>> => {
    const path = `/api/teams/${encodeURIComponent(team)}/users`
    return getJson(withQuery(path, { startIndex, count, q: filter.q }), usersSchema, signal)
  }
  const first = (filter.page - 1) * PEOPLE_PER_PAGE
  if (filter.active === undefined) return { ...(await read(first + 1, PEOPLE_PER_PAGE)), cut: false }
  const { users, cut } = await readAll(read)
  const found = users.filter((user) => user.active === filter.active)
  return { totalResults: found.length, users: found.slice(first, first + PEOPLE_PER_PAGE), cut }
}

async function readAll(
  read: (startIndex: number, count: number) => Promise<z.infer<typeof usersSchema>>,
): Promise<{ users: TeamUser[]; cut: boolean }> {
  const users: TeamUser[] = []
  while (users.length < LOOKED_THROUGH) {
    const page = await read(users.length + 1, READ_AT_ONCE)
    users.push(...page.users)
    if (page.users.length === 0 || users.length >= page.totalResults) return { users, cut: false }
  }
  return { users, cut: true }
}
