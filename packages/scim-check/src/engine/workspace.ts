import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer } from '../client/answer.ts'
import type { Client, Sent } from '../client/client.ts'
import { CheckFailure, TargetError } from '../failure.ts'

/** Remembers every resource the run makes, and removes it. Nothing else is ever removed. */
export class Workspace {
  /** Begins every name of the run: what carries it was made by the run. */
  readonly prefix: string
  readonly #endpoints = new Set<string>()
  readonly #made = new Set<string>()
  /** Paths that could not be removed. */
  readonly leftovers: string[] = []
  #count = 0

  constructor(prefix: string) {
    this.prefix = prefix
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
      if (answer === undefined || ![200, 204, 404].includes(answer.status)) this.leftovers.push(path)
    }
  }

  /** Looks for resources that carry the run's names and were never answered for, and removes them. */
  async sweep(client: Client, lookUps: readonly { path: string; attribute: string }[]): Promise<void> {
    for (const { path, attribute } of lookUps) {
      const filter = `${attribute} sw "${this.prefix}"`
      const answer = await client.get(path, { filter, count: 100 }).catch(silence)
      if (answer?.status !== 200 || !isJsonObject(answer.json)) continue
      const resources = Array.isArray(answer.json.Resources) ? answer.json.Resources.filter(isJsonObject) : []
      // A server that ignores filters returns everybody: the name decides.
      const own = resources.filter((resource) => String(resource[attribute]).toLowerCase().startsWith(this.prefix))
      for (const { id } of own) {
        if (typeof id === 'string' && id !== '') this.#made.add(`${path}/${encodeURIComponent(id)}`)
      }
    }
    await this.removeSince(new Set(), client)
  }
}

function silence(error: unknown): undefined {
  if (!(error instanceof CheckFailure || error instanceof TargetError)) throw error
}

function idOf(json: JsonValue | undefined): string | undefined {
  return isJsonObject(json) && typeof json.id === 'string' ? json.id : undefined
}
