import { createInterface } from 'node:readline/promises'
import type { Member, PurgeDocument } from '@scimulator/admin-api'
import { findPerson, teamPath } from './find-person.ts'
import type { RunningServer } from './running-server.ts'

/** Erases what a team has of somebody, once that has been confirmed. Undefined: it was not. */
export async function purge(
  server: RunningServer,
  { team, person, yes = false }: { team: string; person: string; yes?: boolean },
): Promise<PurgeDocument | undefined> {
  const member = await findPerson(server, team, person)
  if (!yes && !(await isConfirmed(member, team))) return undefined
  await server.change('POST', teamPath(team, 'support', 'purge'), { personId: member.personId })
  return { team, purged: member.personId }
}

async function isConfirmed({ userName, displayName, state }: Member, team: string): Promise<boolean> {
  process.stderr.write(
    `This erases what the team ${team} has of ${displayName} (${userName}, ${state}), for good, and what its runs tell of them. Documents stay, as nobody's. In a large team it takes seconds, in which the server answers nobody.\n`,
  )
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // Without anybody to type, the input ends.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const typed = await Promise.race([terminal.question('Type the user name to go on: '), ended])
  terminal.close()
  return typed.trim() === userName
}
