import type { Directory, DirectoryGroup, Person } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import type { Profile, Random } from '../profile/profile.ts'
import type { Amount } from './scenario-file.ts'

/** Somebody who was deleted, and the groups to come back to. */
export interface GonePerson {
  readonly person: Person
  readonly groups: readonly string[]
}

/** Where a scenario stands while it is planned: nothing has been sent yet. */
export interface Scene {
  readonly profile: Profile
  readonly options: ReadonlyMap<string, number | string>
  directory: Directory
  /** By directory id. */
  readonly gone: Map<string, GonePerson>
  /** People remembered with `as`, by directory id. */
  readonly people: Map<string, readonly string[]>
  /** Groups remembered with `as`, by directory id. */
  readonly groups: Map<string, string>
  /** Every userName and directory id there ever was: nobody new takes one. */
  readonly taken: Set<string>
  /** Whose names are in `taken`. */
  readonly noted: WeakSet<Person>
  random(purpose: string): Random
}

/** Opens a scene over a directory. */
export function openScene(start: Pick<Scene, 'profile' | 'options' | 'directory' | 'random'>): Scene {
  const { profile, options, directory, random } = start
  const scene: Scene = {
    profile,
    options,
    directory,
    gone: new Map(),
    people: new Map(),
    groups: new Map(),
    taken: new Set(),
    noted: new WeakSet(),
    random,
  }
  setDirectory(scene, directory)
  return scene
}

/** People a directory may come to, as a generated one. */
const MOST_PEOPLE = 1_000_000

/** Sees to it that so many more people still make a directory of possible size. @throws UsageError */
export function assertRoomFor({ directory }: Scene, more: number): void {
  if (directory.people.length + more > MOST_PEOPLE)
    throw new UsageError(`That comes to more than ${MOST_PEOPLE} people.`)
}

/** Puts the scene's directory, and remembers every name in it. */
export function setDirectory(scene: Scene, directory: Directory): void {
  scene.directory = directory
  for (const person of directory.people) {
    if (scene.noted.has(person)) continue
    scene.noted.add(person)
    scene.taken.add(person.id.toLowerCase())
    scene.taken.add(person.userName.toLowerCase())
  }
}

/** A number of the file, or the option it names. @throws UsageError */
export function amountOf(scene: Scene, amount: Amount): number {
  if (typeof amount === 'number') return amount
  const value = scene.options.get(amount.slice(1))
  if (typeof value !== 'number') throw new UsageError(`${amount} is no whole number.`)
  return value
}

/** A share of the file (`20%`) as a fraction, or the option it names. @throws UsageError */
export function shareOf(scene: Scene, share: string): number {
  const text = share.startsWith('$') ? scene.options.get(share.slice(1)) : share
  const percent = typeof text === 'string' && text.endsWith('%') ? Number(text.slice(0, -1)) : Number.NaN
  if (!(percent >= 0 && percent <= 100)) throw new UsageError(`${share} is no share such as 20%.`)
  return percent / 100
}

/** The group with this directory id. */
export function groupById({ directory }: Scene, id: string): DirectoryGroup | undefined {
  return directory.groups.find((group) => group.id === id)
}
