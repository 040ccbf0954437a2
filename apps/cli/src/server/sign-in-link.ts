import { oneTimeLinkSchema, type PrintedLink } from '@scimulator/admin-api'
import { findPerson, teamPath } from './find-person.ts'
import type { RunningServer } from './running-server.ts'

/** Makes a one-time link that signs somebody in to a team. */
export async function makeSignInLink(server: RunningServer, team: string, who: string): Promise<PrintedLink> {
  const { personId, userName, role } = await findPerson(server, team, who)
  const link = await server.send('POST', teamPath(team, 'sign-in-links'), { personId }, oneTimeLinkSchema)
  return { ...link, team, personId, userName, role }
}

/** A time of day in the words of whoever reads it. */
export function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}
