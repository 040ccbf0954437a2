import { type Behaviour, notSent, withGroup, withMember, withoutMember } from '@scimulator/sim-kit'
import { mappingOf } from '../app/app.ts'
import { writeLog } from '../app/tasks.ts'
import { createOrLink, pushGroup, pushNow, renameGroup, unlinkGroup, updateGroup } from '../behaviours/group-push.ts'
import { groupSubject } from '../behaviours/subject.ts'
import { box, groupIn, type OktaAction, type Played, personIn } from './action.ts'

const NOBODY_CHANGED = 'Only members with an account in the app are pushed, and nobody with one joined or left'

/** What an admin does on the tab Push Groups, and with the groups themselves. */
export const groupActions: readonly OktaAction[] = [
  {
    id: 'push',
    label: 'Push Groups, Find groups by name',
    summary: 'Look-up by name, then the group is created or linked and its members pushed',
    mark: 'captured',
    source: 'S9',
    needs: ['group'],
    options: [
      box('immediately', 'Push group memberships immediately', 'on'),
      {
        id: 'action',
        summary: 'Match result & push action: as the look-up says, Create Group, or Link Group',
        values: ['match', 'create', 'link'],
        default: 'match',
      },
      { id: 'appGroup', summary: 'Select a group, for Link Group; empty: the one of the same name', default: '' },
    ],
    *play(order) {
      const { app, options } = order
      const group = groupIn(order)
      const immediately = options.immediately !== 'off'
      const link = options.appGroup || group.displayName
      if (options.action === 'create') yield* createOrLink(app, group, { link: undefined }, immediately)
      else if (options.action === 'link') yield* createOrLink(app, group, { link }, immediately)
      else yield* pushGroup(app, group, immediately)
    },
    idle: 'The group is pushed already, and nothing of it has changed',
  },
  {
    id: 'pushNow',
    label: 'Push now',
    summary: 'Overwrites the whole membership in the app',
    mark: 'captured',
    source: 'S5',
    needs: ['group'],
    *play(order) {
      yield* pushNow(order.app, groupIn(order))
    },
  },
  {
    id: 'deactivatePush',
    label: 'Deactivate group push',
    summary: 'Changes of the group are pushed no longer: nothing is sent',
    mark: 'vendor-docs',
    source: 'S14',
    needs: ['group'],
    *play(order) {
      const mapping = mappingOf(order.app, groupIn(order))
      if (mapping) mapping.status = 'inactive'
      yield* unsent(order, mapping ? 'Group push is deactivated' : 'The group is not pushed', 'Deactivate group push')
      writeLog(
        order.app,
        'application.provision.group_push.deactivate_mapping',
        mapping ? 'SUCCESS' : 'FAILURE',
        groupIn(order).displayName,
      )
    },
  },
  {
    id: 'activatePush',
    label: 'Activate group push',
    summary: 'Pushes the whole membership at once',
    mark: 'vendor-docs',
    source: 'S14',
    needs: ['group'],
    *play(order) {
      const group = groupIn(order)
      const mapping = order.app.data.groups[group.id]
      if (mapping?.status !== 'inactive') return yield* unsent(order, 'No inactive group push', 'Activate group push')
      mapping.status = 'active'
      writeLog(order.app, 'application.provision.group_push.activate_mapping', 'SUCCESS', group.displayName)
      yield* renameGroup(order.app, group, mapping, 'Activate group push')
      return yield* pushNow(order.app, group, 'Activate group push')
    },
  },
  {
    id: 'unlink',
    label: 'Unlink pushed group',
    summary: 'Deletes the group in the target app, or leaves it there',
    mark: 'captured',
    source: 'S5',
    needs: ['group'],
    options: [
      {
        id: 'group',
        summary: 'What do you want to do with this group?',
        values: ['delete', 'leave'],
        default: 'delete',
      },
    ],
    *play(order) {
      yield* unlinkGroup(order.app, groupIn(order), order.options.group !== 'leave')
    },
  },
  {
    id: 'renameGroup',
    label: 'Edit group',
    summary: 'Gives an Okta group another name: pushed where the rename setting is on',
    mark: 'vendor-docs',
    source: 'S59',
    needs: ['group'],
    options: [{ id: 'name', summary: 'The new name' }],
    edit: ({ group, options }, directory) =>
      group && options.name ? withGroup(directory, { ...group, displayName: options.name }) : directory,
    *play(order) {
      yield* changed(order, 'The Okta group was renamed')
    },
    idle: 'The group has this name in the app, and nobody with an account joined or left it',
  },
  {
    id: 'addMember',
    label: 'Assign people to the group',
    summary: 'A person joins an Okta group: the membership is pushed',
    mark: 'captured',
    source: 'S9',
    needs: ['person', 'group'],
    edit: ({ person, group }, directory) =>
      person && group ? withGroup(directory, withMember(group, person.id)) : directory,
    *play(order) {
      yield* changed(order, `${personIn(order).userName} joined the Okta group`)
    },
    idle: NOBODY_CHANGED,
  },
  {
    id: 'removeMember',
    label: 'Remove people from the group',
    summary: 'A person leaves an Okta group: the membership is pushed',
    mark: 'captured',
    source: 'S5',
    needs: ['person', 'group'],
    edit: ({ person, group }, directory) =>
      person && group ? withGroup(directory, withoutMember(group, person.id)) : directory,
    *play(order) {
      yield* changed(order, `${personIn(order).userName} left the Okta group`)
    },
    idle: NOBODY_CHANGED,
  },
]

/** Pushes what changed in the group of an order, where it is pushed. */
function* changed(order: Played, cause: string): Behaviour<void> {
  const group = groupIn(order)
  const mapping = mappingOf(order.app, group)
  if (mapping) yield* updateGroup(order.app, group, mapping, cause)
  else yield* unsent(order, 'The group is not pushed', cause)
}

function* unsent(order: Played, reason: string, cause: string): Behaviour<void> {
  yield* notSent(groupSubject(groupIn(order)), 'updateGroup', reason, cause)
}
