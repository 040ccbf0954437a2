import type { Exchange, StepOutcome, SyncReport } from '@scimulator/admin-api'
import { cutInside, LINE_WIDTH, shorten, wrap } from './text.ts'

const words: Readonly<Record<StepOutcome, string>> = {
  succeeded: 'ok',
  failed: 'FAILED',
  skipped: 'skipped',
  notSent: 'not sent',
}
const STEPS_SHOWN = 30
const EXCHANGES_SHOWN = 10
const REASON_SHOWN = 180

/** The steps of a single order one by one, each with its requests: what the vendor sends for it. */
export function stepLines({ steps }: SyncReport): string[] {
  const more = steps.length - STEPS_SHOWN
  return ['', ...steps.slice(0, STEPS_SHOWN).flatMap(oneStep), ...(more > 0 ? [`  and ${more} more steps`] : [])]
}

function oneStep({ action, subject, outcome, reason, exchanges }: SyncReport['steps'][number]): string[] {
  const more = exchanges.length - EXCHANGES_SHOWN
  return [
    shorten(`  ${words[outcome].padEnd(9)} ${action} ${subject.name}`, LINE_WIDTH),
    ...(reason === null ? [] : wrap(`            ${cutInside(reason, REASON_SHOWN)}`, 12)),
    ...exchanges.slice(0, EXCHANGES_SHOWN).map((one) => shorten(`            ${exchangeSummary(one)}`, LINE_WIDTH)),
    ...(more > 0 ? [`            and ${more} more requests`] : []),
  ]
}

/** `PATCH /scim/v2/Users/1 -> 200`, or why there is no answer. */
export function exchangeSummary({ request, response, error }: Exchange): string {
  return `${request.method} ${request.target} -> ${response?.status ?? error ?? 'no answer'}`
}
