import type { Directory, DirectoryGroup, Person } from './directory.ts'
import { withGroup, withMember, withoutMember, withPerson } from './edits.ts'

/** Who meets what in a `lifecycle` scenario, so that all vendors play comparable stories. */
export interface LifecyclePlan {
  /** Active people the vendor forgets and assigns again: it should find their accounts and link them. */
  readonly link: readonly Person[]
  /** A profile change (title and family name). Undefined in a directory without active people. */
  readonly update: { readonly before: Person; readonly after: Person } | undefined
  /** People who lose access, one of whom gets it back. */
  readonly deactivate: readonly Person[]
  readonly reactivate: Person | undefined
  /** Membership change of one group; `add` or `remove` is undefined where nobody is outside or inside it. */
  readonly group:
    | { readonly group: DirectoryGroup; readonly add: Person | undefined; readonly remove: Person | undefined }
    | undefined
  /** Another group's new name (the same group when there is only one). */
  readonly rename: { readonly group: DirectoryGroup; readonly displayName: string } | undefined
  /** The directory after every change of the plan. */
  readonly after: Directory
}

const RENAMED = ' (renamed)'
const MARRIED = '-Vance'

/** Picks, from the directory alone, who is changed how: the same directory gives the same plan. */
export function planLifecycle(directory: Directory): LifecyclePlan {
  const active = directory.people.filter((person) => person.active)
  const [linked, changed, ...others] = active
  const before = changed ?? linked
  const update = before === undefined ? undefined : { before, after: edited(before) }
  const leaving = (others.length > 0 ? others : active).slice(-2)
  const staysAway = leaving.length === 2 ? leaving[1] : undefined
  const reactivate = leaving[0]
  const group = planMembers(directory, new Set(active.filter((person) => person !== staysAway).map(({ id }) => id)))
  const rename = planRename(directory, group?.group)
  const plan = { link: linked === undefined ? [] : [linked], update, deactivate: leaving, reactivate, group, rename }
  return { ...plan, after: applyPlan(directory, plan, staysAway) }
}

function edited(person: Person): Person {
  const title = person.title?.startsWith('Senior ')
    ? person.title.slice('Senior '.length)
    : `Senior ${person.title ?? 'Engineer'}`
  const familyName = person.familyName.endsWith(MARRIED)
    ? person.familyName.slice(0, -MARRIED.length)
    : person.familyName + MARRIED
  return { ...person, title, familyName, displayName: `${person.givenName} ${familyName}` }
}

function planMembers(directory: Directory, movable: ReadonlySet<string>): LifecyclePlan['group'] {
  const people = directory.people.filter(({ id }) => movable.has(id))
  const candidates = directory.groups.map((group) => {
    const members = new Set(group.members)
    return {
      group,
      add: people.find(({ id }) => !members.has(id)),
      remove: people.find(({ id }) => members.has(id)),
    }
  })
  return (
    candidates.find(({ add, remove }) => add !== undefined && remove !== undefined) ??
    candidates.find(({ add, remove }) => add !== undefined || remove !== undefined)
  )
}

function planRename(directory: Directory, moved: DirectoryGroup | undefined): LifecyclePlan['rename'] {
  const group = directory.groups.findLast((candidate) => candidate !== moved) ?? moved
  if (group === undefined) return undefined
  const { displayName } = group
  return {
    group,
    displayName: displayName.endsWith(RENAMED) ? displayName.slice(0, -RENAMED.length) : displayName + RENAMED,
  }
}

function applyPlan(directory: Directory, plan: Omit<LifecyclePlan, 'after'>, staysAway: Person | undefined): Directory {
  let after = directory
  if (plan.update) after = withPerson(after, plan.update.after)
  if (staysAway) {
    const current = after.people.find(({ id }) => id === staysAway.id) ?? staysAway
    after = withPerson(after, { ...current, active: false })
  }
  if (plan.group) {
    let { group } = plan.group
    if (plan.group.add) group = withMember(group, plan.group.add.id)
    if (plan.group.remove) group = withoutMember(group, plan.group.remove.id)
    after = withGroup(after, group)
  }
  if (plan.rename) {
    const renamed = after.groups.find(({ id }) => id === plan.rename?.group.id) ?? plan.rename.group
    after = withGroup(after, { ...renamed, displayName: plan.rename.displayName })
  }
  return after
}
