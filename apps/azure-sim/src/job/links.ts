import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { AppState } from '@scimulator/sim-kit'
import { property } from '../mapping/target.ts'

/** What the connector data store knows of a person who is or was in scope. */
export interface PersonLink {
  readonly mailNickname: string
  /** As last evaluated. */
  userName: string
  /** Id in the target; undefined while there is no link. */
  id: string | undefined
  /** Id before a restart dropped the links; matching should find it again. */
  formerId: string | undefined
  /** `active` as last exported. */
  active: boolean
  /** The last evaluation failed: the next cycle tries again. */
  escrowed: boolean
  /** False after an unassignment: a later deletion in the directory sends nothing. */
  managed: boolean
  /** Whether this job made the account; false where the target held it before. */
  created: boolean
  /** Purged from the directory, and the DELETE failed: the next cycle tries again. */
  deleting: boolean
}

/** What the connector data store knows of a group. */
export interface GroupLink {
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
  /** Exported members whom the group did not show when it was last read back. */
  notShown: string[]
  /** Whether members may be in the target from before a restart. */
  restarted: boolean
  escrowed: boolean
  created: boolean
  deleting: boolean
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
    const value = property(state.value, name)
    return isJsonObject(value) ? Object.entries(value) : []
  }
  const turns = property(state.value, 'turns')
  return {
    people: new Map(entries('people').map(([id, value]) => [id, personLink(value)])),
    groups: new Map(entries('groups').map(([id, value]) => [id, groupLink(value)])),
    turns: typeof turns === 'number' ? turns : 0,
  }
}

/** Writes the connector data store into the app's state. */
export function saveLinks(state: AppState, links: Links): void {
  const people: JsonObject = Object.fromEntries([...links.people].map(([id, link]) => [id, { ...link }]))
  const groups: JsonObject = Object.fromEntries([...links.groups].map(([id, link]) => [id, { ...link }]))
  state.value = { people, groups, turns: links.turns }
}

/** Restart provisioning with resetScope Full: the links are dropped, the next initial cycle matches again. */
export function dropLinks(links: Links): void {
  for (const [id, link] of links.people) {
    if (link.deleting) links.people.delete(id)
    link.formerId = link.id ?? link.formerId
    link.id = undefined
    link.escrowed = false
  }
  for (const [id, link] of links.groups) {
    if (link.deleting) links.groups.delete(id)
    link.formerId = link.id ?? link.formerId
    link.id = undefined
    link.restarted ||= link.members.length > 0
    link.members = []
    link.passedOver = []
    link.notShown = []
    link.escrowed = false
  }
}

function personLink(value: JsonValue | undefined): PersonLink {
  return {
    mailNickname: text(value, 'mailNickname') ?? '',
    userName: text(value, 'userName') ?? '',
    id: text(value, 'id'),
    formerId: text(value, 'formerId'),
    active: property(value, 'active') === true,
    escrowed: property(value, 'escrowed') === true,
    managed: property(value, 'managed') !== false,
    created: property(value, 'created') === true,
    deleting: property(value, 'deleting') === true,
  }
}

function groupLink(value: JsonValue | undefined): GroupLink {
  return {
    objectId: text(value, 'objectId') ?? '',
    displayName: text(value, 'displayName') ?? '',
    id: text(value, 'id'),
    formerId: text(value, 'formerId'),
    members: texts(value, 'members'),
    passedOver: texts(value, 'passedOver'),
    notShown: texts(value, 'notShown'),
    restarted: property(value, 'restarted') === true,
    escrowed: property(value, 'escrowed') === true,
    created: property(value, 'created') === true,
    deleting: property(value, 'deleting') === true,
  }
}

function texts(value: JsonValue | undefined, name: string): string[] {
  const found = property(value, name)
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
}

function text(value: JsonValue | undefined, name: string): string | undefined {
  const found = property(value, name)
  return typeof found === 'string' ? found : undefined
}
