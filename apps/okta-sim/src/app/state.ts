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
  /** Assigned without an account: `early` = before the integration was saved, so nothing was tried; `tried` = in vain. */
  pending: 'no' | 'early' | 'tried'
  /** What the target should say of `active`; null while it should not know the person. */
  active: boolean | null
  /** Values of mapped attributes as last pushed, by external name: what the next PATCH is compared with. */
  pushed: Record<string, string>
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
  /** `inactive` = group push deactivated; `left` = unlinked, but left in the target app. */
  status: 'active' | 'inactive' | 'left'
}

/** An account Okta made or linked once and that nobody in Okta is tied to any more. */
export type LeftAccount = { userName: string; active: boolean }

/** A row of the tab Import: an account of the app that belongs to no assignment. */
export type ImportRow = {
  userName: string
  email: string
  name: string
  match: 'exact' | 'partial' | 'none'
  /** Directory id of the Okta user it is to be assigned to; null: a new one. */
  person: string | null
  status: 'waiting' | 'ignored' | 'confirmed'
}

/** A rule of "Find groups by rule", and the directory ids of the groups it pushed. */
export type PushRule = { name: string; operator: string; text: string; groups: string[] }

/** An import that the safeguard holds. */
export type Roadblock = { lost: number; of: number; at: string }

/** What waits on the Dashboard until an admin presses Retry. */
export type AppTask = {
  kind: TaskKind
  /** Directory id of the person or group; empty for an import. */
  subject: string
  /** userName or displayName, for who reads the task. */
  name: string
  /** In Okta's words. */
  message: string
  /** When it failed last, ISO 8601. */
  at: string
  /** How the admin pushed the group, where that failed before there was a mapping. */
  push: PushChoice | null
}

/** The choices of "Push Groups, Find groups by name"; `appGroup` is for Link Group. */
export type PushChoice = { action: 'match' | 'create' | 'link'; appGroup: string; immediately: boolean }

/** Which part of Okta failed: the sections of the page Tasks. */
export type TaskKind =
  | 'provision'
  | 'profilePush'
  | 'passwordPush'
  | 'deprovision'
  | 'groupPush'
  | 'groupRename'
  | 'groupDelete'
  | 'import'

/** A row of the System Log. */
export type LogRow = { event: string; outcome: 'SUCCESS' | 'FAILURE'; target: string; at: string }

/** Everything an app integration remembers between runs. */
export type AppData = {
  users: Record<string, AppUser>
  groups: Record<string, AppGroup>
  /** Accounts left behind, by their id. */
  left: Record<string, LeftAccount>
  /** Incremental syncs played so far. */
  cycles: number
  /** Whether the integration could be saved; `new` = nobody tried. */
  connection: 'new' | 'saved' | 'refused'
  /** Open tasks by kind and subject. */
  tasks: Record<string, AppTask>
  /** The newest rows of the System Log. */
  log: LogRow[]
  /** Options an admin has set since, by knob id: they win over the run's knobs. */
  options: Record<string, string>
  /** Schemas the last schema import read. */
  schemas: string[]
  /** Passwords synchronised so far. */
  passwords: number
  /** The tab Import, by id of the account. */
  imports: Record<string, ImportRow>
  /** What an account looked like when Okta saw it last, by its id; the same of groups that are not pushed. */
  prints: Record<string, string>
  groupPrints: Record<string, string>
  roadblock: Roadblock | null
  /** Rules of Push Groups. */
  rules: PushRule[]
  /** From when the schedule of imports counts: the end of the last one, or the first save; ISO 8601. */
  importedAt: string | null
}

/** Nothing learnt yet. */
export function emptyData(): AppData {
  return {
    users: emptyRecord(),
    groups: emptyRecord(),
    left: emptyRecord(),
    cycles: 0,
    connection: 'new',
    tasks: emptyRecord(),
    log: [],
    options: emptyRecord(),
    schemas: [],
    passwords: 0,
    imports: emptyRecord(),
    prints: emptyRecord(),
    groupPrints: emptyRecord(),
    roadblock: null,
    rules: [],
    importedAt: null,
  }
}

/** A record without prototype: its keys are ids from outside. */
export function emptyRecord<T>(): Record<string, T> {
  // Object.create is typed `any`.
  return Object.create(null) as Record<string, T>
}
