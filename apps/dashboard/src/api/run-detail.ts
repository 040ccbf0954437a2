import {
  type Counters,
  type Exchange,
  type Expected,
  expectedSchema,
  type Finding,
  findingSchema,
  type Run,
  type RunEvent,
  runSchema,
  type Step,
  stepSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'

/** A run with its steps and findings, as `GET /api/runs/:id` gives it. */
export interface RunDetail {
  run: Run
  steps: Step[]
  findings: Finding[]
  expected?: Expected | null | undefined
}

/** Shape of `GET /api/runs/:id`. */
export const runDetailSchema: z.ZodType<RunDetail> = z.object({
  run: runSchema,
  steps: z.array(stepSchema),
  findings: z.array(findingSchema),
  expected: expectedSchema.nullish(),
})

/**
 * A run after more of its events. Events may be replays of what is known already: nothing that has ended goes back
 * to running and no counter goes back.
 */
export function applyRunEvents(detail: RunDetail, events: readonly RunEvent[]): RunDetail {
  if (events.length === 0) return detail
  const steps = mergeSteps(
    detail.steps,
    events.flatMap((event) => (event.type === 'step' ? [event.step] : [])),
  )
  const findings = mergeBy(
    detail.findings,
    events.flatMap((event) => (event.type === 'finding' ? [event.finding] : [])),
    findingKey,
  )
  return events.reduce(applyEnd, { ...detail, steps, findings })
}

function applyEnd(detail: RunDetail, event: RunEvent): RunDetail {
  const { run } = detail
  if (event.type === 'counters' && run.status === 'running') {
    return { ...detail, run: { ...run, counters: newerCounters(run.counters, event.counters) } }
  }
  if (event.type !== 'finished') return detail
  const { type: _, expected, ...end } = event
  return { ...detail, run: { ...run, ...end }, ...(expected === undefined ? {} : { expected }) }
}

/** What makes a finding one: the same defect of two things has one id and two titles. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.id, finding.title])
}

/** The later of two counts of the same run: its counters only grow. */
export function newerCounters(known: Counters, next: Counters): Counters {
  const progress = (each: Counters): number => each.exchanges + each.steps
  return progress(next) >= progress(known) ? next : known
}

function mergeSteps(known: Step[], incoming: readonly Step[]): Step[] {
  if (incoming.length === 0) return known
  const byId = new Map(known.map((step) => [step.id, step]))
  for (const step of incoming) {
    const before = byId.get(step.id)
    if (!before || before.outcome === null || step.outcome !== null) byId.set(step.id, step)
  }
  return [...byId.values()].sort((left, right) => left.index - right.index)
}

function mergeBy<T>(known: T[], incoming: readonly T[], keyOf: (item: T) => string): T[] {
  if (incoming.length === 0) return known
  const byKey = new Map(known.map((item) => [keyOf(item), item]))
  for (const item of incoming) byKey.set(keyOf(item), item)
  return [...byKey.values()]
}

/** A list of exchanges with more of them, in the order they were sent. */
export function mergeExchanges(known: Exchange[], incoming: readonly Exchange[]): Exchange[] {
  if (incoming.length === 0) return known
  return mergeBy(known, incoming, (exchange) => exchange.id).sort((left, right) => left.index - right.index)
}
