import type { Subject } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { DirectoryGroup, Person, Random, ScenarioContext } from '@scimulator/sim-kit'
import type { EntraShape } from '../evidence/shapes.ts'
import { mailNicknameOf } from '../mapping/attribute-mapping.ts'
import type { Dialect } from '../profiles/dialect.ts'
import { randomGuid } from './guid.ts'
import { type GroupLink, type Links, openLinks, type PersonLink } from './links.ts'

/** What a profile gives a provisioning job. */
export interface JobSetup {
  readonly dialect: Dialect
  readonly shapes: readonly EntraShape[]
}

/** A write whose effect is read back after the cycle. */
export interface Write {
  readonly shape: string
  readonly exchange: string
  /** Paths a PATCH wrote; undefined: every mapped attribute. */
  readonly paths?: readonly string[]
  /** Ids in the target of the members a PATCH added or removed. */
  readonly members?: readonly string[]
}

/** A resource that should be gone. */
export interface Deletion {
  readonly subject: Subject
  readonly id: string
  readonly write: Write
}

/** A provisioning job at work. */
export interface Job extends JobSetup {
  readonly context: ScenarioContext
  readonly links: Links
  readonly probeIds: Random
  /** Last answer about a person in this cycle: decides between Add and Replace in the reference pass. */
  readonly seen: Map<string, JsonObject>
  /** Writes of this cycle by person and group. */
  readonly userWrites: Map<string, Write[]>
  readonly groupWrites: Map<string, Write[]>
  readonly deletions: Deletion[]
}

/** Opens the job of an app on its saved state. */
export function openJob(setup: JobSetup, context: ScenarioContext): Job {
  return {
    ...setup,
    context,
    links: openLinks(context.state),
    probeIds: context.random('probe'),
    seen: new Map(),
    userWrites: new Map(),
    groupWrites: new Map(),
    deletions: [],
  }
}

/** Forgets what the last cycle saw and wrote. */
export function beginCycle(job: Job): void {
  job.seen.clear()
  job.userWrites.clear()
  job.groupWrites.clear()
  job.deletions.length = 0
}

/** The entry of a person, made when the person first comes into scope. */
export function personLink(job: Job, person: Person): PersonLink {
  const known = job.links.people.get(person.id)
  if (known) return known
  const link: PersonLink = {
    mailNickname: mailNicknameOf(person),
    userName: person.userName,
    id: undefined,
    formerId: undefined,
    active: true,
    escrowed: false,
    managed: true,
    created: false,
    deleting: false,
  }
  job.links.people.set(person.id, link)
  return link
}

/** The entry of a group, made when the group first comes into scope. */
export function groupLink(job: Job, group: DirectoryGroup): GroupLink {
  const known = job.links.groups.get(group.id)
  if (known) return known
  const objectId = randomGuid(job.context.random(`objectId of group ${group.id}`))
  const link: GroupLink = {
    objectId,
    displayName: group.displayName,
    id: undefined,
    formerId: undefined,
    members: [],
    passedOver: [],
    notShown: [],
    restarted: false,
    escrowed: false,
    created: false,
    deleting: false,
  }
  job.links.groups.set(group.id, link)
  return link
}

/** Remembers a write for the reading back. */
export function noteWrite(writes: Map<string, Write[]>, id: string, write: Write): void {
  const known = writes.get(id)
  if (known) known.push(write)
  else writes.set(id, [write])
}
