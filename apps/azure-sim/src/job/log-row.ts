import type { StepAction, StepOutcome, Subject } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { ScimRequest, StepResult } from '@scimulator/sim-kit'
import { currentValue } from '../mapping/target.ts'
import { targetAt } from '../mapping/target-attributes.ts'
import { REDUNDANT } from '../messages/provisioning-log.ts'

/** Whom a row of the provisioning log is about. */
export interface LogSubject {
  /** Directory id. */
  readonly id: string
  readonly subject: Subject
  readonly cause: string
}

/** A row of the provisioning log while it is written: one object in one cycle. */
export interface LogRow extends LogSubject {
  action: LogAction
  status: LogStatus
  errorCode: string | undefined
  reason: string | undefined
  readonly steps: JsonObject[]
  readonly modified: JsonObject[]
  readonly began: Date
  ended: Date
}

type LogAction = 'create' | 'update' | 'delete' | 'stageddelete' | 'disable' | 'other'
type LogStatus = 'success' | 'failure' | 'skipped' | 'warning'

/** Texts longer than this are cut in the log. */
const LONGEST = 400
/** Values that are listed of one object. */
const MOST_VALUES = 30

const ACTIONS: Readonly<
  Record<StepAction, { readonly action: LogAction; readonly type: string; readonly name: string }>
> = {
  testConnection: { action: 'other', type: 'import', name: 'TestConnection' },
  import: { action: 'other', type: 'matching', name: 'EntrySynchronization' },
  create: { action: 'create', type: 'export', name: 'EntryExportAdd' },
  createGroup: { action: 'create', type: 'export', name: 'EntryExportAdd' },
  link: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  linkGroup: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  update: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  updateGroup: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  renameGroup: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  reactivate: { action: 'update', type: 'export', name: 'EntryExportUpdate' },
  deactivate: { action: 'disable', type: 'export', name: 'EntryExportUpdate' },
  addMembers: { action: 'update', type: 'referenceResolution', name: 'EntryExportUpdate' },
  removeMembers: { action: 'update', type: 'referenceResolution', name: 'EntryExportUpdate' },
  remove: { action: 'delete', type: 'export', name: 'EntryExportDelete' },
  removeGroup: { action: 'delete', type: 'export', name: 'EntryExportDelete' },
  verify: { action: 'other', type: 'processing', name: 'ReadBack' },
}

const STATUSES: Readonly<Record<StepOutcome, LogStatus>> = {
  succeeded: 'success',
  failed: 'failure',
  skipped: 'skipped',
  notSent: 'skipped',
}

/** Words of a step that is a retry (captured, elastic/beats #28550). */
const RETRY = 'We are retrying an operation that previously failed.'

/** What a row is found by. */
export function rowKey({ subject, id }: Pick<LogSubject, 'subject' | 'id'>): string {
  return `${subject.kind} ${id}`
}

/** Opens a row with its first two steps: the object was imported and its scope determined. */
export function openRow(about: LogSubject, now: Date): LogRow {
  const kind = kindOf(about)
  const retry = about.cause.startsWith('Escrow') ? ` ${RETRY}` : ''
  return {
    ...about,
    action: 'other',
    status: 'skipped',
    errorCode: undefined,
    reason: undefined,
    steps: [
      logStep(
        'EntryImport',
        'import',
        'success',
        `${kind} '${about.subject.name}' was imported: ${about.cause}.${retry}`,
      ),
      logStep(
        'EntrySynchronizationScoping',
        'scoping',
        'success',
        `The scope of ${kind} '${about.subject.name}' was determined`,
      ),
    ],
    modified: [],
    began: now,
    ended: now,
  }
}

/** Enters how a step of the object ended; the first failure is what the row says. */
export function endStep(row: LogRow, stepAction: StepAction, { outcome, reason }: StepResult, now: Date): void {
  const { action, type, name } = ACTIONS[stepAction]
  const redundant = reason === REDUNDANT
  const status = redundant ? 'skipped' : STATUSES[outcome]
  row.steps.push(logStep(name, type, status, reason ?? `${kindOf(row)} '${row.subject.name}': ${stepAction}`))
  row.ended = now
  if (row.status === 'failure') return
  if (row.action === 'other' && !redundant) row.action = action
  if (status === 'success' ? action !== 'other' || row.steps.length === 3 : status === 'failure') row.status = status
  if (status !== 'success') row.reason = reason
  row.errorCode = status === 'success' ? undefined : codeIn(reason)
}

/** Enters the values a write carries, beside those from before. */
export function noteValues(row: LogRow, { method, body }: ScimRequest, before: JsonObject | undefined): void {
  if (body === undefined) return
  const created = method === 'POST'
  const values = created ? Object.entries(body) : operations(body).flatMap(valuesOf)
  for (const [path, value] of values) {
    if (path === 'schemas' || path === 'meta' || row.modified.length >= MOST_VALUES) continue
    row.modified.push({
      displayName: path,
      oldValue: created || path.startsWith('members') ? null : oldValue(before, path),
      newValue: shown(value),
    })
  }
}

/** The row as it is kept and as the portal exports it. */
export function savedRow(
  row: LogRow,
  job: {
    readonly jobId: string
    readonly cycleId: string
    readonly changeId: string
    readonly targetId: string | null
  },
  retries: string,
): JsonObject {
  const { subject, status, errorCode, reason } = row
  const type = subject.kind === 'group' ? 'Group' : 'User'
  const why = reason === undefined ? undefined : cut(status === 'failure' ? `${reason}${retries}` : reason)
  return {
    id: job.changeId,
    activityDateTime: row.ended.toISOString(),
    jobId: job.jobId,
    cycleId: job.cycleId,
    changeId: job.changeId,
    durationInMilliseconds: row.ended.getTime() - row.began.getTime(),
    provisioningAction: row.action,
    provisioningStatusInfo: {
      status,
      errorInformation: why === undefined ? null : { errorCode: errorCode ?? null, reason: why },
    },
    provisioningSteps: row.steps,
    modifiedProperties: row.modified,
    initiatedBy: { displayName: 'Azure AD Provisioning Service', initiatorType: 'system' },
    sourceIdentity: { id: row.id, displayName: subject.name, identityType: type },
    targetIdentity: { id: job.targetId, displayName: subject.name, identityType: type },
    sourceSystem: { displayName: 'Microsoft Entra ID' },
    targetSystem: { displayName: 'customappsso' },
  }
}

function logStep(name: string, provisioningStepType: string, status: LogStatus, description: string): JsonObject {
  return { name, provisioningStepType, status, description: cut(description) }
}

function kindOf({ subject }: LogSubject): string {
  return subject.kind === 'group' ? 'Group' : 'User'
}

/** The error code a reason begins with. */
function codeIn(reason: string | undefined): string | undefined {
  return /^(?:Skipped: )?([A-Z][A-Za-z]{5,80})(?=[:,])/.exec(reason ?? '')?.[1]
}

function operations(body: JsonObject): JsonObject[] {
  return Array.isArray(body.Operations) ? body.Operations.filter(isJsonObject) : []
}

function valuesOf({ path, value }: JsonObject): [string, JsonValue | undefined][] {
  if (typeof path === 'string') return [[path, value]]
  return isJsonObject(value) ? Object.entries(value) : []
}

function oldValue(before: JsonObject | undefined, path: string): string | null {
  const { target } = targetAt(path, 'user')
  return before === undefined || target === undefined ? null : (currentValue(before, target) ?? null)
}

function shown(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null
  return cut(typeof value === 'string' ? value : JSON.stringify(value))
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
