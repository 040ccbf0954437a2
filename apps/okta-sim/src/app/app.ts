import type { Expected } from '@scimulator/admin-api'
import type { DirectoryGroup, Knob, Person, Quirk, RequestShape, ScenarioContext } from '@scimulator/sim-kit'
import { type Mapping, mappingsOf } from '../mapping/mappings.ts'
import { optionsOf } from '../settings/options.ts'
import { OktaKnobs } from './knobs.ts'
import { readData, trustData } from './read-state.ts'
import { createSeenNames, type SeenNames } from './seen-names.ts'
import { type AppData, type AppGroup, type AppUser, emptyData } from './state.ts'

/** What tells one way of integrating an app from another. */
export interface Integration {
  /** Application label, as it stands in Okta's messages. */
  readonly label: string
  /** How an account is (de)activated, and how a group changes: by PATCH or by GET and PUT. */
  readonly updates: 'patch' | 'put'
  /** How a changed profile is pushed; absent: by GET and PUT. */
  readonly profile?: 'patch'
  /** The shapes and quirks of its catalogue. */
  readonly shapes: readonly RequestShape[]
  readonly quirks: readonly Quirk[]
  /** Credentials an admin may give besides a token. */
  readonly authorizations: readonly ('basic' | 'oauth')[]
  /** The button that tests the credentials. */
  readonly testButton: string
  /** What Okta shows when the test succeeds. */
  readonly testSucceeded: string
  readonly knobs: readonly Knob[]
}

/** A member of a group on the target. */
export interface KnownMember {
  readonly id: string
  readonly display: string | undefined
}

/** A group as the last import showed it. */
export interface KnownGroup {
  readonly id: string
  /** As the target spells it. */
  readonly displayName: string
  /** Undefined where the list leaves them out. */
  readonly members: readonly KnownMember[] | undefined
}

/** An app integration during one run: its settings, what it remembers and what the last import showed. */
export interface OktaApp {
  readonly integration: Integration
  readonly knobs: OktaKnobs
  readonly mappings: readonly Mapping[]
  readonly context: ScenarioContext
  /** Saved with the run; changed in place as the run learns. */
  data: AppData
  /** userNames by id, as the last import showed them. */
  readonly userNames: Map<string, string>
  /** userNames the last import showed, in lower case. */
  readonly accounts: Set<string>
  /** Groups the last import showed, by name in lower case. */
  readonly groups: Map<string, KnownGroup>
  /** Names the target has shown so far. */
  readonly seen: SeenNames
  /** Ids of resources the target has shown or made in this run. */
  readonly met: Set<string>
  /** Directory ids of groups whose whole membership this run has set or read: without that, nobody is to blame for it. */
  readonly settledGroups: Set<string>
  /**
   * Exchange of this run's last write by directory id: evidence for what a later read shows. Without one, somebody
   * else may have changed the resource since, and a difference is nobody's fault.
   */
  readonly lastWrite: Map<string, string>
  /** Exchange of the DELETE by id of the group. */
  readonly deletedGroups: Map<string, string>
  /** Directory id of who Okta last wrote an account for, by id of the account. */
  readonly owners: Map<string, string>
  /** Differences already reported: `person/attribute`, `group/finding`. */
  readonly drift: Set<string>
  /** Whether the target has let this run in: answered a request other than by 401, 403 or a redirect. */
  readonly access: { open: boolean }
  /** What this run has shown of how the target takes profiles. */
  readonly profiles: ShownProfiles
}

/** Whether the target has applied a change of a profile or shown its old value, and what it did not even keep at a create. */
export interface ShownProfiles {
  applied: boolean
  kept: boolean
  readonly lostAtCreate: Set<string>
}

const ID_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** By the state of the run: its orders open the integration each anew. */
const accesses = new WeakMap<object, { open: boolean }>()

function accessOf({ state }: ScenarioContext): { open: boolean } {
  const access = accesses.get(state) ?? { open: false }
  accesses.set(state, access)
  return access
}

/** Opens the integration with what earlier runs saved. */
export function openApp(context: ScenarioContext, integration: Integration): OktaApp {
  const data = readData(context.state.value)
  context.state.value = data
  return {
    integration,
    knobs: new OktaKnobs(context.knobs, integration.knobs, { ...optionsOf(context.settings), ...data.options }),
    mappings: mappingsOf(context.settings),
    context,
    data,
    userNames: new Map(),
    accounts: new Set(),
    groups: new Map(),
    seen: createSeenNames(),
    met: new Set(),
    settledGroups: new Set(),
    lastWrite: new Map(),
    deletedGroups: new Map(),
    owners: ownersOf(data),
    drift: new Set(),
    access: accessOf(context),
    profiles: { applied: false, kept: false, lostAtCreate: new Set() },
  }
}

/** Starts over as a newly added app integration: nobody is assigned, no group is pushed. */
export function resetApp(app: OktaApp): void {
  app.data = trustData(emptyData())
  app.context.state.value = app.data
  app.owners.clear()
}

function ownersOf(data: AppData): Map<string, string> {
  return new Map(
    Object.entries(data.users).flatMap(([person, { scimId, formerId, active }]) => {
      const id = scimId ?? formerId
      return id === null || active === null ? [] : [[id, person]]
    }),
  )
}

/**
 * Notes that an account is this person’s now. Who had it before (somebody who left, whose login a newcomer got) no
 * longer says what the target should hold.
 */
export function claimAccount(app: OktaApp, person: string, id: string): void {
  const former = app.owners.get(id)
  delete app.data.left[id]
  delete app.data.imports[id]
  app.owners.set(id, person)
  const user = former === undefined || former === person ? undefined : app.data.users[former]
  if (user === undefined) return
  user.active = null
  if (user.status !== 'assigned') user.formerId = null
}

/** The assignment of a person, made on first use. Ids of Okta are 20 characters starting with 00u. */
export function userOf(app: OktaApp, person: Person): AppUser {
  const known = app.data.users[person.id]
  if (known) return known
  const oktaId = `00u${app.context.random(`okta id ${person.id}`).text(17, ID_ALPHABET)}`
  const { userName } = person
  const user: AppUser = {
    oktaId,
    scimId: null,
    formerId: null,
    userName,
    status: 'staged',
    pending: 'no',
    active: null,
    pushed: {},
  }
  app.data.users[person.id] = user
  return user
}

/** The Group Push mapping of a group while it is active. */
export function mappingOf(app: OktaApp, group: DirectoryGroup): AppGroup | undefined {
  const mapping = app.data.groups[group.id]
  return mapping?.status === 'active' ? mapping : undefined
}

/** A person gets another account than the last time: the old one stays in the app. */
export function leaveFormer(app: OktaApp, person: Person, newId: string): void {
  const { formerId, userName, active } = userOf(app, person)
  if (formerId === null || formerId === newId || app.owners.get(formerId) !== person.id) return
  app.owners.delete(formerId)
  if (active !== null) app.data.left[formerId] = { userName, active }
}

/** What the target should hold now, by what Okta has sent. */
export function expectedOf(app: OktaApp): Expected {
  const users = Object.values(app.data.users).flatMap(({ userName, active }) =>
    active === null ? [] : [{ userName, active }],
  )
  const groups = Object.values(app.data.groups).map(({ displayName, members, others }) => ({
    displayName,
    members: [
      ...members.flatMap(({ id }) => ownerOf(app, id)?.userName ?? []),
      ...(others ?? []).map(({ id, name }) => ownerOf(app, id)?.userName ?? name),
    ],
  }))
  return { users: [...users, ...Object.values(app.data.left)], groups }
}

/** Whose account has this id; undefined where Okta set up none, or it is gone. */
function ownerOf(app: OktaApp, id: string): { readonly userName: string } | undefined {
  const left = app.data.left[id]
  if (left) return left
  const user = app.data.users[app.owners.get(id) ?? '']
  return user?.active === null ? undefined : user
}
