import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** A person's assignment to the app. Type aliases, not interfaces: the whole is saved as a JSON object. */
export type AppUser = {
  /** Okta's own id of the person, sent as externalId. */
  oktaId: string
  /** The External ID of the assignment; null while there is none. */
  scimId: string | null
  /** External ID of the last assignment that ended. */
  formerId: string | null
  /** userName as last pushed. */
  userName: string
  status: 'staged' | 'assigned' | 'unassigned'
  /** What the target should say of `active`; null while it should not know the person. */
  active: boolean | null
}

/** A member as pushed: directory id and External ID. */
export type PushedMember = { person: string; id: string }

/** A member Okta did not push: id on the target and userName, as far as known. */
export type ForeignMember = { id: string; name: string }

/** A Group Push mapping. */
export type AppGroup = {
  scimId: string
  displayName: string
  members: PushedMember[]
  /** Members that were in a linked group before and that Okta leaves there; null = not shown. */
  others: ForeignMember[] | null
  /** Whether Okta created the group or tied itself to one that existed. */
  origin: 'created' | 'linked'
  /** `left` = unlinked, but left in the target app. */
  status: 'active' | 'left'
}

/** Everything an app integration remembers between runs. */
export type AppData = {
  users: Record<string, AppUser>
  groups: Record<string, AppGroup>
  /** Incremental syncs played so far. */
  cycles: number
}

/** Nothing learnt yet. */
export function emptyData(): AppData {
  return { users: emptyRecord(), groups: emptyRecord(), cycles: 0 }
}

/** A record without prototype: its keys are ids from outside. */
function emptyRecord<T>(): Record<string, T> {
  // Object.create is typed `any`.
  return Object.create(null) as Record<string, T>
}

/** Reads saved state; entries that do not have the expected form are dropped. */
export function readData(saved: JsonObject): AppData {
  const data = emptyData()
  for (const [id, value] of entriesOf(saved.users)) {
    const user = readUser(value)
    if (user) data.users[id] = user
  }
  for (const [id, value] of entriesOf(saved.groups)) {
    const group = readGroup(value)
    if (group) data.groups[id] = group
  }
  if (typeof saved.cycles === 'number') data.cycles = saved.cycles
  return data
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue | undefined][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

function readUser(value: JsonValue | undefined): AppUser | undefined {
  if (!isJsonObject(value)) return undefined
  const { oktaId, userName, status } = value
  if (typeof oktaId !== 'string' || typeof userName !== 'string') return undefined
  return {
    oktaId,
    userName,
    scimId: textOrNull(value.scimId),
    formerId: textOrNull(value.formerId),
    status: status === 'assigned' || status === 'unassigned' ? status : 'staged',
    active: typeof value.active === 'boolean' ? value.active : null,
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
    status: status === 'left' ? 'left' : 'active',
  }
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
