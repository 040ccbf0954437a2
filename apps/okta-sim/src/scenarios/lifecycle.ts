import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, type LifecyclePlan, notSent, type Person, planLifecycle, step } from '@scimulator/sim-kit'
import { expectedOf, type OktaApp, resetApp, userOf } from '../app/app.ts'
import { firstFree, withMark } from '../app/free-names.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { importNow } from '../behaviours/import.ts'
import { skipUnassigned, updateUser } from '../behaviours/push-profile.ts'
import { userSubject } from '../behaviours/subject.ts'
import { syncPassword } from '../behaviours/sync-password.ts'
import { playGroups } from './lifecycle-groups.ts'
import { dismissNewcomers, hireNewcomers } from './newcomers.ts'
import { playProjectGroup } from './project-group.ts'
import { assignAll, connectOrSkip, pushGroups } from './provision.ts'

/**
 * A newly added app from its connection test on: import, assignment, group push, then every kind of change, and a last
 * import that shows what the target made of it. Edits that the shared plan does not have are taken back, and whoever
 * and whatever joins in between goes again, so that only the newcomers' inactive accounts stay.
 */
export function* playLifecycle(app: OktaApp): Behaviour<Expected> {
  resetApp(app)
  if (!(yield* connectOrSkip(app))) return expectedOf(app)
  const { directory } = app.context
  const plan = planLifecycle(directory)
  yield* importNow(app, 'Import Now, before anybody is assigned')
  yield* assignAll(app, directory.people)
  yield* pushGroups(app, directory.groups)
  const newcomers = yield* hireNewcomers(app)
  yield* playPeople(app, plan)
  yield* playGroups(app, plan)
  yield* playProjectGroup(app, newcomers)
  yield* dismissNewcomers(app, newcomers)
  yield* importNow(app, 'Scheduled import, after the changes')
  return expectedOf(app)
}

function* playPeople(app: OktaApp, plan: LifecyclePlan): Behaviour<void> {
  for (const person of plan.link) {
    yield* unassignUser(app, person, 'Unassigned while Deactivate Users is off', false)
    yield* assignAgain(app, person, 'Assigned again: the account is still there')
  }
  if (plan.update) yield* updateUser(app, plan.update.after)
  yield* clearAttribute(app, plan)
  if (plan.update) yield* syncPassword(app, plan.update.after, 'New Okta password, while Sync Password is on', true)
  yield* renameUser(app, plan)
  for (const person of plan.deactivate) yield* unassignUser(app, person, 'Unassigned from the app')
  if (plan.reactivate) yield* assignAgain(app, plan.reactivate, 'Assigned again')
  yield* suspend(plan)
}

function* assignAgain(app: OktaApp, person: Person, cause: string): Behaviour<void> {
  if (userOf(app, person).status === 'unassigned') {
    yield* assignUser(app, person, cause)
    return
  }
  const skipped = skipUnassigned(app, person)
  if (skipped) yield* step(userSubject(person), 'link', () => skipped, cause)
}

/** Empties an attribute and fills it again. */
function* clearAttribute(app: OktaApp, plan: LifecyclePlan): Behaviour<void> {
  const person = bystanders(app, plan).find(({ title, department }) => title !== undefined || department !== undefined)
  if (person === undefined) return
  const { title, department, ...rest } = person
  const cleared: Person = title === undefined || department === undefined ? rest : { ...rest, title }
  yield* updateUser(app, cleared, 'An attribute was emptied in Okta')
  yield* updateUser(app, person, 'The attribute was filled again in Okta')
}

/** Changes a login and changes it back: the External ID ties both to one account. */
function* renameUser(app: OktaApp, plan: LifecyclePlan): Behaviour<void> {
  const person = bystanders(app, plan).at(-1)
  if (person === undefined) return
  const mark = (number: number) => `renamed${number === 1 ? '' : number}`
  const renamed = firstFree(app, 'userName', (number) => withMark(person.userName, mark(number)))
  const email = withMark(person.email, mark(renamed.number))
  yield* updateUser(app, { ...person, userName: renamed.name, email }, 'Login and e-mail changed in Okta')
  yield* updateUser(app, person, 'Login and e-mail changed back in Okta')
}

function* suspend(plan: LifecyclePlan): Behaviour<void> {
  const person = plan.update?.after
  if (person) yield* notSent(userSubject(person), 'deactivate', 'Suspended in Okta: nothing is sent', 'Suspended')
}

/** People with an account whom the plan leaves alone; whoever it moves where nobody is left. */
function bystanders(app: OktaApp, plan: LifecyclePlan): Person[] {
  const busy = new Set([...plan.link, ...plan.deactivate, plan.update?.before].map((person) => person?.id))
  const assigned = plan.after.people.filter((person) => userOf(app, person).status === 'assigned')
  const free = assigned.filter(({ id }) => !busy.has(id))
  return free.length > 0 ? free : assigned
}
