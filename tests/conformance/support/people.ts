import type { JsonObject } from '@scimulator/scim-core'
import type { Answer } from './answer.ts'
import type { ScimClient } from './client.ts'
import { uniqueName } from './unique.ts'

/** A few Users that a test made for itself, known by short names. */
export interface People {
  /** What their userNames end with. */
  readonly tag: string
  /** The id of one of them. */
  id(name: string): string
  /** The short names of those a filter finds, in alphabetical order. */
  matching(filter: string): Promise<string[]>
  /** The short names in the order of the server. */
  inOrder(query: Readonly<Record<string, string>>): Promise<string[]>
  /** The page of them that a query asks for. */
  page(query: Readonly<Record<string, string>>): Promise<Answer>
  /** The short name of a User. */
  nameOf(user: JsonObject): string
}

/** Makes one User for each name; `userName` is the name and a tag of this test. */
export async function makePeople(scim: ScimClient, attributes: Readonly<Record<string, JsonObject>>): Promise<People> {
  const tag = `.${uniqueName('test')}`
  const ids = new Map<string, string>()
  for (const [name, given] of Object.entries(attributes)) {
    ids.set(name, (await scim.createUser({ userName: `${name}${tag}`, ...given })).id)
  }
  const nameOf = (user: JsonObject): string => [...ids].find(([, id]) => id === user.id)?.[0] ?? String(user.userName)
  const page = ({ filter, ...query }: Readonly<Record<string, string>>): Promise<Answer> =>
    scim.get('/Users', { ...query, filter: `${filter === undefined ? '' : `(${filter}) and `}userName ew "${tag}"` })
  const inOrder = async (query: Readonly<Record<string, string>>): Promise<string[]> => {
    const answer = await page(query)
    if (answer.status !== 200) throw new Error(`The list was answered with ${answer.status}: ${answer.text}`)
    return answer.items.map(nameOf)
  }
  return {
    tag,
    id: (name) => ids.get(name) ?? name,
    matching: async (filter) => (await inOrder({ filter })).sort(),
    inOrder,
    page,
    nameOf,
  }
}
