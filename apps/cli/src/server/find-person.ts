import { type Member, memberPageSchema, memberSchema } from '@scimulator/admin-api'
import { Refused, type RunningServer } from './running-server.ts'

/** Finds somebody of a team by userName or id. @throws Error with one clear line when there is nobody, or more than one. */
export async function findPerson(server: RunningServer, team: string, who: string): Promise<Member> {
  return (await findById(server, team, who)) ?? (await findByUserName(server, team, who))
}

/** The path of a team's part of the API. */
export function teamPath(team: string, ...parts: readonly string[]): string {
  return ['/api/teams', ...[team, ...parts].map(encodeURIComponent)].join('/')
}

async function findById(server: RunningServer, team: string, id: string): Promise<Member | undefined> {
  try {
    return await server.get(teamPath(team, 'members', id), memberSchema)
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined
    throw error
  }
}

async function findByUserName(server: RunningServer, team: string, userName: string): Promise<Member> {
  const query = new URLSearchParams({ q: userName.slice(0, 200), count: '200' })
  const { members } = await server.get(`${teamPath(team, 'members')}?${query}`, memberPageSchema)
  const named = members.filter((member) => fold(member.userName) === fold(userName))
  const known = named.filter(({ scimId }) => scimId !== null)
  const [first, ...more] = known.length > 0 ? known : named
  if (first === undefined) throw new Refused(404, `There is nobody called "${userName}" in the team ${team}.`)
  if (more.length === 0) return first
  const ids = named.map(({ personId }) => personId).join(', ')
  throw new Refused(409, `Several people of the team ${team} are called "${userName}": name one by id (${ids}).`)
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
