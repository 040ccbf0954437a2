import type { Behaviour, Directory, Person } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { OneLoginUser } from '../app/login.ts'
import { mapRole } from '../behaviours/create-entitlement.ts'
import { provisionUser } from '../behaviours/provision-user.ts'
import { firstFree, MAX_TRIES } from './first-free.ts'

type Newcomer = Pick<Person, 'givenName' | 'familyName'> & { readonly localPart: string; readonly hasJob: boolean }

const FULL: Newcomer = { localPart: 'newcomer-full', givenName: 'Robin', familyName: 'Newcomer', hasJob: true }
const BLANKS: Newcomer = { localPart: 'newcomer-blanks', givenName: 'Sam', familyName: 'Newcomer', hasJob: false }
const INTERNATIONAL: Newcomer = {
  localPart: 'newcomer-international',
  givenName: 'Zoë',
  familyName: "Ó Dálaigh-O'Ñandú",
  hasJob: true,
}

/**
 * A new role, and people who join while the app is in use, so that a target which already holds the whole directory
 * still meets creates. What OneLogin knows gives the names: the groups of its last refresh, and its look-ups. Where a
 * look-up hits, OneLogin links that account as it always does, and the next number joins.
 *
 * Returns the number of the first person who was new to the app: earlier runs have used the lower ones.
 */
export function* welcomeNewcomers(app: OneLoginApp, directory: Directory): Behaviour<number> {
  const role = yield* openRole(app, directory)
  const join = (newcomer: Newcomer, from: number): Behaviour<number> =>
    joinAs(app, (number) => personOf(newcomer, number, directory), role, from)
  const number = yield* join(FULL, 1)
  yield* join(BLANKS, number)
  yield* join(INTERNATIONAL, number)
  return number
}

/** Opens a role named after the first of the directory; none where the directory has no roles at all. */
function* openRole(app: OneLoginApp, { groups: [first] }: Directory): Behaviour<string | undefined> {
  if (first === undefined) return undefined
  const nameAt = (number: number): string => `${first.displayName} newcomers${number === 1 ? '' : ` ${number}`}`
  const number = firstFree(nameAt, (name) => app.knowsRole(name))
  if (number === undefined) return undefined
  for (const group of app.setup.groupsOfRoles([nameAt(number)])) {
    yield* mapRole(app, group, 'post-group', 'new role mapped by a rule')
  }
  return nameAt(number)
}

function* joinAs(
  app: OneLoginApp,
  personOf: (number: number) => OneLoginUser,
  role: string | undefined,
  from: number,
): Behaviour<number> {
  for (let number = from; number < from + MAX_TRIES; number++) {
    const user = personOf(number)
    if (app.knowsUserName(app.userNameOf(user))) continue
    const login = app.loginOf(user)
    login.roles = role === undefined ? [] : [role]
    if ((yield* provisionUser(app, login, 'new person, app given by a role')) !== 'linked') return number
  }
  return from
}

function personOf({ localPart, givenName, familyName, hasJob }: Newcomer, number: number, company: Directory): Person {
  const someone = company.people.find(({ email }) => email.includes('@'))
  const name = `${localPart}-${number}`
  const email = `${name}@${someone?.email.split('@').at(-1) ?? 'example.com'}`
  const userName = someone === undefined || someone.userName.includes('@') ? email : name
  const manager = company.people.find(({ active }) => active)?.id
  return {
    id: userName,
    userName,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    email,
    ...(hasJob ? { title: 'Engineer', department: 'Engineering' } : {}),
    ...(hasJob && manager !== undefined ? { manager } : {}),
    active: true,
  }
}
