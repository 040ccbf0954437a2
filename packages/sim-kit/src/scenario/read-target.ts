// The scenario's own reading of the target, never counted as the vendor's traffic.
// RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Answer, type Behaviour, send } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'

/** A user the target holds. */
export interface TargetUser {
  readonly id: string
  readonly userName: string
  readonly active: boolean
  readonly resource: JsonObject
  readonly exchange: string
}

/** A group the target holds. */
export interface TargetGroup {
  readonly displayName: string
  /** Ids of the members, nested groups left out. */
  readonly members: readonly string[]
  readonly exchange: string
}

/** What the target holds, as far as it can be read. */
export interface TargetState {
  readonly users: readonly TargetUser[]
  readonly groups: readonly TargetGroup[]
  /** Every reading exchange. */
  readonly exchanges: readonly string[]
  /** Why it could not be read. */
  readonly unreadable?: string
}

const PAGE = 100
const TRIES_MORE = 2

/** Reads all users, and all groups unless none are of interest; groups without `members` in the list are read singly. */
export function* readTarget(wantedGroups: ReadonlySet<string>): Behaviour<TargetState> {
  const users = yield* readAll('/Users')
  const groups = wantedGroups.size === 0 || users.unreadable !== undefined ? nothing : yield* readAll('/Groups')
  const held: TargetGroup[] = []
  const exchanges = [...users.exchanges, ...groups.exchanges]
  for (const entry of groups.entries) {
    const displayName = textOf(entry.resource, 'displayName') ?? ''
    const complete = wantedGroups.has(displayName) ? yield* withMembers(entry) : entry
    if (complete.exchange !== entry.exchange) exchanges.push(complete.exchange)
    held.push({ displayName, members: memberIds(complete.resource), exchange: complete.exchange })
  }
  const unreadable = users.unreadable ?? groups.unreadable
  return {
    users: users.entries.map(toUser),
    groups: held,
    exchanges,
    ...(unreadable === undefined ? {} : { unreadable }),
  }
}

interface Entry {
  readonly resource: JsonObject
  readonly exchange: string
}

interface Listing {
  readonly entries: readonly Entry[]
  readonly exchanges: readonly string[]
  readonly unreadable?: string
}

const nothing: Listing = { entries: [], exchanges: [] }

/** Pages until the target has no more; one that answers a page twice, or fewer than it announces, ends it too. */
function* readAll(path: '/Users' | '/Groups'): Behaviour<Listing> {
  const entries: Entry[] = []
  const exchanges: string[] = []
  const ids = new Set<string>()
  let received = 0
  while (true) {
    const answer = yield* get(`${path}?startIndex=${received + 1}&count=${PAGE}`)
    exchanges.push(answer.exchange)
    // A target without groups has none.
    if (path === '/Groups' && answer.kind === 'response' && [404, 501].includes(answer.status))
      return { entries, exchanges }
    const page = readPage(answer)
    if (typeof page === 'string') return { entries, exchanges, unreadable: `GET ${path} ${page}` }
    const fresh = page.resources.filter((resource) => !ids.has(textOf(resource, 'id') ?? ''))
    for (const resource of fresh) {
      ids.add(textOf(resource, 'id') ?? '')
      entries.push({ resource, exchange: answer.exchange })
    }
    received += page.resources.length
    if (fresh.length === 0 || received >= page.total) return { entries, exchanges }
  }
}

function* withMembers(entry: Entry): Behaviour<Entry> {
  const id = textOf(entry.resource, 'id')
  if (id === undefined || keyOf(entry.resource, 'members') !== undefined) return entry
  const answer = yield* get(`/Groups/${encodeURIComponent(id)}`)
  const found = answer.kind === 'response' && answer.status === 200 && isJsonObject(answer.json)
  return found ? { resource: answer.json, exchange: answer.exchange } : entry
}

/** A target in trouble, or a failure on purpose, is asked again: a reading that fails says nothing about what is held. */
function* get(path: string): Behaviour<Answer> {
  let answer = yield* send({ shape: OWN_CHECK, method: 'GET', path })
  for (let again = 0; again < TRIES_MORE && isTrouble(answer); again++)
    answer = yield* send({ shape: OWN_CHECK, method: 'GET', path })
  return answer
}

function isTrouble(answer: Answer): boolean {
  return answer.kind === 'silence' || answer.status === 429 || (answer.status >= 500 && answer.status !== 501)
}

function readPage(answer: Answer): { resources: JsonObject[]; total: number } | string {
  if (answer.kind === 'silence') return `has no answer: ${answer.reason}`
  if (answer.status !== 200 || !isJsonObject(answer.json)) return `answers ${answer.status}`
  const listed = attributeOf(answer.json, 'Resources')
  const resources = Array.isArray(listed) ? listed.filter(isJsonObject) : []
  const total = Number(attributeOf(answer.json, 'totalResults'))
  return { resources, total: Number.isFinite(total) ? total : Number.POSITIVE_INFINITY }
}

function toUser({ resource, exchange }: Entry): TargetUser {
  return {
    id: textOf(resource, 'id') ?? '',
    userName: textOf(resource, 'userName') ?? '',
    active: String(attributeOf(resource, 'active') ?? true).toLowerCase() === 'true',
    resource,
    exchange,
  }
}

function memberIds(group: JsonObject): string[] {
  const members = attributeOf(group, 'members')
  if (!Array.isArray(members)) return []
  return members.filter(isJsonObject).flatMap((member) => {
    if (textOf(member, 'type') === 'Group') return []
    const ref = textOf(member, '$ref')
    return textOf(member, 'value') ?? ref?.slice(ref.lastIndexOf('/') + 1) ?? []
  })
}

/** Attribute names are case-insensitive: RFC 7643 §2.1 — https://www.rfc-editor.org/rfc/rfc7643#section-2.1 */
export function attributeOf(object: JsonObject, name: string): JsonValue | undefined {
  const key = keyOf(object, name)
  return key === undefined ? undefined : object[key]
}

function keyOf(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name
  const lower = name.toLowerCase()
  return Object.keys(object).find((key) => key.toLowerCase() === lower)
}

function textOf(object: JsonObject, name: string): string | undefined {
  const value = attributeOf(object, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
