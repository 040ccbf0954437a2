import type { Exchange, StepOutcome, SyncReport } from '@scimulator/admin-api'
import { actionText, isOwnCheck, OWN_CHECK_LABEL } from './own-check.ts'
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

function oneStep(step: SyncReport['steps'][number]): string[] {
  const { subject, outcome, reason, exchanges } = step
  const more = exchanges.length - EXCHANGES_SHOWN
  return [
    shorten(`  ${words[outcome].padEnd(9)} ${actionText(step)} ${subject.name}`, LINE_WIDTH),
    ...(reason === null ? [] : wrap(`            ${cutInside(reason, REASON_SHOWN)}`, 12)),
    ...exchanges.slice(0, EXCHANGES_SHOWN).map((one) => shorten(`            ${exchangeSummary(one)}`, LINE_WIDTH)),
    ...(more > 0 ? [`            and ${more} more requests`] : []),
  ]
}

/** `PATCH /scim/v2/Users/1 -> 200`, or why there is no answer; with what is special of the exchange. */
export function exchangeSummary(exchange: Exchange): string {
  const { request, response, error, attempt, fault } = exchange
  const notes = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(isOwnCheck(exchange) ? [OWN_CHECK_LABEL] : []),
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
  ]
  const said = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  return `${request.method} ${request.target} -> ${response?.status ?? error ?? 'no answer'}${said}`
}
