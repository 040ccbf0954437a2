import type { Behaviour } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { importNow } from '../behaviours/import.ts'

const HOUR_MS = 3_600_000
const intervals: ReadonlyMap<string, number> = new Map([
  ['hourly', HOUR_MS],
  ['daily', 24 * HOUR_MS],
  ['weekly', 7 * 24 * HOUR_MS],
])

/** Plays the scheduled import where one is due; an app without an import so far gets its first one with the schedule. */
export function* importWhenDue(app: OktaApp): Behaviour<void> {
  const interval = intervals.get(app.knobs.importSchedule)
  const last = app.data.importedAt
  if (interval === undefined || last === null) return
  if (app.context.now().getTime() - Date.parse(last) >= interval) yield* importNow(app, 'Scheduled import')
}
