import { type Directory, type LifecyclePlan, type Person, planLifecycle } from '@scimulator/sim-kit'

/** Who meets what in the lifecycle, beyond the plan all vendors share. Undefined where the directory is too small. */
export interface Cast {
  readonly plan: LifecyclePlan
  readonly titleCleared: Person | undefined
  readonly nameUntrimmed: Person | undefined
  readonly managerChanged: Person | undefined
  readonly userNameChanged: Person | undefined
  readonly suspendedInVain: Person | undefined
  readonly locked: Person | undefined
  readonly appGivenAgain: Person | undefined
  readonly appStaysAway: Person | undefined
  readonly deleted: Person | undefined
  /** Name of a role that is deleted. */
  readonly roleDeleted: string | undefined
}

/** Picks a different active person for every part: the same directory gives the same cast. */
export function castLifecycle(directory: Directory): Cast {
  const plan = planLifecycle(directory)
  const taken = new Set(planned(plan))
  const take = (suits: (person: Person) => boolean = () => true): Person | undefined => {
    const person = directory.people.find(
      (candidate) => candidate.active && !taken.has(candidate.id) && suits(candidate),
    )
    if (person !== undefined) taken.add(person.id)
    return person
  }
  return {
    plan,
    titleCleared: take(({ title }) => title !== undefined && title !== ''),
    nameUntrimmed: take(),
    managerChanged: take(),
    userNameChanged: take(),
    suspendedInVain: take(),
    locked: take(),
    appGivenAgain: take(),
    appStaysAway: take(),
    deleted: take(),
    roleDeleted: directory.groups.find(({ id }) => id !== plan.group?.group.id && id !== plan.rename?.group.id)
      ?.displayName,
  }
}

function planned({ link, update, deactivate, reactivate, group }: LifecyclePlan): string[] {
  const people = [...link, update?.before, ...deactivate, reactivate, group?.add, group?.remove]
  return people.flatMap((person) => (person === undefined ? [] : [person.id]))
}
