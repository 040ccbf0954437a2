import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { AppState } from '@scimulator/sim-kit'
import { clear, type Escrowed, readEscrow, savedEscrow } from './escrow.ts'
import { count, entry, flag, text, texts } from './read-state.ts'

/** What the connector data store knows of a person who is or was in scope. */
export interface PersonLink extends Escrowed {
  readonly mailNickname: string
  /** As last evaluated. */
  userName: string
  /** As the target last took it, or showed that it keeps it. */
  heldName: string
  /** Id in the target; undefined while there is no link. */
  id: string | undefined
  /** Id before a restart dropped the links; matching should find it again. */
  formerId: string | undefined
  /** `active` as last exported. */
  active: boolean
  /** False after an unassignment: a later deletion in the directory sends nothing. */
  managed: boolean
  /** Whether this job made the account; false where the target held it before. */
  created: boolean
  /** When the person was soft-deleted in the directory. */
  deletedAt: string | undefined
  /** Permanently deleted in the directory before the 30 days were over. */
  purged: boolean
  /** Error code of the last write where it failed. */
  failure: string | undefined
  /** Nothing will be sent about the account any more, and the target keeps it as it is. */
  forgotten: boolean
  /** The admin rejected the deletion: nothing is sent before the person is in scope again. */
  held: boolean
}

/** What the connector data store knows of a group. */
export interface GroupLink extends Escrowed {
  /** As the target last took it. */
  heldName: string
  /** Error code of the last write where it failed. */
  failure: string | undefined
  /** The group's objectId, sent as externalId; another one once the group was made anew at the source. */
  objectId: string
  /** As last evaluated. */
  displayName: string
  id: string | undefined
  formerId: string | undefined
  /** Directory ids of the members as last exported. */
  members: string[]
  /** Members who were out of scope when they came into the group: not sent before a restart. */
  passedOver: string[]
  /** People in the group whom the job does not know to be there: from before a restart, or by an account taken over. */
  inherited: string[]
  /** Exported members whom the group did not show when it was last read back. */
  notShown: string[]
  /** Whether members may be in the target from before a restart. */
  restarted: boolean
  created: boolean
  forgotten: boolean
  held: boolean
}

/** The connector data store. */
export interface Links {
  readonly people: Map<string, PersonLink>
  readonly groups: Map<string, GroupLink>
  /** Incremental demo cycles played so far. */
  turns: number
}

/** Reads the connector data store out of the app's saved state. */
export function openLinks(state: AppState): Links {
  const entries = (name: string): [string, JsonValue | undefined][] => {
    const value = entry(state.value, name)
    return isJsonObject(value) ? Object.entries(value) : []
  }
  return {
    people: new Map(entries('people').map(([id, value]) => [id, personLink(value)])),
    groups: new Map(entries('groups').map(([id, value]) => [id, groupLink(value)])),
    turns: count(state.value, 'turns'),
  }
}

/** Writes the connector data store into the app's state. */
export function saveLinks(state: AppState, links: Links): void {
  state.value = {
    ...state.value,
    people: Object.fromEntries([...links.people].map(([id, link]) => [id, saved(link)])),
    groups: Object.fromEntries([...links.groups].map(([id, link]) => [id, saved(link)])),
    turns: links.turns,
  }
}

function saved(link: PersonLink | GroupLink): JsonObject {
  return { ...link, escrow: savedEscrow(link.escrow) }
}

/** resetScope ConnectorDataStore, and with it Full: the links are dropped, objects are matched again. */
export function dropLinks(links: Links): void {
  for (const [id, link] of links.people) {
    if (link.deleting) links.people.delete(id)
    link.formerId = link.id ?? link.formerId
    link.id = undefined
    clear(link)
  }
  for (const [id, link] of links.groups) {
    if (link.deleting) links.groups.delete(id)
    link.formerId = link.id ?? link.formerId
    link.id = undefined
    link.restarted ||= link.members.length > 0
    // Nobody takes out of the group who is not among the members of a later export.
    link.inherited = [...new Set([...link.inherited, ...link.members])]
    link.members = []
    link.passedOver = []
    link.notShown = []
    clear(link)
  }
}

/** Restart provisioning without dropping the links: members who were passed over are looked at again. */
export function forgetPassedOver(links: Links): void {
  for (const link of links.groups.values()) link.passedOver = []
}

function personLink(value: JsonValue | undefined): PersonLink {
  const userName = text(value, 'userName') ?? ''
  return {
    mailNickname: text(value, 'mailNickname') ?? '',
    userName,
    heldName: text(value, 'heldName') ?? userName,
    id: text(value, 'id'),
    formerId: text(value, 'formerId'),
    active: flag(value, 'active'),
    escrowed: flag(value, 'escrowed'),
    escrow: readEscrow(entry(value, 'escrow')),
    managed: entry(value, 'managed') !== false,
    created: flag(value, 'created'),
    deleting: flag(value, 'deleting'),
    deletedAt: text(value, 'deletedAt'),
    purged: flag(value, 'purged'),
    failure: text(value, 'failure'),
    forgotten: flag(value, 'forgotten'),
    held: flag(value, 'held'),
  }
}

function groupLink(value: JsonValue | undefined): GroupLink {
  const displayName = text(value, 'displayName') ?? ''
  return {
    objectId: text(value, 'objectId') ?? '',
    displayName,
    heldName: text(value, 'heldName') ?? displayName,
    failure: text(value, 'failure'),
    id: text(value, 'id'),
    formerId: text(value, 'formerId'),
    members: texts(value, 'members'),
    passedOver: texts(value, 'passedOver'),
    inherited: texts(value, 'inherited'),
    notShown: texts(value, 'notShown'),
    restarted: flag(value, 'restarted'),
    escrowed: flag(value, 'escrowed'),
    escrow: readEscrow(entry(value, 'escrow')),
    created: flag(value, 'created'),
    deleting: flag(value, 'deleting'),
    forgotten: flag(value, 'forgotten'),
    held: flag(value, 'held'),
  }
}
