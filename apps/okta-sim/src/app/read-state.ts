import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import {
  type AppData,
  type AppGroup,
  type AppTask,
  type AppUser,
  emptyData,
  emptyRecord,
  type ImportRow,
  type LeftAccount,
  type LogRow,
  type PushChoice,
  type PushRule,
  type Roadblock,
  type TaskKind,
} from './state.ts'

/** State this process has read or made itself: it needs no second reading. */
const trusted = new WeakSet<object>()

/** Notes that state was made here. */
export function trustData(data: AppData): AppData {
  trusted.add(data)
  return data
}

/** Reads saved state; entries that do not have the expected form are dropped. */
export function readData(saved: JsonObject): AppData {
  // Only what went through here is in the set.
  return trusted.has(saved) ? (saved as AppData) : trustData(parseData(saved))
}

function parseData(saved: JsonObject): AppData {
  const data = emptyData()
  for (const [id, value] of entriesOf(saved.users)) {
    const user = readUser(value)
    if (user) data.users[id] = user
  }
  for (const [id, value] of entriesOf(saved.groups)) {
    const group = readGroup(value)
    if (group) data.groups[id] = group
  }
  for (const [id, value] of entriesOf(saved.left)) {
    const account = readLeft(value)
    if (account) data.left[id] = account
  }
  if (typeof saved.cycles === 'number') data.cycles = saved.cycles
  if (saved.connection === 'saved' || saved.connection === 'refused') data.connection = saved.connection
  for (const [key, value] of entriesOf(saved.tasks)) {
    const task = readTask(value)
    if (task) data.tasks[key] = task
  }
  if (Array.isArray(saved.log)) data.log = saved.log.flatMap((row) => readLogRow(row) ?? [])
  data.options = readTexts(saved.options)
  if (typeof saved.passwords === 'number') data.passwords = saved.passwords
  if (Array.isArray(saved.schemas)) data.schemas = saved.schemas.filter((urn) => typeof urn === 'string')
  for (const [id, value] of entriesOf(saved.imports)) {
    const row = readImportRow(value)
    if (row) data.imports[id] = row
  }
  data.prints = readTexts(saved.prints)
  data.groupPrints = readTexts(saved.groupPrints)
  data.roadblock = readRoadblock(saved.roadblock)
  if (Array.isArray(saved.rules)) data.rules = saved.rules.flatMap((rule) => readRule(rule) ?? [])
  data.importedAt = textOrNull(saved.importedAt)
  takeOver(data)
  return data
}

/** What a state from before connections and assignments without an account were kept leaves unsaid. */
function takeOver(data: AppData): void {
  for (const { kind, subject } of Object.values(data.tasks)) {
    const user = data.users[subject]
    if (kind === 'provision' && user?.scimId === null && user.pending === 'no') user.pending = 'tried'
  }
  if (data.connection === 'new' && isInUse(data)) data.connection = 'saved'
}

/** Whether Okta has provisioned, or tried to. */
function isInUse({ users, groups, left, imports, tasks }: AppData): boolean {
  const known = Object.values(users).some(({ status, active }) => status !== 'staged' || active !== null)
  return known || [groups, left, imports, tasks].some((record) => Object.keys(record).length > 0)
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue | undefined][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

function readUser(value: JsonValue | undefined): AppUser | undefined {
  if (!isJsonObject(value)) return undefined
  const { oktaId, userName, status, pending } = value
  if (typeof oktaId !== 'string' || typeof userName !== 'string') return undefined
  return {
    oktaId,
    userName,
    scimId: textOrNull(value.scimId),
    formerId: textOrNull(value.formerId),
    status: status === 'assigned' || status === 'unassigned' ? status : 'staged',
    pending: pending === 'early' || pending === 'tried' ? pending : 'no',
    active: typeof value.active === 'boolean' ? value.active : null,
    pushed: readTexts(value.pushed),
  }
}

function readGroup(value: JsonValue | undefined): AppGroup | undefined {
  if (!isJsonObject(value)) return undefined
  const { scimId, displayName, status } = value
  if (typeof scimId !== 'string' || typeof displayName !== 'string') return undefined
  return {
    scimId,
    displayName,
    members: pairs(value.members, 'person').map(([id, person]) => ({ person, id })),
    others: Array.isArray(value.others) ? pairs(value.others, 'name').map(([id, name]) => ({ id, name })) : null,
    origin: value.origin === 'created' ? 'created' : 'linked',
    status: status === 'left' || status === 'inactive' ? status : 'active',
  }
}

function readLeft(value: JsonValue | undefined): LeftAccount | undefined {
  if (!isJsonObject(value) || typeof value.userName !== 'string') return undefined
  return { userName: value.userName, active: value.active === true }
}

function readImportRow(value: JsonValue | undefined): ImportRow | undefined {
  if (!isJsonObject(value) || typeof value.userName !== 'string') return undefined
  const { match, status } = value
  return {
    userName: value.userName,
    email: textOrNull(value.email) ?? '',
    name: textOrNull(value.name) ?? '',
    match: match === 'exact' || match === 'partial' ? match : 'none',
    person: textOrNull(value.person),
    status: status === 'ignored' || status === 'confirmed' ? status : 'waiting',
  }
}

function readRule(value: JsonValue | undefined): PushRule | undefined {
  if (!isJsonObject(value)) return undefined
  const { name, operator, text, groups } = value
  if (typeof name !== 'string' || typeof operator !== 'string' || typeof text !== 'string') return undefined
  const ids = Array.isArray(groups) ? groups.filter((id) => typeof id === 'string') : []
  return { name, operator, text, groups: ids }
}

function readRoadblock(value: JsonValue | undefined): Roadblock | null {
  if (!isJsonObject(value)) return null
  const { lost, of, at } = value
  if (typeof lost !== 'number' || typeof of !== 'number') return null
  return { lost, of, at: textOrNull(at) ?? '' }
}

function readTask(value: JsonValue | undefined): AppTask | undefined {
  if (!isJsonObject(value)) return undefined
  const { kind, subject, name, message, at } = value
  const known = taskKinds.find((candidate) => candidate === kind)
  if (known === undefined || typeof subject !== 'string' || typeof message !== 'string') return undefined
  const push = readPush(value.push)
  return { kind: known, subject, name: textOrNull(name) ?? '', message, at: textOrNull(at) ?? '', push }
}

function readPush(value: JsonValue | undefined): PushChoice | null {
  if (!isJsonObject(value)) return null
  const { action, appGroup, immediately } = value
  if (action !== 'match' && action !== 'create' && action !== 'link') return null
  return { action, appGroup: textOrNull(appGroup) ?? '', immediately: immediately === true }
}

const taskKinds: readonly TaskKind[] = [
  'provision',
  'profilePush',
  'passwordPush',
  'deprovision',
  'groupPush',
  'groupRename',
  'groupDelete',
  'import',
]

function readLogRow(value: JsonValue | undefined): LogRow | undefined {
  if (!isJsonObject(value) || typeof value.event !== 'string') return undefined
  const { event, outcome, target, at } = value
  return {
    event,
    outcome: outcome === 'FAILURE' ? 'FAILURE' : 'SUCCESS',
    target: textOrNull(target) ?? '',
    at: textOrNull(at) ?? '',
  }
}

function readTexts(value: JsonValue | undefined): Record<string, string> {
  const texts = emptyRecord<string>()
  for (const [key, text] of entriesOf(value)) if (typeof text === 'string') texts[key] = text
  return texts
}

/** `id` and another text of each object in an array. */
function pairs(value: JsonValue | undefined, key: string): [string, string][] {
  if (!Array.isArray(value)) return []
  return value.filter(isJsonObject).flatMap((item) => {
    const { id, [key]: text } = item
    return typeof id === 'string' && typeof text === 'string' ? [[id, text]] : []
  })
}

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
