import { type Exchange, OWN_CHECK_LABEL, type StepOutcome, type SyncReport } from '@scimulator/admin-api'
import { actionText, isOwnCheck } from './own-check.ts'
import { cutLong, LINE_WIDTH, REASON_SHOWN, shorten, widthOf, wrap } from './text.ts'

const words: Readonly<Record<StepOutcome, string>> = {
  succeeded: 'ok',
  failed: 'FAILED',
  skipped: 'skipped',
  notSent: 'not sent',
}
const STEPS_SHOWN = 30
const EXCHANGES_SHOWN = 10

type ReportStep = SyncReport['steps'][number]

/** The steps of a single order one by one, each with its requests: what the vendor sends for it. */
export function stepLines({ steps }: SyncReport): string[] {
  const more = steps.length - STEPS_SHOWN
  // A cause that all steps have is the order itself; where they differ, they are the vendor's names of the steps.
  const named = new Set(steps.map(({ cause }) => cause)).size > 1
  const shown = steps.slice(0, STEPS_SHOWN).flatMap((step) => oneStep(named ? step : { ...step, cause: null }))
  return ['', ...shown, ...(more > 0 ? [`  and ${more} more steps`] : [])]
}

function oneStep(step: ReportStep): string[] {
  const { reason, exchanges } = step
  const more = exchanges.length - EXCHANGES_SHOWN
  return [
    ...headLines(step),
    ...(reason === null ? [] : wrap(`            ${cutLong(reason, REASON_SHOWN)}`, 12)),
    ...exchanges.slice(0, EXCHANGES_SHOWN).map((one) => shorten(`            ${exchangeSummary(one)}`, LINE_WIDTH)),
    ...(more > 0 ? [`            and ${more} more requests`] : []),
  ]
}

/** What the step does to whom, and what the vendor calls it: beside it, or below where the line is full. */
function headLines(step: ReportStep): string[] {
  const { subject, outcome, cause } = step
  const head = shorten(`  ${words[outcome].padEnd(9)} ${actionText(step)} ${subject.name}`, LINE_WIDTH)
  if (cause === null) return [head]
  const said = `(${cutLong(cause, REASON_SHOWN)})`
  return widthOf(head) + 1 + widthOf(said) <= LINE_WIDTH
    ? [`${head} ${said}`]
    : [head, ...wrap(`            ${said}`, 12)]
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
