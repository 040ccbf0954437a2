import { asserts, type Behaviour, judge, type Person, valueAt, withPerson } from '@scimulator/sim-kit'
import { EXTENSION } from '../../mapping/target.ts'
import { firstFailure } from '../scene.ts'
import {
  findUser,
  type GalleryTest,
  goneOrInactive,
  idIn,
  listed,
  listsOne,
  look,
  required,
  type Stage,
} from './stage.ts'
import { inventPerson } from './tenant.ts'

const PLAY = { cycle: 'play' }

/** Somebody new is assigned, and the next cycle creates the account. */
function* provisioned({ tenant, scene }: Stage, more: Partial<Person> = {}): Behaviour<Person> {
  const person = { ...inventPerson(scene.random), ...more }
  yield* tenant.become(withPerson(tenant.directory(), person), 'Created and assigned')
  return person
}

/** Changes of users in the tenant, exported by its cycles. */
export const USER_TESTS: readonly GalleryTest[] = [
  {
    one: required('Create_User', 'A user made in the tenant appears'),
    *play(stage) {
      const { userName } = yield* provisioned(stage)
      return function* () {
        return judge(yield* findUser(stage, userName), listsOne(listed('userName', userName), listed('active', true)))
      }
    },
  },
  {
    one: required('Update_User', 'jobTitle and department changed in the tenant arrive'),
    *play(stage) {
      const person = yield* provisioned(stage)
      const changed = { ...person, title: 'Senior tester', department: 'Research' }
      yield* stage.tenant.become(withPerson(stage.tenant.directory(), changed), 'jobTitle and department changed')
      return function* () {
        const answer = yield* findUser(stage, person.userName)
        return judge(
          answer,
          listsOne(listed('title', changed.title), listed(`${EXTENSION}:department`, changed.department)),
        )
      }
    },
  },
  {
    one: required('Disable_User', 'accountEnabled is false: active is false'),
    *play(stage) {
      const person = yield* provisioned(stage)
      yield* stage.tenant.order('block', { person, options: PLAY })
      return function* () {
        return judge(yield* findUser(stage, person.userName), listsOne(listed('active', false)))
      }
    },
  },
  {
    one: required('Delete_User', 'A user deleted in the tenant is deleted or inactive'),
    *play(stage) {
      const person = yield* provisioned(stage)
      yield* stage.tenant.order('softDelete', { person, options: PLAY })
      return function* () {
        return judge(yield* findUser(stage, person.userName), goneOrInactive)
      }
    },
  },
  {
    one: required('User_Update_Manager', 'A manager assigned in the tenant arrives'),
    *play(stage) {
      const person = yield* provisioned(stage)
      const manager = yield* provisioned(stage)
      const changed = { ...person, manager: manager.id }
      yield* stage.tenant.become(withPerson(stage.tenant.directory(), changed), 'Manager assigned')
      return function* () {
        const id = idIn(yield* findUser(stage, manager.userName)) ?? 'the id of the manager'
        return judge(yield* findUser(stage, person.userName), listsOne(listed(`${EXTENSION}:manager.value`, id)))
      }
    },
  },
  {
    one: required('Restore_User', 'Unassigned: gone or inactive; assigned again: there, with the same id'),
    *play(stage) {
      const person = yield* provisioned(stage)
      const first: { id: string | undefined } = { id: undefined }
      const created = yield* look('Restore_User, phase 1', function* () {
        const answer = yield* findUser(stage, person.userName)
        first.id = idIn(answer)
        return judge(answer, listsOne(listed('active', true)))
      })
      yield* stage.tenant.order('unassign', { person, options: PLAY })
      const left = yield* look('Restore_User, phase 2', function* () {
        return judge(yield* findUser(stage, person.userName), goneOrInactive)
      })
      yield* stage.tenant.order('assign', { person, options: PLAY })
      return function* () {
        const answer = yield* findUser(stage, person.userName)
        const restored = judge(answer, listsOne(listed('active', true), sameId(first.id)))
        return firstFailure(created, left, restored)
      }
    },
  },
  {
    one: required('POD_User', 'A user provisioned on demand appears'),
    *play(stage) {
      const person = inventPerson(stage.scene.random)
      yield* stage.tenant.order('assign', { person, options: { cycle: 'later' } })
      yield* stage.tenant.order('provisionOnDemand', { person })
      return function* () {
        return judge(yield* findUser(stage, person.userName), listsOne(listed('active', true)))
      }
    },
  },
]

function sameId(wanted: string | undefined) {
  return asserts('the id is the same as before', ({ json }) => {
    const is = valueAt(json, 'Resources[0].id')
    return is === wanted ? undefined : `it is ${JSON.stringify(is)} and was ${JSON.stringify(wanted)}`
  })
}
