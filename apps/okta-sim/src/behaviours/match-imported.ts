import type { Person } from '@scimulator/sim-kit'
import { claimAccount, leaveFormer, type OktaApp, userOf } from '../app/app.ts'
import type { ImportRow } from '../app/state.ts'
import { writeLog } from '../app/tasks.ts'
import { appUserName } from '../mapping/values.ts'
import type { ImportedUser } from './imported.ts'

/** Finds the Okta user an imported account belongs to, by the rules of "User Creation & Matching". */
export type Matcher = (user: ImportedUser) => Pick<ImportRow, 'match' | 'person'>

/** A matcher over the people of the directory who have no account yet. */
export function createMatcher(app: OktaApp): Matcher {
  const free = app.context.directory.people.filter((person) => app.data.users[person.id]?.status !== 'assigned')
  const byUserName = indexBy(free, (person) => appUserName(app, person))
  const byEmail = indexBy(free, ({ email }) => email)
  const byName = indexBy(free, ({ givenName, familyName }) => nameKey(givenName, familyName))
  return (user) => {
    const named = byUserName.get(user.userName.toLowerCase())
    const mailed = byEmail.get(user.email.toLowerCase())
    const { matchBy, allowPartialMatches } = app.knobs
    const exact = matchBy === 'userName' ? named : matchBy === 'email' ? mailed : named === mailed ? named : undefined
    if (exact) return { match: 'exact', person: exact.id }
    const partial = allowPartialMatches ? byName.get(nameKey(user.givenName, user.familyName)) : undefined
    return partial ? { match: 'partial', person: partial.id } : { match: 'none', person: null }
  }
}

/** Confirms a row: an existing person gets the account as their assignment; nothing is sent. Whether it could be. */
export function confirmRow(app: OktaApp, id: string, row: ImportRow): boolean {
  row.status = 'confirmed'
  if (row.person === null) return true
  const person = app.context.directory.people.find((candidate) => candidate.id === row.person)
  if (person === undefined || !person.active) return false
  const user = userOf(app, person)
  if (user.status === 'assigned' && user.scimId !== null) return false
  leaveFormer(app, person, id)
  const { userName } = row
  Object.assign(user, { scimId: id, status: 'assigned', pending: 'no', userName, active: true, pushed: {} })
  claimAccount(app, person.id, id)
  app.met.add(id)
  writeLog(app, 'system.import.user_match.confirm', 'SUCCESS', person.userName)
  return true
}

function nameKey(givenName: string, familyName: string): string {
  return `${givenName} ${familyName}`.toLowerCase()
}

/** Only keys that one person has: two candidates are no match (inferred). */
function indexBy(people: readonly Person[], keyOf: (person: Person) => string): Map<string, Person | undefined> {
  const index = new Map<string, Person | undefined>()
  for (const person of people) {
    const key = keyOf(person).toLowerCase()
    if (key.trim() !== '') index.set(key, index.has(key) ? undefined : person)
  }
  return index
}
