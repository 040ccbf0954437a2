import { importNow, refreshAppGroups } from '../behaviours/import.ts'
import type { OktaAction } from './action.ts'

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
    id: 'refreshAppGroups',
    label: 'Refresh App Groups',
    summary: 'Reads all groups again',
    mark: 'vendor-docs',
    source: 'S33',
    *play({ app }) {
      yield* refreshAppGroups(app)
    },
  },
]
