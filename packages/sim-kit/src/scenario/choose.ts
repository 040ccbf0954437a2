import type { DirectoryGroup, Person } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import { nearest, unknownWord } from '../nearest.ts'
import type { Random } from '../profile/profile.ts'
import type { GroupChoice, People, PeopleSelector } from './scenario-file.ts'
import { amountOf, groupById, type Scene, shareOf } from './scene.ts'

/** Whom a step can be about. */
export interface Pool {
  /** Whoever a name may mean. */
  readonly reachable: readonly Person[]
  /** Whoever `everybody` and a drawing selector mean, unless the selector names a status. */
  readonly usual: (person: Person) => boolean
}

/** Everybody of the directory; drawn are those with access. */
export function activePeople({ directory }: Scene): Pool {
  return { reachable: directory.people, usual: ({ active }) => active }
}

/** Everybody of the directory, whatever their state. */
export function allPeople({ directory }: Scene): Pool {
  return { reachable: directory.people, usual: () => true }
}

/** Those who were deleted, too. */
export function everKnown({ directory, gone }: Scene): Pool {
  return { reachable: [...directory.people, ...leftPeople(gone)], usual: () => true }
}

/** Those who left or were deleted. */
export function absentPeople({ directory, gone }: Scene): Pool {
  const left = leftPeople(gone)
  const ids = new Set(left.map(({ id }) => id))
  return { reachable: [...directory.people, ...left], usual: ({ id, active }) => !active || ids.has(id) }
}

function leftPeople(gone: Scene['gone']): Person[] {
  return [...gone.values()].map(({ person }) => person)
}

/** The people a step names or draws, in the order of the directory. @throws UsageError for a name nobody has. */
export function choosePeople(scene: Scene, people: People, pool: Pool, purpose: string): readonly Person[] {
  if (people === 'everybody') return pool.reachable.filter(pool.usual)
  if (typeof people === 'string') return [findPerson(pool.reachable, people)]
  if (!isSelector(people)) return people.map((userName) => findPerson(pool.reachable, userName))
  const chosen = draw(scene, people, narrow(scene, people, pool), purpose)
  if (people.as !== undefined) {
    scene.people.set(
      people.as,
      chosen.map(({ id }) => id),
    )
  }
  return chosen
}

/** The one person a step is about. @throws UsageError when there is nobody, or more than one. */
export function choosePerson(scene: Scene, people: People, pool: Pool, purpose: string): Person {
  const [person, ...more] = choosePeople(scene, people, pool, purpose)
  if (person === undefined) throw new UsageError('There is nobody to choose from.')
  if (more.length > 0) throw new UsageError(`One person is needed here, and ${more.length + 1} are meant: try some: 1.`)
  return person
}

/** The group a step names or draws; undefined where there is none to draw. @throws UsageError for a name no group has. */
export function chooseGroup(scene: Scene, choice: GroupChoice, purpose: string): DirectoryGroup | undefined {
  const { groups } = scene.directory
  if (typeof choice === 'string') return findGroup(groups, choice)
  if (choice.that !== undefined) {
    const known = scene.groups.get(choice.that)
    if (known === undefined) throw new UsageError(unknownWord('Group', choice.that, [...scene.groups.keys()]))
    return groupById(scene, known)
  }
  const group = groups.length === 0 ? undefined : scene.random(purpose).pick(groups)
  if (choice.as !== undefined) scene.groups.set(choice.as, group?.id ?? '')
  return group
}

/** Different items at random, in their own order. */
export function drawSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const places = items.map((_, index) => index)
  const wanted = Math.min(count, places.length)
  for (let drawn = 0; drawn < wanted; drawn++) {
    const other = drawn + random.integer(places.length - drawn)
    const [here = 0, there = 0] = [places[drawn], places[other]]
    places[drawn] = there
    places[other] = here
  }
  const chosen = new Set(places.slice(0, wanted))
  return items.filter((_, index) => chosen.has(index))
}

function isSelector(people: readonly string[] | PeopleSelector): people is PeopleSelector {
  return !Array.isArray(people)
}

function narrow(scene: Scene, selector: PeopleSelector, pool: Pool): readonly Person[] {
  const { status, department } = selector
  let found = pool.reachable
  if (selector.people) found = selector.people.map((userName) => findPerson(pool.reachable, userName))
  if (selector.those !== undefined) {
    const ids = new Set(remembered(scene, selector.those))
    found = found.filter(({ id }) => ids.has(id))
  }
  if (selector.group !== undefined) {
    const members = new Set(findGroup(scene.directory.groups, selector.group).members)
    found = found.filter(({ id }) => members.has(id))
  }
  if (department !== undefined) found = found.filter((person) => person.department === department)
  if (status === undefined) return selector.people || selector.those !== undefined ? found : found.filter(pool.usual)
  return status === 'any' ? found : found.filter(({ active }) => active === (status === 'active'))
}

function draw(scene: Scene, selector: PeopleSelector, from: readonly Person[], purpose: string): readonly Person[] {
  const { some, share } = selector
  if (some === undefined && share === undefined) return from
  const counts = [
    ...(some === undefined ? [] : [amountOf(scene, some)]),
    ...(share === undefined ? [] : [Math.ceil(from.length * shareOf(scene, share))]),
  ]
  return drawSome(scene.random(purpose), from, Math.min(...counts))
}

function remembered(scene: Scene, name: string): readonly string[] {
  const ids = scene.people.get(name)
  if (ids === undefined) throw new UsageError(unknownWord('Name', name, [...scene.people.keys()]))
  return ids
}

/** People among whom the nearest name is looked for. */
const NEAREST_AMONG = 5000

function findPerson(people: readonly Person[], userName: string): Person {
  const wanted = userName.toLowerCase()
  const found = people.find((person) => person.userName.toLowerCase() === wanted)
  if (found !== undefined) return found
  const names = people.slice(0, NEAREST_AMONG).map((person) => person.userName)
  const near = nearest(userName, names)
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  throw new UsageError(`There is no ${JSON.stringify(userName)} in the directory.${meant}`)
}

function findGroup(groups: readonly DirectoryGroup[], displayName: string): DirectoryGroup {
  const found = groups.find((group) => group.displayName === displayName)
  if (found !== undefined) return found
  throw new UsageError(
    unknownWord(
      'Group',
      displayName,
      groups.slice(0, NEAREST_AMONG).map((group) => group.displayName),
    ),
  )
}
