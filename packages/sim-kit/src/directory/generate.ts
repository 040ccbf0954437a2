import type { Random } from '../profile/profile.ts'
import type { Directory, DirectoryGroup, Person } from './directory.ts'
import { departments, groupNames, namePools, type SpelledName, titles } from './names.ts'
import { createRandom } from './random.ts'

/** What a generated directory looks like. */
export interface GenerateOptions {
  readonly users: number
  readonly groups: number
  readonly seed: string
  /** Mail domain of every userName. Default `example.com`, reserved by RFC 2606. */
  readonly domain?: string
  /** Put before every group name, so that two directories can share a target. */
  readonly groupPrefix?: string
}

/** People per manager. */
const SPAN = 8

/** Generates people and groups. More users with the same seed keep the people there were. */
export function generateDirectory(options: GenerateOptions): Directory {
  const names = createRandom(options.seed, 'names')
  const jobs = createRandom(options.seed, 'jobs')
  const taken = new Map<string, number>()
  const people: Person[] = []
  for (let index = 0; index < options.users; index++) {
    people.push(person(index, people, { names, jobs, taken, domain: options.domain ?? 'example.com' }))
  }
  return { people, groups: groups(options, people) }
}

interface Draws {
  readonly names: Random
  readonly jobs: Random
  readonly taken: Map<string, number>
  readonly domain: string
}

function person(index: number, before: readonly Person[], draws: Draws): Person {
  const [given, family] = drawName(index, draws.names)
  const userName = `${uniqueLocalPart(`${given[1]}.${family[1]}`, draws.taken)}@${draws.domain}`
  const title = draws.jobs.pick(titles)
  const department = draws.jobs.pick(departments)
  const manager = managerOf(index, before)
  return {
    id: userName,
    userName,
    givenName: given[0],
    familyName: family[0],
    displayName: `${given[0]} ${family[0]}`,
    email: userName,
    ...(index % 6 === 3 ? {} : { title }),
    ...(index % 7 === 4 ? {} : { department }),
    ...(manager === undefined ? {} : { manager: manager.id }),
    active: index % 11 !== 7,
  }
}

function drawName(index: number, names: Random): [SpelledName, SpelledName] {
  const pool = namePools[index % namePools.length] ?? { given: [], family: [] }
  const given = names.pick(pool.given)
  const family = names.pick(pool.family)
  // Every ninth person is another Maria: given names are not unique anywhere.
  return index % 9 === 8 ? [['Maria', 'maria'], family] : [given, family]
}

function uniqueLocalPart(wanted: string, taken: Map<string, number>): string {
  const times = (taken.get(wanted) ?? 0) + 1
  taken.set(wanted, times)
  return times === 1 ? wanted : `${wanted}${times}`
}

function managerOf(index: number, before: readonly Person[]): Person | undefined {
  if (index === 0 || index % 7 === 4) return undefined
  return index % SPAN === 0 ? before[0] : before[index - (index % SPAN)]
}

function groups(options: GenerateOptions, people: readonly Person[]): DirectoryGroup[] {
  const random = createRandom(options.seed, 'members')
  const members = Array.from({ length: options.groups }, (_, index) => {
    const first = people[index % Math.max(people.length, 1)]
    return new Set(first === undefined ? [] : [first.id])
  })
  for (const { id } of options.groups === 0 ? [] : people) {
    const memberships = 1 + random.integer(3)
    for (let count = 0; count < memberships; count++) random.pick(members).add(id)
  }
  return members.map((ids, index) => {
    const displayName = `${options.groupPrefix ?? ''}${groupNames[index] ?? `Team ${index + 1}`}`
    return { id: displayName, displayName, members: [...ids] }
  })
}
