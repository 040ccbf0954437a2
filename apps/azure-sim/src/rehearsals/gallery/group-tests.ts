import {
  type Behaviour,
  type DirectoryGroup,
  judge,
  type Person,
  waitFor,
  withGroup,
  withoutGroup,
  withPerson,
} from '@scimulator/sim-kit'
import { firstFailure } from '../scene.ts'
import {
  changedGroup,
  findGroup,
  type GalleryTest,
  gone,
  listed,
  listsOne,
  look,
  members,
  required,
  type Stage,
} from './stage.ts'
import { inventGroup, inventPerson } from './tenant.ts'

const PLAY = { cycle: 'play' }
/** Between the deletion of a group and its assignment anew. */
const DELAY_MS = 30_000

/** A group with members is assigned, and the next cycle creates it. */
function* provisioned({ tenant, scene }: Stage, count = 0): Behaviour<{ group: DirectoryGroup; people: Person[] }> {
  const people = Array.from({ length: count }, () => inventPerson(scene.random))
  const group = inventGroup(scene.random, people)
  const withPeople = people.reduce(withPerson, tenant.directory())
  yield* tenant.become(withGroup(withPeople, group), 'Created and assigned')
  return { group, people }
}

/** Changes of groups in the tenant, exported by its cycles. */
export const GROUP_TESTS: readonly GalleryTest[] = [
  {
    one: required('Create_Group', 'A group made in the tenant appears'),
    *play(stage) {
      const { group } = yield* provisioned(stage)
      return () => appears(stage, group.displayName)
    },
  },
  {
    one: required('Update_Group', 'displayName changed in the tenant arrives'),
    *play(stage) {
      const { group } = yield* provisioned(stage)
      const displayName = `${group.displayName} renamed`
      const { tenant } = stage
      yield* tenant.become(changedGroup(tenant.directory(), group.id, { displayName }), 'Renamed')
      return () => appears(stage, displayName)
    },
  },
  {
    one: required('Delete_Group', 'A group deleted in the tenant is gone'),
    *play(stage) {
      const { group } = yield* provisioned(stage)
      yield* stage.tenant.become(withoutGroup(stage.tenant.directory(), group.id), 'Deleted')
      return () => isGone(stage, group.displayName)
    },
  },
  {
    one: required('Group_Update_Add_Member', 'Members added in the tenant arrive'),
    *play(stage) {
      const { group } = yield* provisioned(stage)
      const people = [inventPerson(stage.scene.random), inventPerson(stage.scene.random)]
      const { tenant } = stage
      const after = people.reduce(withPerson, tenant.directory())
      const ids = people.map(({ id }) => id)
      yield* tenant.become(changedGroup(after, group.id, { members: ids }), 'Members added')
      return () =>
        members(
          stage,
          group.displayName,
          people.map(({ userName }) => userName),
        )
    },
  },
  {
    one: required(
      'Group_Update_Remove_Member',
      'A member removed in the tenant is gone from the group, the other stays',
    ),
    *play(stage) {
      const { group, people } = yield* provisioned(stage, 2)
      const kept = people.slice(1)
      const { tenant } = stage
      const ids = kept.map(({ id }) => id)
      yield* tenant.become(changedGroup(tenant.directory(), group.id, { members: ids }), 'Member removed')
      return () =>
        members(
          stage,
          group.displayName,
          kept.map(({ userName }) => userName),
        )
    },
  },
  {
    one: required('POD_Group', 'A group provisioned on demand appears'),
    *play(stage) {
      const { scene, tenant } = stage
      const person = inventPerson(scene.random)
      const group = inventGroup(scene.random, [person])
      yield* tenant.order('assign', { person, options: PLAY })
      yield* tenant.order('push', { group, options: { cycle: 'later' } })
      yield* tenant.order('provisionGroupOnDemand', { group, options: { members: '' } })
      return () => members(stage, group.displayName, [person.userName])
    },
  },
  {
    one: required('Restore_Group', 'Unassigned: the group is gone; assigned again: it is made anew'),
    *play(stage) {
      const { group } = yield* provisioned(stage)
      const created = yield* look('Restore_Group, created', () => appears(stage, group.displayName))
      yield* stage.tenant.order('unassignGroup', { group, options: PLAY })
      const deleted = yield* look('Restore_Group, unassigned', () => isGone(stage, group.displayName))
      yield* waitFor(DELAY_MS, 'The suite waits before it assigns the group again')
      yield* stage.tenant.order('push', { group, options: PLAY })
      return function* () {
        return firstFailure(created, deleted, yield* appears(stage, group.displayName))
      }
    },
  },
]

function* appears(stage: Stage, displayName: string) {
  return judge(yield* findGroup(stage, displayName), listsOne(listed('displayName', displayName)))
}

function* isGone(stage: Stage, displayName: string) {
  return judge(yield* findGroup(stage, displayName), gone)
}
