import type { DirectoryGroup, Person } from '../directory/directory.ts'
import { withGroup, withoutGroup } from '../directory/edits.ts'
import { UsageError } from '../errors.ts'
import { changePeople, withPeople } from './changes.ts'
import { absentPeople, activePeople, allPeople, chooseGroup, choosePeople, type Pool } from './choose.ts'
import { freshId, hire, intoGroups } from './joiners.ts'
import { toPerson } from './own-directory.ts'
import type { People, StepWords } from './scenario-file.ts'
import { amountOf, groupById, type Scene, setDirectory } from './scene.ts'

/** Applies a step that edits the directory; gives the causes of what the vendor will do. @throws UsageError */
export function editDirectory(scene: Scene, words: Partial<StepWords>, purpose: string): string[] {
  if (words.join !== undefined) return join(scene, words.join, purpose)
  if (words.leave !== undefined) return setActive(scene, words.leave, purpose)
  if (words.return !== undefined) return comeBack(scene, words.return, purpose)
  if (words.change !== undefined) return change(scene, words.change, purpose)
  if (words.delete !== undefined) return remove(scene, words.delete, purpose)
  if (words.createGroup !== undefined) return createGroup(scene, words.createGroup, purpose)
  if (words.renameGroup !== undefined) return renameGroup(scene, words.renameGroup, purpose)
  if (words.deleteGroup !== undefined) return deleteGroup(scene, words.deleteGroup, purpose)
  if (words.addMembers !== undefined) return moveMembers(scene, words.addMembers, true, purpose)
  if (words.removeMembers !== undefined) return moveMembers(scene, words.removeMembers, false, purpose)
  return []
}

/** `leave: Ann Lee`, or how many where a line would get long. */
function cause(word: string, people: readonly Person[]): string[] {
  if (people.length === 0) return []
  return [people.length > 3 ? `${word}: ${people.length} people` : `${word}: ${people.map(named).join(', ')}`]
}

function named({ displayName }: Person): string {
  return displayName
}

function join(scene: Scene, step: StepWords['join'], purpose: string): string[] {
  const plain = typeof step === 'number' || typeof step === 'string' ? { count: step } : step
  if (!('count' in plain)) {
    const people = plain.map((input) => toPerson(input, (name) => idOf(scene, name)))
    for (const { id } of people)
      if (scene.directory.people.some((person) => person.id.toLowerCase() === id.toLowerCase()))
        throw new UsageError(`${id} is in the directory already.`)
    setDirectory(scene, withPeople(scene.directory, people))
    return cause('join', people)
  }
  const people = hire(scene, amountOf(scene, plain.count), purpose)
  setDirectory(scene, withPeople(scene.directory, people))
  if (plain.groups !== undefined)
    setDirectory(scene, intoGroups(scene, people, amountOf(scene, plain.groups), `${purpose} groups`))
  if (plain.as !== undefined)
    scene.people.set(
      plain.as,
      people.map(({ id }) => id),
    )
  return cause('join', people)
}

function idOf(scene: Scene, userName: string): string {
  return choosePeople(scene, userName, allPeople(scene), '')[0]?.id ?? userName
}

function setActive(scene: Scene, who: People, purpose: string): string[] {
  const people = choosePeople(scene, who, activePeople(scene), purpose)
  setDirectory(
    scene,
    withPeople(
      scene.directory,
      people.map((person) => ({ ...person, active: false })),
    ),
  )
  return cause('leave', people)
}

function comeBack(scene: Scene, step: StepWords['return'], purpose: string): string[] {
  const { who, isNew } = isReturnAsNew(step) ? { who: step.who, isNew: true } : { who: step, isNew: false }
  const people = choosePeople(scene, who, absentPeople(scene), purpose)
  const back = people.map((person) => {
    const active = { ...person, active: true }
    return isNew && scene.gone.has(person.id) ? { ...active, id: freshId(scene, person.userName) } : active
  })
  setDirectory(scene, withPeople(scene.directory, back))
  for (const [index, { id }] of people.entries()) {
    const left = scene.gone.get(id)
    const person = back[index]
    if (left === undefined || person === undefined) continue
    // Nobody is deleted any more; memberships come back with the same person only.
    scene.gone.delete(id)
    renameRemembered(scene, id, person.id)
    if (!isNew) setDirectory(scene, rejoin(scene, id, left.groups))
  }
  return cause('return', people)
}

function isReturnAsNew(step: StepWords['return']): step is { who: People; as: 'new' } {
  return typeof step === 'object' && 'who' in step
}

function renameRemembered(scene: Scene, from: string, to: string): void {
  for (const [name, ids] of scene.people)
    scene.people.set(
      name,
      ids.map((id) => (id === from ? to : id)),
    )
}

function rejoin(scene: Scene, id: string, groups: readonly string[]): Scene['directory'] {
  const back = new Set(groups)
  return {
    ...scene.directory,
    groups: scene.directory.groups.map((group) =>
      back.has(group.id) ? { ...group, members: [...group.members, id] } : group,
    ),
  }
}

function change(scene: Scene, { who, set }: StepWords['change'], purpose: string): string[] {
  const people = choosePeople(scene, who, activePeople(scene), purpose)
  setDirectory(scene, withPeople(scene.directory, changePeople(scene, people, set, purpose)))
  return cause(`change of ${Object.keys(set).join(', ')}`, people)
}

function remove(scene: Scene, who: People, purpose: string): string[] {
  const people = choosePeople(scene, who, allPeople(scene), purpose)
  const ids = new Set(people.map(({ id }) => id))
  const { directory } = scene
  for (const person of people) {
    const groups = directory.groups.filter(({ members }) => members.includes(person.id)).map(({ id }) => id)
    scene.gone.set(person.id, { person, groups })
  }
  setDirectory(scene, {
    people: directory.people
      .filter(({ id }) => !ids.has(id))
      .map((person) => {
        const { manager, ...rest } = person
        return manager !== undefined && ids.has(manager) ? rest : person
      }),
    groups: directory.groups.map((group) =>
      group.members.some((id) => ids.has(id))
        ? { ...group, members: group.members.filter((id) => !ids.has(id)) }
        : group,
    ),
  })
  return cause('delete', people)
}

function createGroup(scene: Scene, { name, members }: StepWords['createGroup'], purpose: string): string[] {
  assertFreeGroupName(scene, name)
  const people = members === undefined ? [] : choosePeople(scene, members, activePeople(scene), purpose)
  let id = name
  while (groupById(scene, id) !== undefined) id = `${id}#`
  const group: DirectoryGroup = { id, displayName: name, members: people.map((person) => person.id) }
  setDirectory(scene, withGroup(scene.directory, group))
  return [`new group ${name}`]
}

function renameGroup(scene: Scene, { group, to }: StepWords['renameGroup'], purpose: string): string[] {
  const chosen = chooseGroup(scene, group, purpose)
  if (chosen === undefined) return []
  const displayName = to.replaceAll('{displayName}', chosen.displayName)
  if (displayName !== chosen.displayName) assertFreeGroupName(scene, displayName)
  setDirectory(scene, withGroup(scene.directory, { ...chosen, displayName }))
  return [`${chosen.displayName} renamed`]
}

function assertFreeGroupName({ directory }: Scene, name: string): void {
  if (directory.groups.some(({ displayName }) => displayName.toLowerCase() === name.toLowerCase()))
    throw new UsageError(`There is a group ${JSON.stringify(name)} already.`)
}

function deleteGroup(scene: Scene, choice: StepWords['deleteGroup'], purpose: string): string[] {
  const chosen = chooseGroup(scene, choice, purpose)
  if (chosen === undefined) return []
  setDirectory(scene, withoutGroup(scene.directory, chosen.id))
  return [`${chosen.displayName} deleted`]
}

function moveMembers(scene: Scene, { group, who }: StepWords['addMembers'], adds: boolean, purpose: string): string[] {
  const chosen = chooseGroup(scene, group, `${purpose} group`)
  if (chosen === undefined) return []
  const members = new Set(chosen.members)
  const pool: Pool = {
    reachable: scene.directory.people,
    usual: ({ id, active }) => (adds ? active && !members.has(id) : members.has(id)),
  }
  const people = choosePeople(scene, who, pool, purpose)
  for (const { id } of people) {
    if (adds) members.add(id)
    else members.delete(id)
  }
  setDirectory(scene, withGroup(scene.directory, { ...chosen, members: [...members] }))
  return cause(`${adds ? 'into' : 'out of'} ${chosen.displayName}`, people)
}
