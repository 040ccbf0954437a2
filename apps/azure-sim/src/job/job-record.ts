import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { AppState } from '@scimulator/sim-kit'
import { openQuarantine, type Quarantine, savedQuarantine } from './quarantine.ts'
import { count, entry, flag, objects, text, textMap, texts } from './read-state.ts'

const STATUSES = ['NotConfigured', 'NotRun', 'Active', 'Paused', 'Quarantine', 'Disabled'] as const

/** States of a provisioning job, in the vendor's words. */
export type JobStatus = (typeof STATUSES)[number]

/** What a cycle came to. */
export interface Execution {
  readonly cycleId: string
  readonly began: string
  readonly ended: string
  readonly state: 'Succeeded' | 'Failed' | 'EntryLevelErrors'
  readonly evaluated: number
  readonly escrowed: number
}

/** What a provisioning job remembers besides its links. */
export interface JobRecord {
  jobId: string
  status: JobStatus
  /** When the next cycle is due; undefined: none is planned. */
  nextCycle: string | undefined
  /** Up to when changes of the directory are exported; undefined: the next cycle is an initial one. */
  watermark: string | undefined
  /** End of the first cycle that left nothing to do. */
  steadyStateFirstAchieved: string | undefined
  lastExecution: Execution | undefined
  lastSuccessfulExecution: Execution | undefined
  countSuccessiveCompleteFailures: number
  /** Whether failures of an initial cycle were cleared because there were too many. */
  escrowsPruned: boolean
  quarantine: Quarantine | undefined
  /** Whether the target was seen to keep its own profile values. */
  keepsProfiles: boolean
  /** The next cycle sends deletions whatever their number. */
  forceDeletes: boolean
  /** What changed in the directory since the watermark, by directory id, with its cause. */
  readonly pendingPeople: Map<string, string>
  readonly pendingGroups: Map<string, string>
  /** Of the mappings and scoping filters of the last cycle: where they differ, the next one is an initial cycle. */
  mappingDigest: string | undefined
  /** What an admin set in the console. */
  readonly options: Map<string, string>
  /** Groups of the directory that are not assigned to the app. */
  readonly unassignedGroups: Set<string>
  /** Directory ids of those in Deleted users. */
  readonly deletedUsers: Set<string>
  /** Directory ids of those whose sign-in is blocked, and of those who lost their assignment while it was. */
  readonly blockedUsers: Set<string>
  readonly unassignedUsers: Set<string>
  /** GUIDs that connection tests have asked for: none is asked for twice. */
  probes: number
  /** E-mails to the notification address, newest last. */
  notifications: string[]
  /** Rows of the provisioning log, newest last. */
  log: JsonObject[]
}

/** Rows of the provisioning log that are kept. */
export const KEPT_ROWS = 200
/** E-mails that are kept. */
const KEPT_MAILS = 50

/** Reads the job out of the app's saved state; `jobId` names one that is not there yet. */
export function openRecord(state: AppState, jobId: () => string): JobRecord {
  const job = entry(state.value, 'job')
  const earlier = startedEarlier(state, job)
  return {
    jobId: text(job, 'jobId') ?? jobId(),
    status:
      earlier === undefined ? (STATUSES.find((status) => status === text(job, 'status')) ?? 'NotConfigured') : 'Active',
    nextCycle: text(job, 'nextCycle'),
    watermark: text(job, 'watermark') ?? earlier?.watermark,
    steadyStateFirstAchieved: text(job, 'steadyStateFirstAchieved'),
    lastExecution: execution(entry(job, 'lastExecution')),
    lastSuccessfulExecution: execution(entry(job, 'lastSuccessfulExecution')),
    countSuccessiveCompleteFailures: count(job, 'countSuccessiveCompleteFailures'),
    escrowsPruned: flag(job, 'escrowsPruned'),
    quarantine: openQuarantine(entry(job, 'quarantine')),
    keepsProfiles: flag(job, 'keepsProfiles'),
    forceDeletes: flag(job, 'forceDeletes'),
    pendingPeople: textMap(job, 'pendingPeople'),
    pendingGroups: textMap(job, 'pendingGroups'),
    mappingDigest: text(job, 'mappingDigest'),
    options: textMap(job, 'options'),
    unassignedGroups: new Set(texts(job, 'unassignedGroups')),
    deletedUsers: new Set(texts(job, 'deletedUsers')),
    blockedUsers: new Set(texts(job, 'blockedUsers')),
    unassignedUsers: new Set(texts(job, 'unassignedUsers')),
    probes: count(job, 'probes'),
    notifications: texts(job, 'notifications'),
    log: objects(job, 'log'),
  }
}

/**
 * A job that exported something before it was started, as none does now: it was saved without a count of its probes, counts
 * as started, and goes on with what changes. Undefined: none of these.
 */
function startedEarlier(
  { value }: AppState,
  job: JsonValue | undefined,
): { readonly watermark: string | undefined } | undefined {
  const status = text(job, 'status') ?? 'NotConfigured'
  if (entry(job, 'probes') !== undefined || (status !== 'NotConfigured' && status !== 'NotRun')) return undefined
  const links = [entry(value, 'people'), entry(value, 'groups')].flatMap((store) =>
    isJsonObject(store) ? Object.values(store) : [],
  )
  if (!links.some((link) => text(link, 'id') !== undefined)) return undefined
  return { watermark: text(objects(job, 'log').at(-1), 'activityDateTime') }
}

/** Writes the job into the app's state. */
export function saveRecord(state: AppState, record: JobRecord): void {
  const job: JsonObject = {
    ...record,
    lastExecution: record.lastExecution && { ...record.lastExecution },
    lastSuccessfulExecution: record.lastSuccessfulExecution && { ...record.lastSuccessfulExecution },
    quarantine: record.quarantine && savedQuarantine(record.quarantine),
    pendingPeople: Object.fromEntries(record.pendingPeople),
    pendingGroups: Object.fromEntries(record.pendingGroups),
    options: Object.fromEntries(record.options),
    unassignedGroups: [...record.unassignedGroups],
    deletedUsers: [...record.deletedUsers],
    blockedUsers: [...record.blockedUsers],
    unassignedUsers: [...record.unassignedUsers],
    notifications: record.notifications.slice(-KEPT_MAILS),
    log: record.log.slice(-KEPT_ROWS),
  }
  state.value = { ...state.value, job }
}

function execution(value: JsonValue | undefined): Execution | undefined {
  const cycleId = text(value, 'cycleId')
  if (cycleId === undefined) return undefined
  const state = text(value, 'state')
  return {
    cycleId,
    began: text(value, 'began') ?? '',
    ended: text(value, 'ended') ?? '',
    state: state === 'Failed' || state === 'EntryLevelErrors' ? state : 'Succeeded',
    evaluated: count(value, 'evaluated'),
    escrowed: count(value, 'escrowed'),
  }
}
