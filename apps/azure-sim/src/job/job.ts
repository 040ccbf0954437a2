import type { Subject } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { DirectoryGroup, Person, ScenarioContext } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import type { EntraShape } from '../evidence/shapes.ts'
import { mailNicknameOf } from '../mapping/source-attributes.ts'
import type { Dialect } from '../profiles/dialect.ts'
import type { JobSettings } from '../settings/job-settings.ts'
import { settingsOf } from '../settings/settings.ts'
import { randomGuid } from './guid.ts'
import { type JobRecord, openRecord, saveRecord } from './job-record.ts'
import { type GroupLink, type Links, openLinks, type PersonLink, saveLinks } from './links.ts'
import type { LogRow } from './log-row.ts'

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

/** A write of a person's profile that was answered with success and the old values. */
export interface KeptWrite {
  readonly person: string
  readonly shape: string
  readonly exchange: string
  readonly paths: readonly string[]
}

/** What became of the profile writes of a run. */
export interface ProfileWrites {
  /** Without effect in this cycle. */
  readonly kept: KeptWrite[]
  /** Without effect in earlier cycles, where nothing shows yet whether that is a policy of the target or a fault. */
  readonly undecided: KeptWrite[]
  /** Whether one had an effect: then the others are faults. */
  taken: boolean
  /** Whether names, addresses or titles had none: then the target keeps its own. */
  refused: boolean
}

/** Whose is which id of the target; of an id from before a restart as long as nobody is linked to it. */
export interface Owners {
  readonly people: Map<string, string>
  readonly groups: Map<string, string>
  readonly former: Map<string, string>
  readonly formerGroups: Map<string, string>
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
  readonly settings: JobSettings
  readonly links: Links
  readonly record: JobRecord
  /** A GUID nobody has, another one each time. */
  readonly probeId: () => string
  /** Last answer about a person in this cycle: decides between Add and Replace in the reference pass. */
  readonly seen: Map<string, JsonObject>
  /** Writes of this cycle by person and group. */
  readonly userWrites: Map<string, Write[]>
  readonly groupWrites: Map<string, Write[]>
  readonly deletions: Deletion[]
  readonly profiles: ProfileWrites
  /** Who is linked to which id of the target, by directory id. */
  readonly owners: Owners
  /** Rows of the provisioning log of this cycle, by object. */
  readonly rows: Map<string, LogRow>
  /** Rows that were opened so far. */
  rowsOpened: number
  /** Why the last connection test failed. */
  probe: ProbeFailure | undefined
}

/** Why a connection test failed: what the admin reads, and whether it puts a running job into quarantine at once. */
export interface ProbeFailure {
  readonly words: string
  readonly quarantines: boolean
}

/** Opens the job of an app on its saved state. */
export function openJob(setup: JobSetup, context: ScenarioContext): Job {
  const links = openLinks(context.state)
  const record = openRecord(context.state, () => newJobId(context))
  return {
    ...setup,
    dialect: dialectIn(setup.dialect, context),
    context,
    settings: settingsOf(context),
    links,
    record,
    probeId: probeIds(record, context),
    seen: new Map(),
    userWrites: new Map(),
    groupWrites: new Map(),
    deletions: [],
    profiles: { kept: [], undecided: [], taken: false, refused: record.keepsProfiles },
    owners: {
      people: ownersOf(links.people),
      groups: ownersOf(links.groups),
      former: new Map(),
      formerGroups: new Map(),
    },
    rows: new Map(),
    rowsOpened: 0,
    probe: undefined,
  }
}

/** By the seed and by how many there were before, so that the same history has the same. */
function probeIds(record: JobRecord, context: ScenarioContext): () => string {
  const random = context.random(record.probes === 0 ? 'probe' : `probe ${record.probes}`)
  return () => {
    record.probes++
    return randomGuid(random)
  }
}

function dialectIn(dialect: Dialect, context: ScenarioContext): Dialect {
  const booleans = knob(context, 'booleans')
  return booleans === 'json' || booleans === 'lowercase' ? { ...dialect, booleans } : dialect
}

function ownersOf(links: ReadonlyMap<string, { readonly id: string | undefined }>): Map<string, string> {
  return new Map([...links].flatMap(([owner, { id }]) => (id === undefined ? [] : [[id, owner] as const])))
}

/** Keeps the job's state, so that a run broken off from here on goes on where it was. */
export function saveJob({ context, links, record }: Job): void {
  saveLinks(context.state, links)
  saveRecord(context.state, record)
}

/** Form of a job id of a non-gallery app (captured). */
function newJobId(context: ScenarioContext): string {
  const random = context.random('job id')
  return `scim.${randomGuid(random).replaceAll('-', '')}.${randomGuid(random)}`
}

/** Forgets what the last cycle saw and wrote. */
export function beginCycle(job: Job): void {
  job.seen.clear()
  job.userWrites.clear()
  job.groupWrites.clear()
  job.deletions.length = 0
  job.profiles.kept.length = 0
  job.rows.clear()
  noteFormer(job.owners.former, job.links.people)
  noteFormer(job.owners.formerGroups, job.links.groups)
}

function noteFormer(
  former: Map<string, string>,
  links: ReadonlyMap<string, { readonly id: string | undefined; readonly formerId: string | undefined }>,
): void {
  former.clear()
  for (const [owner, { id, formerId }] of links) {
    if (id === undefined && formerId !== undefined) former.set(formerId, owner)
  }
}

/** The entry of a person, made when the person first comes into scope. */
export function personLink(job: Job, person: Person): PersonLink {
  const known = job.links.people.get(person.id)
  if (known) return known
  const link: PersonLink = {
    mailNickname: mailNicknameOf(person),
    userName: person.userName,
    heldName: person.userName,
    id: undefined,
    formerId: undefined,
    active: true,
    escrowed: false,
    escrow: undefined,
    managed: true,
    created: false,
    deleting: false,
    deletedAt: undefined,
    purged: false,
    failure: undefined,
    forgotten: false,
    held: false,
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
    heldName: group.displayName,
    failure: undefined,
    id: undefined,
    formerId: undefined,
    members: [],
    passedOver: [],
    inherited: [],
    notShown: [],
    restarted: false,
    escrowed: false,
    escrow: undefined,
    created: false,
    deleting: false,
    forgotten: false,
    held: false,
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
