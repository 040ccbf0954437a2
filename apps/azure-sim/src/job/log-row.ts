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
  /** Among the objects of the cycle, as they were begun. */
  readonly order: number
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
export function openRow(about: LogSubject, now: Date, order: number): LogRow {
  return {
    ...about,
    order,
    action: 'other',
    status: 'skipped',
    errorCode: undefined,
    reason: undefined,
    steps: [importStep(about), scopingStep(about, 'success', 'was determined')],
    modified: [],
    began: now,
    ended: now,
  }
}

/** The row of an object that is out of scope, and why it is. */
export function outOfScopeRow(about: LogSubject, reason: string, now: Date, order: number): LogRow {
  const steps = [importStep(about), scopingStep(about, 'skipped', `excludes it: ${reason}`)]
  return { ...openRow(about, now, order), errorCode: 'EntrySynchronizationSkipped', reason, steps }
}

function importStep(about: LogSubject): JsonObject {
  const retry = about.cause.startsWith('Escrow') ? ` ${RETRY}` : ''
  const description = `${kindOf(about)} '${about.subject.name}' was imported: ${about.cause}.${retry}`
  return logStep('EntryImport', 'import', 'success', description)
}

function scopingStep(about: LogSubject, status: LogStatus, verdict: string): JsonObject {
  const description = `The scope of ${kindOf(about)} '${about.subject.name}' ${verdict}`
  return logStep('EntrySynchronizationScoping', 'scoping', status, description)
}

/** Enters how a step of the object ended; the first failure is what the row says, and then what was written. */
export function endStep(row: LogRow, stepAction: StepAction, { outcome, reason }: StepResult, now: Date): void {
  const { action, type, name } = ACTIONS[stepAction]
  const redundant = outcome === 'succeeded' && isRedundant(stepAction, reason)
  const status = redundant ? 'skipped' : STATUSES[outcome]
  row.steps.push(logStep(name, type, status, reason ?? `${kindOf(row)} '${row.subject.name}': ${stepAction}`))
  row.ended = now
  const written = row.status === 'success' && row.action !== 'other'
  if (row.status === 'failure' || (written && status === 'skipped')) return
  if (action !== 'other' && !redundant && !written) row.action = action
  // A match alone is no success of the object: it is, unless something else comes of it.
  if (status !== 'success' || action !== 'other' || row.steps.length === 3) row.status = status
  row.reason = status === 'success' ? undefined : reason
  row.errorCode = status === 'success' ? undefined : codeIn(reason)
}

/** Whether nothing was written because nothing differs; a link says so by giving a reason. */
function isRedundant(action: StepAction, reason: string | undefined): boolean {
  return reason === REDUNDANT || (reason !== undefined && (action === 'link' || action === 'linkGroup'))
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
