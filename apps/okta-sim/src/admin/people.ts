import type { StepAction } from '@scimulator/admin-api'
import { type Behaviour, notSent, type Person, UsageError, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { writeLog } from '../app/tasks.ts'
import { assignEarly, unassignEarly, whyUnsaved } from '../behaviours/assign-early.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { updateUser } from '../behaviours/push-profile.ts'
import { userSubject } from '../behaviours/subject.ts'
import { syncPassword } from '../behaviours/sync-password.ts'
import { type OktaAction, personIn } from './action.ts'

/** What an admin does on a person’s page of the Directory. */
export const peopleActions: readonly OktaAction[] = [
  {
    id: 'edit',
    label: 'Edit profile',
    summary: 'Changes a person’s Okta profile: a profile push for who is assigned',
    mark: 'captured',
    source: 'S5',
    needs: ['person', 'changes'],
    edit: ({ person, changes = {} }, directory) =>
      person ? withPerson(directory, edited(person, changes)) : directory,
    *play(order) {
      const { app, changes = {} } = order
      const person = personIn(order)
      const { status, pending } = userOf(app, person)
      // Who is not assigned, or not any more, is not assigned by an edit.
      const assigns = status !== 'assigned' && (changes.active === true || pending === 'tried')
      if (!person.active) yield* unassignUser(app, person, 'Deactivated in Okta')
      else if (assigns) yield* assignUser(app, person, 'Activated in Okta')
      else yield* updateUser(app, person)
    },
    *unsaved(order) {
      const { app, changes = {} } = order
      const person = personIn(order)
      if (!person.active) yield* unassignEarly(app, [person], 'Deactivated in Okta')
      else if (changes.active === true) yield* assignEarly(app, [person], 'Activated in Okta')
      else yield* notSent(userSubject(person), 'update', whyUnsaved(app), 'Okta profile changed')
    },
  },
  statusOnly('suspend', 'Suspend', 'Suspended in Okta', 'deactivate'),
  statusOnly('unsuspend', 'Unsuspend', 'Unsuspended in Okta', 'reactivate'),
  {
    id: 'deactivate',
    label: 'Deactivate',
    summary: 'Deactivates a person in Okta: the assignment goes, and with it the account’s active',
    mark: 'captured',
    source: 'live',
    needs: ['person'],
    edit: ({ person }, directory) => (person ? withPerson(directory, { ...person, active: false }) : directory),
    *play(order) {
      const person = personIn(order)
      writeLog(order.app, 'user.lifecycle.deactivate', 'SUCCESS', person.userName)
      yield* unassignUser(order.app, person, 'Deactivated in Okta')
    },
    unsaved: (order) => unassignEarly(order.app, [personIn(order)], 'Deactivated in Okta'),
  },
  {
    id: 'activate',
    label: 'Activate',
    summary: 'Activates a person in Okta: assigned again by itself only where the assignment comes through a group',
    mark: 'vendor-docs',
    source: 'S14',
    needs: ['person'],
    options: [
      {
        id: 'assignment',
        summary: 'Where the assignment to the app comes from',
        values: ['individual', 'group'],
        default: 'individual',
      },
    ],
    edit: ({ person, options }, directory) =>
      person && options.assignment === 'group' ? withPerson(directory, { ...person, active: true }) : directory,
    *play(order) {
      const person = personIn(order)
      writeLog(order.app, 'user.lifecycle.activate', 'SUCCESS', person.userName)
      if (order.options.assignment === 'group') yield* assignUser(order.app, person, 'Activated in Okta')
      else yield* mustAssignAgain(person)
    },
    unsaved: (order) =>
      order.options.assignment === 'group'
        ? assignEarly(order.app, [personIn(order)], 'Activated in Okta')
        : mustAssignAgain(personIn(order)),
  },
  {
    id: 'delete',
    label: 'Delete',
    summary: 'Deletes a deactivated person in Okta: nothing is sent, the account stays in the app',
    mark: 'vendor-docs',
    source: 'S15',
    needs: ['person'],
    edit: ({ person }, directory) => {
      if (person?.active === true) {
        throw new UsageError(`[okta-sim] ${person.userName} is active: Okta deletes only deactivated people.`)
      }
      return person ? withoutPerson(directory, person.id) : directory
    },
    *play(order) {
      const person = personIn(order)
      writeLog(order.app, 'user.lifecycle.delete.completed', 'SUCCESS', person.userName)
      yield* neverDeleted(order.app, person)
    },
  },
  {
    id: 'changePassword',
    label: 'Reset password',
    summary: 'Gives a person a new Okta password: sent where Sync Password is on',
    mark: 'inferred',
    source: 'S1',
    needs: ['person'],
    *play(order) {
      yield* syncPassword(order.app, personIn(order), 'New Okta password')
    },
  },
]

/** The person with changes; the display name follows the names where nobody gives it, as in Okta’s default. */
function edited(person: Person, changes: Partial<Person>): Person {
  const { givenName = person.givenName, familyName = person.familyName } = changes
  const renamed = changes.givenName !== undefined || changes.familyName !== undefined
  return { ...person, ...(renamed ? { displayName: `${givenName} ${familyName}` } : {}), ...changes }
}

function mustAssignAgain(person: Person): Behaviour<unknown> {
  return notSent(userSubject(person), 'reactivate', 'The admin must assign the app again', 'Activated in Okta')
}

function statusOnly(id: 'suspend' | 'unsuspend', label: string, cause: string, action: StepAction): OktaAction {
  return {
    id,
    label,
    summary: `${cause}: nothing is sent`,
    mark: 'vendor-docs',
    source: 'S1',
    needs: ['person'],
    *play(order) {
      const person = personIn(order)
      writeLog(order.app, `user.lifecycle.${id}`, 'SUCCESS', person.userName)
      yield* notSent(userSubject(person), action, `${cause}: nothing is sent`, label)
    },
  }
}

function* neverDeleted(app: OktaApp, person: Person): Behaviour<void> {
  // Somebody inactive may still be assigned where the directory came from elsewhere.
  if (userOf(app, person).status === 'assigned') yield* unassignUser(app, person, 'Deactivated in Okta')
  yield* notSent(userSubject(person), 'remove', 'Okta never deletes a user in the target app', 'Deleted in Okta')
}
