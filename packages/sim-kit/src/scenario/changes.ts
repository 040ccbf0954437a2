import type { Directory, Person } from '../directory/directory.ts'
import { changedPerson } from '../directory/edits.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Random } from '../profile/profile.ts'
import { allPeople, choosePeople } from './choose.ts'
import type { NewValue, PersonChanges } from './scenario-file.ts'
import type { Scene } from './scene.ts'

const attributes = ['userName', 'givenName', 'familyName', 'displayName', 'email', 'title', 'department'] as const

/** What a placeholder in braces stands for. */
const placeholders: Readonly<Record<string, (person: Person) => string>> = {
  userName: ({ userName }) => userName,
  local: ({ userName }) => userName.split('@', 1)[0] ?? userName,
  domain: ({ userName }) => userName.split('@')[1] ?? 'example.com',
  givenName: ({ givenName }) => givenName,
  familyName: ({ familyName }) => familyName,
  displayName: ({ displayName }) => displayName,
  email: ({ email }) => email,
  title: ({ title }) => title ?? '',
  department: ({ department }) => department ?? '',
}

/** New values of one person, placeholders filled in and choices drawn. @throws UsageError */
export function valuesFor(scene: Scene, person: Person, changes: PersonChanges, purpose: string): Partial<Person> {
  const random = scene.random(`${purpose} ${person.id}`)
  const values: { -readonly [Key in keyof Person]?: Person[Key] } = {}
  for (const attribute of attributes) {
    const value = changes[attribute]
    if (value !== undefined) values[attribute] = fill(drawValue(random, value), person)
  }
  const { manager } = changes
  if (manager === null) values.manager = ''
  else if (manager !== undefined) {
    const others = { ...allPeople(scene), usual: ({ id, active }: Person) => active && id !== person.id }
    const [chosen] = choosePeople(scene, manager, others, `${purpose} manager of ${person.id}`)
    // Where there is nobody to draw, whoever was the manager stays.
    if (chosen !== undefined) values.manager = chosen.id
  }
  return values
}

/** The people with their new values. @throws UsageError when a userName is taken. */
export function changePeople(
  scene: Scene,
  people: readonly Person[],
  changes: PersonChanges,
  purpose: string,
): readonly Person[] {
  const changed = people.map((person) => changedPerson(person, valuesFor(scene, person, changes, purpose)))
  const names = new Map(scene.directory.people.map(({ id, userName }) => [userName.toLowerCase(), id]))
  for (const { id, userName } of changes.userName === undefined ? [] : changed) {
    const holder = names.get(userName.toLowerCase())
    if (holder !== undefined && holder !== id) throw new UsageError(`The userName ${userName} is taken.`)
    names.set(userName.toLowerCase(), id)
  }
  return changed
}

/** Fills the placeholders of a text in. @throws UsageError for one that does not exist. */
export function fill(text: string, person: Person): string {
  return text.replace(/\{(\w{1,40})\}/g, (_whole, name: string) => {
    const value = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined
    if (value === undefined) throw new UsageError(unknownWord('Placeholder', name, Object.keys(placeholders)))
    return value(person)
  })
}

/** The directory with these people in the places of those with the same ids, or at its end. */
export function withPeople(directory: Directory, people: readonly Person[]): Directory {
  const rest = new Map(people.map((person) => [person.id, person]))
  const kept = directory.people.map((person) => {
    const changed = rest.get(person.id)
    rest.delete(person.id)
    return changed ?? person
  })
  return { ...directory, people: [...kept, ...rest.values()] }
}

function drawValue(random: Random, value: NewValue): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : random.pick(value.oneOf)
}
