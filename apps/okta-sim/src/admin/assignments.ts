import {
  type ActionOrder,
  type Behaviour,
  type Directory,
  notSent,
  type Person,
  together,
  withPerson,
} from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { hasTask, writeLog } from '../app/tasks.ts'
import { assignEarly, unassignEarly } from '../behaviours/assign-early.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { updateUser } from '../behaviours/push-profile.ts'
import { groupSubject } from '../behaviours/subject.ts'
import { groupIn, type OktaAction, type Played, personIn } from './action.ts'

/** What an admin does on the tab Assignments. */
export const assignmentActions: readonly OktaAction[] = [
  {
    id: 'assign',
    label: 'Assign to People',
    summary: 'Existence check, then POST, or link, reactivation and profile push',
    mark: 'captured',
    source: 'S9',
    needs: ['person'],
    edit: ({ person }, directory) => (person ? withPerson(directory, { ...person, active: true }) : directory),
    *play(order) {
      yield* assignUser(order.app, personIn(order))
    },
    unsaved: (order) => assignEarly(order.app, [personIn(order)], 'Assigned to the app'),
  },
  {
    id: 'assignGroup',
    label: 'Assign to Groups',
    summary: 'Assigns every member, each on their own; the group itself is not created',
    mark: 'captured',
    source: 'S9',
    needs: ['group'],
    edit: (order, directory) => setMembers(order, directory, true),
    *play(order) {
      const { app } = order
      writeLog(app, 'group.application_assignment.add', 'SUCCESS', groupIn(order).displayName)
      yield* together(
        membersIn(order).map((person) => assignUser(app, person, 'Assigned through a group')),
        app.knobs.parallelUsers,
      )
    },
    unsaved: (order) => assignEarly(order.app, membersIn(order), 'Assigned through a group'),
    idle: 'The group has no members',
  },
  {
    id: 'unassign',
    label: 'Unassign User',
    summary: 'Ends an assignment: the account is deactivated, never deleted',
    mark: 'captured',
    source: 'S5',
    needs: ['person'],
    edit: ({ person }, directory) => (person ? withPerson(directory, { ...person, active: false }) : directory),
    *play(order) {
      yield* unassignUser(order.app, personIn(order), 'Unassigned from the app')
    },
    unsaved: (order) => unassignEarly(order.app, [personIn(order)], 'Unassigned from the app'),
  },
  {
    id: 'unassignGroup',
    label: 'Unassign Group',
    summary: 'Ends the assignment of every member of a group',
    mark: 'captured',
    source: 'S5',
    needs: ['group'],
    edit: (order, directory) => setMembers(order, directory, false),
    *play(order) {
      const { app } = order
      writeLog(app, 'group.application_assignment.remove', 'SUCCESS', groupIn(order).displayName)
      yield* together(
        membersIn(order).map((person) => unassignUser(app, person, 'Unassigned through a group')),
        app.knobs.parallelUsers,
      )
    },
    unsaved: (order) => unassignEarly(order.app, membersIn(order), 'Unassigned through a group'),
    idle: 'The group has no members',
  },
  {
    id: 'editAssignment',
    label: 'Edit User Assignment',
    summary: 'Changes values of the assignment: a profile push',
    mark: 'vendor-docs',
    source: 'S22',
    needs: ['person', 'changes'],
    edit: ({ person, changes = {} }, directory) =>
      person ? withPerson(directory, { ...person, ...changes }) : directory,
    *play(order) {
      const { app, changes = {} } = order
      const person = personIn(order)
      const recreates = app.knobs.recreateOnUserName && changes.userName !== undefined
      if (recreates) yield* unassignUser(app, person, 'User assignment edited: another userName', true)
      if (recreates) yield* assignUser(app, person, 'User assignment edited: another userName')
      else yield* updateUser(app, person, 'User assignment edited')
    },
  },
  {
    id: 'provisionUser',
    label: 'Provision User',
    summary: 'Provisions everybody who was assigned and has no account yet',
    mark: 'captured',
    source: 'live',
    *play({ app }) {
      const waiting = app.context.directory.people.filter((person) => person.active && awaitsAccount(app, person))
      yield* together(
        waiting.map((person) => assignUser(app, person, 'Provision User')),
        app.knobs.parallelUsers,
      )
    },
    idle: 'Nobody is assigned without an account: nobody was before Provisioning was enabled, and nobody has failed',
  },
  {
    id: 'convertAssignments',
    label: 'Convert assignments',
    summary: 'Turns a group assignment into individual ones: nothing is sent',
    mark: 'inferred',
    source: 'S22',
    needs: ['group'],
    *play(order) {
      const reason = 'Only Okta’s own record of the assignment changes'
      yield* notSent(groupSubject(groupIn(order)), 'verify', reason, 'Convert assignments')
    },
  },
  {
    id: 'forceSync',
    label: 'Force Sync',
    summary: 'Pushes the profile of everybody with an account; who never got one is left alone',
    mark: 'captured',
    source: 'live',
    *play({ app }) {
      yield* forceSync(app)
    },
    idle: 'Nobody has an account in the app',
  },
]

/** Assigned before the integration was saved, or in vain since. */
function awaitsAccount(app: OktaApp, person: Person): boolean {
  return userOf(app, person).pending !== 'no' || hasTask(app, 'provision', person.id)
}

function* forceSync(app: OktaApp): Behaviour<void> {
  const { label } = app.integration
  writeLog(app, 'app.app_instance.provision_sync_job.started', 'SUCCESS', label)
  const provisioned = app.context.directory.people.filter((person) => {
    const { status, scimId } = userOf(app, person)
    return status === 'assigned' && scimId !== null
  })
  yield* together(
    provisioned.map((person) => updateUser(app, person, 'Force Sync')),
    app.knobs.parallelUsers,
  )
  writeLog(app, 'app.app_instance.provision_sync_job.completed', 'SUCCESS', label)
}

function setMembers(order: ActionOrder, directory: Directory, active: boolean): Directory {
  const members = new Set(order.group?.members)
  return {
    ...directory,
    people: directory.people.map((person) => (members.has(person.id) ? { ...person, active } : person)),
  }
}

function membersIn(order: Played): Person[] {
  const members = new Set(groupIn(order).members)
  return order.app.context.directory.people.filter(({ id }) => members.has(id))
}
