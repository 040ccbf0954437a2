import type { Connection } from './connection.ts'

/** Integer keys for the texts that lead every index: tenants, resource types, attribute paths. */
export interface Names {
  /** The key of a text that is known already. */
  find(text: string): number | undefined
  /** The key of a text, given now if it has none. Only inside a transaction of the writer, outside its savepoints. */
  intern(text: string): number
  /** Forgets keys given in a transaction that was not committed. */
  forget(): void
}

/** Names over the writer's connection, kept in memory once seen. */
export function createNames(connection: Connection): Names {
  const cache = new Map<string, number>()
  const select = connection.prepare<{ pk: number }>('select pk from name where text = ?')
  const insert = connection.prepare<{ pk: number }>('insert into name (text) values (?) returning pk')

  function find(text: string): number | undefined {
    const known = cache.get(text)
    if (known !== undefined) return known
    const found = select.get(text)?.pk
    if (found !== undefined) cache.set(text, found)
    return found
  }

  return {
    find,
    intern: (text) => {
      const found = find(text)
      if (found !== undefined) return found
      const given = insert.get(text)?.pk
      if (given === undefined) throw new Error(`No key was given to ${JSON.stringify(text)}.`)
      cache.set(text, given)
      return given
    },
    forget: () => cache.clear(),
  }
}
