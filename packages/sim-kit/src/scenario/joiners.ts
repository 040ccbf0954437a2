import type { Directory, Person } from '../directory/directory.ts'
import { generateDirectory } from '../directory/generate.ts'
import { drawSome } from './choose.ts'
import { assertRoomFor, type Scene } from './scene.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** New people with names nobody ever had, each under a manager of the directory. @throws UsageError for too many. */
export function hire(scene: Scene, count: number, purpose: string): readonly Person[] {
  assertRoomFor(scene, count)
  const { people } = scene.directory
  const domain = people[0]?.userName.split('@')[1]
  const seed = scene.random(`${purpose} names`).text(16, LETTERS)
  const managers = people.filter(({ active }) => active)
  const random = scene.random(`${purpose} managers`)
  return generateDirectory({ users: count, groups: 0, seed, ...(domain === undefined ? {} : { domain }) }).people.map(
    ({ manager: _among, ...person }) => {
      const userName = freeName(scene, person.userName)
      const manager = managers.length === 0 ? undefined : random.pick(managers)
      return {
        ...person,
        id: userName,
        userName,
        email: userName,
        active: true,
        ...(manager === undefined ? {} : { manager: manager.id }),
      }
    },
  )
}

/** Puts each of the people into so many groups. */
export function intoGroups(scene: Scene, people: readonly Person[], count: number, purpose: string): Directory {
  const joined = new Map<string, string[]>()
  for (const { id } of people) {
    for (const group of drawSome(scene.random(`${purpose} ${id}`), scene.directory.groups, count)) {
      joined.set(group.id, [...(joined.get(group.id) ?? []), id])
    }
  }
  const groups = scene.directory.groups.map((group) => {
    const more = joined.get(group.id)
    return more === undefined ? group : { ...group, members: [...new Set([...group.members, ...more])] }
  })
  return { ...scene.directory, groups }
}

/** The directory id of somebody who comes anew under an old userName. */
export function freshId(scene: Scene, userName: string): string {
  let id = userName
  for (let number = 2; scene.taken.has(id.toLowerCase()); number++) id = `${userName}#${number}`
  scene.taken.add(id.toLowerCase())
  return id
}

function freeName(scene: Scene, wanted: string): string {
  const [local, domain] = wanted.split('@')
  let userName = wanted
  for (let number = 2; scene.taken.has(userName.toLowerCase()); number++) userName = `${local}${number}@${domain}`
  scene.taken.add(userName.toLowerCase())
  return userName
}
