import { changedPerson, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { removeApp } from '../behaviours/remove-app.ts'
import { lockUser, suspendUser } from '../behaviours/suspend-user.ts'
import { documented, guided, inferred } from '../evidence/sources.ts'
import { assignTo } from '../follow/join.ts'
import { letGo } from '../follow/leave.ts'
import { reactTo } from '../follow/react.ts'
import { eventText } from '../messages/events.ts'
import { type Act, named } from './order.ts'

/** Users, and a user's own pages. */
export const USER_ACTS: readonly Act[] = [
  {
    id: 'assign',
    label: 'User > Applications > Assign new login > Continue > Save',
    summary: 'The person gets the app: a task Create user.',
    evidence: guided('V3'),
    needs: ['person'],
    change: ({ person }, directory) => withPerson(directory, { ...named(person), active: true }),
    play: (app, { person }) => assignTo(app, { ...named(person), active: true }, 'app given'),
  },
  {
    id: 'unassign',
    label: 'User > Applications > Delete login',
    summary: 'The person loses the app: the first drop-down.',
    evidence: guided('V3'),
    needs: ['person'],
    change: ({ person }, directory) => withPerson(directory, { ...named(person), active: false }),
    play: (app, { person }) => removeApp(app, app.loginOf(named(person)), 'app access removed'),
  },
  {
    id: 'edit',
    label: 'User > User Info > Save User',
    summary: 'A change of an attribute the template shows is a task Update user.',
    evidence: documented('O2'),
    needs: ['person', 'changes'],
    change: ({ person, changes = {} }, directory) => withPerson(directory, changedPerson(named(person), changes)),
    play: (app, _order, { before, after }) => reactTo(app, before, after, 'edited'),
  },
  {
    id: 'suspend',
    label: 'User > More Actions > Suspend User',
    summary: 'Status Suspended: the second drop-down.',
    evidence: guided('V3'),
    needs: ['person'],
    change: ({ person }, directory) => withPerson(directory, { ...named(person), active: false }),
    play: (app, { person }) => suspendUser(app, app.loginOf(named(person)), `status Suspended (${eventText(21)})`),
  },
  {
    id: 'activate',
    label: 'User > More Actions > Activate User',
    summary: 'Status Active again: look-up and PUT with active true.',
    evidence: inferred('event 32 exists', 'C7'),
    needs: ['person'],
    change: ({ person }, directory) => withPerson(directory, { ...named(person), active: true }),
    play: (app, { person }) =>
      assignTo(app, { ...named(person), active: true }, `status Active again (${eventText(32)})`),
  },
  {
    id: 'lock',
    label: 'User > More Actions > Lock User',
    summary: 'Status Locked: no drop-down speaks of it, nothing is sent.',
    evidence: inferred('only Suspended is tied to an action', 'C7'),
    needs: ['person'],
    play: (app, { person }) => lockUser(app, app.loginOf(named(person))),
  },
  {
    id: 'deleteUser',
    label: 'User > More Actions > Delete',
    summary: 'The person is deleted in OneLogin: the first drop-down.',
    evidence: guided('V3'),
    needs: ['person'],
    change: ({ person }, directory) => withoutPerson(directory, named(person).id),
    play: (app, { person }) => letGo(app, { before: named(person), after: undefined }),
  },
]
