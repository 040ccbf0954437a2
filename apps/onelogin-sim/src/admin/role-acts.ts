import {
  type ActionOption,
  type ActionOrder,
  type Directory,
  UsageError,
  withGroup,
  withMember,
  withoutGroup,
  withoutMember,
  withPerson,
} from '@scimulator/sim-kit'
import { removeApp } from '../behaviours/remove-app.ts'
import { guided, inferred } from '../evidence/sources.ts'
import { assignTo } from '../follow/join.ts'
import { reactTo } from '../follow/react.ts'
import { eventText } from '../messages/events.ts'
import { type Act, named, optionOf } from './order.ts'

const NEW_NAME: ActionOption = { id: 'name', summary: 'The new name' }

/** Roles, and the tab Access of an app. */
export const ROLE_ACTS: readonly Act[] = [
  {
    id: 'giveRole',
    label: 'User > Applications > Roles > tick',
    summary: 'The person gets a role, and with it the groups its rules map to.',
    evidence: guided('V3'),
    needs: ['person', 'group'],
    change: (order, directory) => withGroup(directory, withMember(named(order.group), named(order.person).id)),
    play: (app, _order, { before, after }) => reactTo(app, before, after),
  },
  {
    id: 'takeRole',
    label: 'User > Applications > Roles > clear',
    summary: 'The person loses a role: a PATCH per group takes them out.',
    evidence: guided('V3'),
    needs: ['person', 'group'],
    change: (order, directory) => withGroup(directory, withoutMember(named(order.group), named(order.person).id)),
    play: (app, _order, { before, after }) => reactTo(app, before, after),
  },
  {
    id: 'giveAppToRole',
    label: 'Access > Roles > tick > Save',
    summary: 'Everybody of the role gets the app.',
    evidence: guided('V3'),
    needs: ['group'],
    change: (order, directory) => withMembers(order, directory, true),
    *play(app, { group }, { after }) {
      for (const person of membersOf(named(group).members, after)) {
        yield* assignTo(app, person, `${eventText(1)}: ${named(group).displayName}`)
      }
    },
  },
  {
    id: 'takeAppFromRole',
    label: 'Access > Roles > clear > Save',
    summary: 'Everybody of the role loses the app: the first drop-down for each.',
    evidence: guided('V3'),
    needs: ['group'],
    change: (order, directory) => withMembers(order, directory, false),
    *play(app, { group }, { before }) {
      for (const person of membersOf(named(group).members, before)) {
        if (app.findLogin(person.id)?.hasApp !== true) continue
        yield* removeApp(app, app.loginOf(person), `${eventText(2)}: ${named(group).displayName}`)
      }
    },
  },
  {
    id: 'push',
    label: 'Users > filter by the role > Apply to all > Reapply Mappings',
    summary: 'An update task for everybody of the role.',
    evidence: guided('V3'),
    needs: ['group'],
    *play(app, { group }, { after }) {
      for (const person of membersOf(named(group).members, after))
        yield* assignTo(app, person, 'Reapply Mappings', true)
    },
  },
  {
    id: 'renameRole',
    label: 'Users > Roles > rename',
    summary: 'A new name is a new group; the old group stays with its members.',
    evidence: inferred('a group is known by its displayName', 'V3', 'C4'),
    needs: ['group'],
    options: [NEW_NAME],
    change(order, directory) {
      const displayName = optionOf(order, NEW_NAME).trim()
      if (displayName === '') throw new UsageError('A role needs a name.')
      return withGroup(directory, { ...named(order.group), displayName })
    },
    play: (app, _order, { before, after }) => reactTo(app, before, after),
  },
  {
    id: 'deleteRole',
    label: 'Users > Roles > Delete',
    summary: 'Nothing is sent: no group is ever deleted.',
    evidence: guided('C4'),
    needs: ['group'],
    change: ({ group }, directory) => withoutGroup(directory, named(group).id),
    play: (app, _order, { before, after }) => reactTo(app, before, after),
  },
]

function withMembers({ group }: ActionOrder, directory: Directory, active: boolean): Directory {
  return membersOf(named(group).members, directory).reduce(
    (changed, person) => withPerson(changed, { ...person, active }),
    directory,
  )
}

function membersOf(ids: readonly string[], { people }: Directory): Directory['people'] {
  const members = new Set(ids)
  return people.filter(({ id }) => members.has(id))
}
