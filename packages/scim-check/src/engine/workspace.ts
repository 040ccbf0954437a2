import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer } from '../client/answer.ts'
import type { Client, Sent } from '../client/client.ts'
import { CheckFailure, TargetError } from '../failure.ts'

const PAGE_SIZE = 100
/** So many pages are looked through for what a run left. */
const SWEPT_PAGES = 10

/** Remembers every resource the run makes, and removes it. Nothing else is ever removed. */
export class Workspace {
  /** Begins every name of the run: what carries it was made by the run. */
  readonly prefix: string
  readonly #endpoints = new Set<string>()
  readonly #made = new Set<string>()
  readonly #left = new Set<string>()
  #count = 0

  constructor(prefix: string) {
    this.prefix = prefix
  }

  /** Paths that could not be removed. */
  get leftovers(): string[] {
    return [...this.#left]
  }

  /** Sets the endpoints at which resources are made. */
  watch(...endpoints: readonly string[]): void {
    for (const endpoint of endpoints) this.#endpoints.add(endpoint)
  }

  /** A name nobody else has. */
  name(): string {
    this.#count += 1
    return `${this.prefix}${this.#count}`
  }

  /** Takes note of what an answer made or removed. */
  note({ method, path, body }: Sent, answer: Answer): void {
    if (method === 'DELETE' && (answer.status === 204 || answer.status === 404)) this.#made.delete(path)
    if (answer.status < 200 || answer.status > 299) return
    // A server that makes what a PUT or PATCH does not find: the run names only paths of its own.
    if ((method === 'PUT' || method === 'PATCH') && this.#isResource(path)) this.#made.add(path)
    if (method !== 'POST') return
    const endpoint = path.endsWith('/') ? path.slice(0, -1) : path
    if (this.#endpoints.has(endpoint)) {
      const id = idOf(answer.json) ?? answer.header('location')?.replace(/^.*\//, '')
      if (id !== undefined && id !== '') this.#made.add(`${endpoint}/${encodeURIComponent(id)}`)
    }
    if (path === '/Bulk' && isJsonObject(body)) this.#noteBulk(answer.json)
  }

  #isResource(path: string): boolean {
    return [...this.#endpoints].some((endpoint) => path.startsWith(`${endpoint}/`))
  }

  #noteBulk(json: JsonValue | undefined): void {
    const operations = isJsonObject(json) && Array.isArray(json.Operations) ? json.Operations : []
    for (const operation of operations) {
      if (!isJsonObject(operation) || operation.method !== 'POST' || typeof operation.location !== 'string') continue
      const { location } = operation
      const endpoint = [...this.#endpoints].find((candidate) => location.includes(`${candidate}/`))
      if (endpoint !== undefined) this.#made.add(`${endpoint}/${location.replace(/^.*\//, '')}`)
    }
  }

  /** What is there now: `removeSince` keeps it. */
  mark(): ReadonlySet<string> {
    return new Set(this.#made)
  }

  /** Removes what was made after the mark, the last first: Groups go before their members. */
  async removeSince(mark: ReadonlySet<string>, client: Client): Promise<void> {
    for (const path of [...this.#made].reverse()) {
      if (mark.has(path)) continue
      this.#made.delete(path)
      const answer = await client.delete(path).catch(silence)
      if (answer !== undefined && [200, 204, 404].includes(answer.status)) this.#left.delete(path)
      else this.#left.add(path)
    }
  }

  /** Looks for resources that carry the run's names and were never answered for, and removes them. */
  async sweep(client: Client, lookUps: readonly LookUp[]): Promise<void> {
    for (const lookUp of lookUps) {
      for (const id of await this.#findOwn(client, lookUp)) this.#made.add(`${lookUp.path}/${encodeURIComponent(id)}`)
    }
    await this.removeSince(new Set(), client)
  }

  async #findOwn(client: Client, { path, attribute }: LookUp): Promise<string[]> {
    // A server that ignores filters returns everybody: the name decides.
    const isOwn = (resource: JsonObject): boolean =>
      String(resource[attribute]).toLowerCase().startsWith(this.prefix.toLowerCase())
    const found = await list(client, path, { filter: `${attribute} sw "${this.prefix}"` })
    const isFiltered = found?.resources.every(isOwn) === true
    const resources = isFiltered ? found.resources : await listNewest(client, path)
    return resources.filter(isOwn).flatMap(({ id }) => (typeof id === 'string' && id !== '' ? id : []))
  }
}

/** Where resources of the run may be, and the attribute that holds their name. */
export interface LookUp {
  readonly path: string
  readonly attribute: string
}

/** Where no filter finds the resources of a run: the last of the whole list, since new ones are put at the end. */
async function listNewest(client: Client, path: string): Promise<JsonObject[]> {
  const total = (await list(client, path, {}))?.total ?? 0
  const resources: JsonObject[] = []
  for (let page = 0; page < SWEPT_PAGES; page += 1) {
    const startIndex = Math.max(1, total - SWEPT_PAGES * PAGE_SIZE + 1) + resources.length
    const found = await list(client, path, { startIndex })
    if (found === undefined || found.resources.length === 0) break
    resources.push(...found.resources)
    if (startIndex + found.resources.length > Math.max(total, found.total)) break
  }
  return resources
}

async function list(
  client: Client,
  path: string,
  query: Readonly<Record<string, string | number>>,
): Promise<{ resources: JsonObject[]; total: number } | undefined> {
  const answer = await client.get(path, { ...query, count: PAGE_SIZE }).catch(silence)
  if (answer?.status !== 200 || !isJsonObject(answer.json)) return undefined
  const { Resources: given, totalResults } = answer.json
  return { resources: Array.isArray(given) ? given.filter(isJsonObject) : [], total: Number(totalResults) || 0 }
}

function silence(error: unknown): undefined {
  if (!(error instanceof CheckFailure || error instanceof TargetError)) throw error
}

function idOf(json: JsonValue | undefined): string | undefined {
  return isJsonObject(json) && typeof json.id === 'string' ? json.id : undefined
}
