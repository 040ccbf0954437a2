import { type Answer, type Behaviour, report } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { statusName } from '../messages/error-codes.ts'
import { RULES, type RuleId } from './rules.ts'

/** Where a finding was seen. */
export interface Sighting {
  readonly exchanges: readonly string[]
  /** Added to the title: which attribute, which status. */
  readonly detail?: string
}

/** States a finding of the table. */
export function* reportRule(id: RuleId, seen: Sighting): Behaviour<void> {
  const rule = RULES[id]
  yield* report({
    ...rule,
    id,
    title: seen.detail === undefined ? rule.title : `${rule.title} (${seen.detail})`,
    exchanges: [...seen.exchanges],
  })
}

/** The rule about an answer that says nothing of the request: the target is busy or in trouble. */
function troubleRule({ status }: Extract<Answer, { kind: 'response' }>): RuleId | undefined {
  if (status === 429) return 'throttled'
  return status >= 500 && status !== 501 ? 'server-error' : undefined
}

/** States why a read gave nothing: the target is busy or in trouble, or the rule that holds otherwise. */
export function* reportUnread(
  answer: Extract<Answer, { kind: 'response' }>,
  otherwise: RuleId,
  exchanges: readonly string[] = [answer.exchange],
): Behaviour<void> {
  const rule = troubleRule(answer) ?? otherwise
  yield* reportRule(rule, { exchanges, ...(rule === 'throttled' ? {} : { detail: `status ${answer.status}` }) })
}

/** States that a write was refused: the id names the shape, the advice is the shape's. */
export function* reportRefused(job: Job, shape: string, answer: Answer): Behaviour<void> {
  if (answer.kind === 'silence') {
    yield* reportRule('no-answer', { exchanges: [answer.exchange], detail: answer.reason })
    return
  }
  const trouble = troubleRule(answer)
  if (trouble === 'throttled') {
    yield* reportRule(trouble, { exchanges: [answer.exchange] })
    return
  }
  yield* reportShape(job, `refused:${shape}`, shape, [answer.exchange], {
    change: (advice) => changeFor(answer.status, trouble, advice),
    title: (summary) => `The server answers ${answer.status} to: ${summary}`,
    consequence: `The provisioning log shows a failure with ${statusName(answer.status)}; the object goes to escrow and is tried again in the next cycle.`,
  })
}

/** What to change: the shape's advice, unless the status says that the shape is not what it is about. */
function changeFor(status: number, trouble: RuleId | undefined, advice: string): string {
  if (status === 405 || status === 501) return 'Implement the method of this request: the service has no other way.'
  return trouble === undefined ? advice : `${RULES[trouble].change} If it is the form: ${advice}`
}

/** States that a write was answered with success and had no effect on `what`. */
export function* reportNotApplied(
  job: Job,
  shape: string,
  what: string,
  exchanges: readonly string[],
): Behaviour<void> {
  yield* reportShape(job, `not-applied:${shape}`, shape, exchanges, {
    title: (summary) => `"${what}" does not come back as it was sent after: ${summary}`,
    consequence:
      'The provisioning log shows Success; the service sends the change again every time it evaluates the object.',
    change: (advice) => `Store what is sent, and return it as it was sent. ${advice}`,
  })
}

interface ShapeWords {
  readonly title: (summary: string) => string
  readonly consequence: string
  /** What to change, where that is not the shape's advice alone. */
  readonly change?: (advice: string) => string
}

function* reportShape(
  job: Job,
  id: string,
  shape: string,
  exchanges: readonly string[],
  words: ShapeWords,
): Behaviour<void> {
  const known = job.shapes.find((candidate) => candidate.id === shape)
  if (known === undefined) throw new TypeError(`unknown shape ${shape}`)
  yield* report({
    id,
    whose: 'server',
    title: words.title(known.summary),
    consequence: words.consequence,
    change: words.change?.(known.advice) ?? known.advice,
    rfc: known.rfc,
    mark: known.evidence.mark,
    level: 'error',
    exchanges: [...exchanges],
  })
}
