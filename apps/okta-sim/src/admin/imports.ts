import { type Behaviour, notSent, UsageError } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { ImportRow } from '../app/state.ts'
import { closeTask, writeLog } from '../app/tasks.ts'
import { importNow, refreshAppGroups } from '../behaviours/import.ts'
import { confirmRow } from '../behaviours/match-imported.ts'
import { box, type OktaAction, type Played } from './action.ts'

/** What an admin does on the tab Import. */
export const importActions: readonly OktaAction[] = [
  {
    id: 'importNow',
    label: 'Import Now',
    summary: 'Reads all users, then all groups, and matches what it finds with Okta’s people',
    mark: 'vendor-docs',
    source: 'S22',
    *play({ app }) {
      yield* importNow(app, 'Import Now')
    },
  },
  {
    id: 'reviewImported',
    label: 'Okta User Assignment',
    summary: 'Says whom an imported account belongs to, before it is confirmed: nothing is sent',
    mark: 'vendor-docs',
    source: 'S22',
    options: [
      { id: 'account', summary: 'userName of the imported account' },
      {
        id: 'assignTo',
        summary: 'Exact match, a new Okta user, an existing one, or ignore',
        values: ['exact', 'new', 'existing', 'ignore'],
        default: 'exact',
      },
      { id: 'person', summary: 'userName of the existing Okta user', default: '' },
    ],
    edit: ({ options }, directory) => {
      const known = directory.people.some(({ userName }) => userName === options.person)
      if (options.assignTo === 'existing' && !known) {
        throw new UsageError(`[okta-sim] There is no "${options.person}" in the directory.`)
      }
      return directory
    },
    *play(order) {
      yield* said(order.app, review(order), 'Okta User Assignment')
    },
  },
  {
    id: 'confirmAssignments',
    label: 'Confirm Assignments',
    summary: 'Ties the waiting rows to their Okta users: nothing is sent',
    mark: 'captured',
    source: 'live',
    options: [
      {
        id: 'rows',
        summary: 'Which rows are ticked',
        values: ['exact', 'partial', 'new', 'all'],
        default: 'all',
      },
      box('autoActivate', 'Auto-activate users after confirmation', 'off'),
    ],
    *play(order) {
      yield* said(order.app, confirm(order), 'Confirm Assignments')
    },
  },
  {
    id: 'refreshAppGroups',
    label: 'Refresh App Groups',
    summary: 'Reads all groups again',
    mark: 'vendor-docs',
    source: 'S33',
    *play({ app }) {
      yield* refreshAppGroups(app)
    },
  },
  {
    id: 'resumeImports',
    label: 'Resume All Imports',
    summary: 'Lets the import through that the safeguard holds',
    mark: 'vendor-docs',
    source: 'S22',
    *play({ app }) {
      const held = clearRoadblock(app)
      if (held) yield* importNow(app, 'Resume All Imports', false)
      else yield* said(app, 'No import is held', 'Resume All Imports')
    },
  },
  {
    id: 'cancelImport',
    label: 'Cancel the Affected Import and Resume Other Imports',
    summary: 'Drops the import that the safeguard holds: nothing is sent',
    mark: 'vendor-docs',
    source: 'S22',
    *play({ app }) {
      const held = clearRoadblock(app)
      yield* said(app, held ? 'The affected import is cancelled' : 'No import is held', 'Cancel the Affected Import')
    },
  },
]

/** Changes the row of an account; in words for the admin. */
function review({ app, options }: Played): string {
  const [found] = rows(app, ({ userName }) => userName.toLowerCase() === options.account?.toLowerCase())
  if (found === undefined) return `No row for ${options.account} on the tab Import`
  const [, row] = found
  if (options.assignTo === 'ignore') row.status = 'ignored'
  else if (row.status === 'ignored') row.status = 'waiting'
  if (options.assignTo === 'new') Object.assign(row, { match: 'none', person: null })
  if (options.assignTo === 'existing') {
    const person = app.context.directory.people.find(({ userName }) => userName === options.person)
    Object.assign(row, { match: 'exact', person: person?.id ?? null })
  }
  return `${row.userName}: ${options.assignTo}`
}

/** Confirms the ticked rows; the three counts of the dialog. */
function confirm({ app, options }: Played): string {
  const wanted = options.rows === 'new' ? 'none' : options.rows
  const waiting = rows(app, ({ status, match }) => status === 'waiting' && (wanted === 'all' || match === wanted))
  const counts = { created: 0, assigned: 0 }
  for (const [id, row] of waiting) {
    const isNew = row.person === null
    if (confirmRow(app, id, row)) counts[isNew ? 'created' : 'assigned']++
  }
  const ignored = rows(app, ({ status }) => status === 'ignored').length
  const created = `${counts.created} Okta users created${options.autoActivate === 'on' ? ' and activated' : ''}`
  return `${created}, ${counts.assigned} existing users assigned, ${ignored} ${app.integration.label} users ignored`
}

function rows(app: OktaApp, fits: (row: ImportRow) => boolean): [string, ImportRow][] {
  return Object.entries(app.data.imports).filter(([, row]) => fits(row))
}

/** Whether there was one. */
function clearRoadblock(app: OktaApp): boolean {
  if (app.data.roadblock === null) return false
  app.data.roadblock = null
  closeTask(app, 'import', '')
  writeLog(app, 'system.import.roadblock.resume', 'SUCCESS', app.integration.label)
  return true
}

function said(app: OktaApp, reason: string, cause: string): Behaviour<unknown> {
  return notSent({ kind: 'directory', name: app.integration.label }, 'verify', reason, cause)
}
