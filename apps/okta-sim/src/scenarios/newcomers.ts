import type { Behaviour, Person } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { firstFree } from '../app/free-names.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { unassignUser } from '../behaviours/deactivate.ts'

/** Logins tried for one newcomer. */
const ATTEMPTS = 3

/**
 * Two people join the company, one with enterprise attributes and one without, under logins nobody has: a target that
 * knows everybody else still sees accounts made. Where a check finds an account that no import showed, Okta links it,
 * and one more person joins.
 */
export function* hireNewcomers(app: OktaApp): Behaviour<Person[]> {
  const colleague = app.context.directory.people.find((person) => userOf(app, person).status === 'assigned')
  if (colleague === undefined) return []
  const job = { title: 'Consultant', department: colleague.department ?? 'Projects', manager: colleague.id }
  return [...(yield* hire(app, colleague, {})), ...(yield* hire(app, colleague, job))]
}

/** The newcomers leave again: their accounts stay, inactive. */
export function* dismissNewcomers(app: OktaApp, people: readonly Person[]): Behaviour<void> {
  for (const person of people) yield* unassignUser(app, person, 'Left the company')
}

function* hire(app: OktaApp, colleague: Person, job: Partial<Person>): Behaviour<Person[]> {
  const hired: Person[] = []
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const person = { ...newcomer(app, colleague), ...job }
    const existed = yield* assignUser(app, person, 'Joined the company')
    hired.push(person)
    if (!existed) break
  }
  return hired
}

/** A person with a login in the colleague's domain. */
function newcomer(app: OktaApp, colleague: Person): Person {
  const login = (number: number) => withLocalPart(colleague.userName, `newcomer.${number}`)
  const { name: userName, number } = firstFree(app, 'userName', login)
  return {
    id: userName.toLowerCase(),
    userName,
    givenName: 'Robin',
    familyName: `Newcomer ${number}`,
    displayName: `Robin Newcomer ${number}`,
    email: withLocalPart(colleague.email, `newcomer.${number}`),
    active: true,
  }
}

function withLocalPart(address: string, localPart: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? localPart : localPart + address.slice(at)
}
