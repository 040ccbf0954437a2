import type { StepResult } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { AppUser, ImportRow } from '../app/state.ts'
import { type ImportedGroup, type ImportedUser, printOfGroup } from './imported.ts'
import { confirmRow, createMatcher } from './match-imported.ts'

/** Assignments below which no safeguard works (S22). */
const SAFEGUARD_MINIMUM = 100

/**
 * What an import of users comes to: counters, the end of assignments whose account is gone or inactive (S14, S35),
 * and new rows on the tab Import. Too many ends, and the safeguard holds the import.
 */
export function settleUsers(app: OktaApp, read: ReadonlyMap<string, ImportedUser>, guarded: boolean): StepResult {
  // Only `active: true` is imported; whoever is inactive counts as absent.
  const active = new Map([...read].filter(([, user]) => user.active))
  const assigned = Object.values(app.data.users).filter((user) => user.status === 'assigned')
  const lost = assigned.filter(({ scimId }) => scimId !== null && !active.has(scimId))
  if (guarded && isTooMuch(app, lost.length, assigned.length))
    return holdImport(app, active.size, lost, assigned.length)
  const linked = new Set(assigned.map(({ scimId }) => scimId))
  const counts = countUsers(app, active, linked)
  const gone = Object.keys(app.data.prints).filter((id) => !active.has(id))
  const removed = new Set([...gone, ...lost.map(({ scimId }) => scimId)]).size
  for (const user of lost) endAssignment(user)
  for (const id of gone) delete app.data.prints[id]
  for (const [id, { print }] of active) app.data.prints[id] = print
  const confirmed = renewRows(app, active, linked)
  const waiting = Object.values(app.data.imports).filter(({ status }) => status === 'waiting').length
  const rows = [
    confirmed > 0 ? `${confirmed} confirmed` : '',
    waiting > 0 ? `${waiting} waiting on the tab Import` : '',
  ]
  const line = `${active.size} users scanned, ${counts}, ${removed} removed`
  return { outcome: 'succeeded', reason: [line, ...rows.filter((text) => text !== '')].join('; ') }
}

function countUsers(
  app: OktaApp,
  active: ReadonlyMap<string, ImportedUser>,
  linked: ReadonlySet<string | null>,
): string {
  const counts = { new: 0, updated: 0, unchanged: 0 }
  for (const [id, { print }] of active) {
    const before = app.data.prints[id]
    const known = before !== undefined || linked.has(id)
    if (!known) counts.new++
    else if (before !== undefined && before !== print) counts.updated++
    else counts.unchanged++
  }
  return `${counts.new} new, ${counts.updated} updated, ${counts.unchanged} unchanged`
}

function isTooMuch(app: OktaApp, lost: number, assigned: number): boolean {
  return assigned >= SAFEGUARD_MINIMUM && lost > (assigned * app.knobs.importSafeguard) / 100
}

function holdImport(app: OktaApp, scanned: number, lost: readonly AppUser[], assigned: number): StepResult {
  app.data.roadblock = { lost: lost.length, of: assigned, at: app.context.now().toISOString() }
  const would = `import safeguard: ${lost.length} of ${assigned} app assignments would be removed`
  return { outcome: 'failed', reason: `${scanned} users scanned; ${would}; all imports are held` }
}

function endAssignment(user: AppUser): void {
  Object.assign(user, { status: 'unassigned', formerId: user.scimId, scimId: null })
}

/** The rows of the tab Import: what is linked or gone leaves it, what is new gets one. How many were confirmed. */
function renewRows(
  app: OktaApp,
  active: ReadonlyMap<string, ImportedUser>,
  linked: ReadonlySet<string | null>,
): number {
  for (const id of Object.keys(app.data.imports)) if (!active.has(id) || linked.has(id)) delete app.data.imports[id]
  const unlinked = [...active].filter(([id]) => !linked.has(id))
  if (unlinked.length === 0) return 0
  const match = createMatcher(app)
  let confirmed = 0
  for (const [id, user] of unlinked) {
    const { userName, email, givenName, familyName } = user
    const status = app.data.imports[id]?.status ?? 'waiting'
    const row: ImportRow = { userName, email, name: `${givenName} ${familyName}`.trim(), ...match(user), status }
    app.data.imports[id] = row
    const wanted = row.match === 'none' ? 'new' : row.match
    if (status === 'waiting' && app.knobs.autoConfirm.has(wanted) && confirmRow(app, id, row)) confirmed++
  }
  return confirmed
}

/** What an import of groups comes to. Groups Okta pushes are its own: their content counts as unchanged. */
export function settleGroups(app: OktaApp, read: ReadonlyMap<string, ImportedGroup>): StepResult {
  const pushed = new Set(Object.values(app.data.groups).map(({ scimId }) => scimId))
  const counts = { new: 0, updated: 0, unchanged: 0 }
  for (const [id, group] of read) {
    const print = printOfGroup(group)
    const before = app.data.groupPrints[id]
    if (pushed.has(id) || before === print) counts.unchanged++
    else if (before === undefined) counts.new++
    else counts.updated++
    app.data.groupPrints[id] = print
  }
  const gone = Object.keys(app.data.groupPrints).filter((id) => !read.has(id))
  for (const id of gone) delete app.data.groupPrints[id]
  const line = `${counts.new} new, ${counts.updated} updated, ${counts.unchanged} unchanged, ${gone.length} removed`
  return { outcome: 'succeeded', reason: `${read.size} groups scanned, ${line}` }
}
