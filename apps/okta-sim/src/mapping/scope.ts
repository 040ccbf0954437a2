import type { Directory, Person } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { Value } from '../expression/ast.ts'
import type { Scope } from '../expression/functions.ts'
import { managerOf } from './manager.ts'

/** What an expression sees of a person, in the directory at hand. */
export function scopeOf(app: OktaApp, person: Person, directory: Directory): Scope {
  const manager = managerOf(directory, person)
  return {
    property: (root, name) => (root === 'user' ? attribute(person, manager, name) : other(app, person, root, name)),
    internal: (name) => (name === 'status' ? statusOf(person) : (app.data.users[person.id]?.oktaId ?? person.id)),
    manager: (name) => (manager === undefined ? null : attribute(manager, managerOf(directory, manager), name)),
    get groups() {
      return directory.groups.filter(({ members }) => members.includes(person.id))
    },
  }
}

/** An attribute of the Okta profile; what the directory does not have was never set. */
function attribute(person: Person, manager: Person | undefined, name: string): Value {
  switch (name) {
    case 'login':
      return person.userName
    case 'firstName':
      return person.givenName
    case 'lastName':
      return person.familyName
    case 'displayName':
      return person.displayName
    case 'email':
      return person.email
    case 'title':
      return person.title ?? null
    case 'department':
      return person.department ?? null
    // Okta's managerId and manager are free text; the manager's login is an inferred, usual choice.
    case 'managerId':
      return manager?.userName ?? null
    case 'manager':
      return manager?.displayName ?? null
    case 'locale':
      return 'en-US'
    default:
      return null
  }
}

function other(app: OktaApp, person: Person, root: string, name: string): Value {
  if (root === 'app') return app.integration.label
  if (root === 'org') return name === 'subDomain' ? 'okta-sim' : 'Simulated org'
  const pushed = app.data.users[person.id]?.pushed ?? {}
  const names: Readonly<Record<string, string>> = {
    userName: 'userName',
    email: 'emails.^[primary==true].value',
    givenName: 'name.givenName',
    familyName: 'name.familyName',
  }
  return pushed[names[name] ?? ''] ?? null
}

function statusOf(person: Person): string {
  return person.active ? 'ACTIVE' : 'DEPROVISIONED'
}
