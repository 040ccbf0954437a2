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
  const findings = mergeById(
    detail.findings,
    events.flatMap((event) => (event.type === 'finding' ? [event.finding] : [])),
  )
  return { ...detail, steps, findings, run: events.reduce(applyToRun, detail.run) }
}

function applyToRun(run: Run, event: RunEvent): Run {
  if (event.type === 'counters' && run.status === 'running') {
    return { ...run, counters: newerCounters(run.counters, event.counters) }
  }
  if (event.type !== 'finished') return run
  const { type: _, ...end } = event
  return { ...run, ...end }
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

function mergeById<T extends { id: string }>(known: T[], incoming: readonly T[]): T[] {
  if (incoming.length === 0) return known
  const byId = new Map(known.map((item) => [item.id, item]))
  for (const item of incoming) byId.set(item.id, item)
  return [...byId.values()]
}

/** A list of exchanges with more of them, in the order they were sent. */
export function mergeExchanges(known: Exchange[], incoming: readonly Exchange[]): Exchange[] {
  if (incoming.length === 0) return known
  return mergeById(known, incoming).sort((left, right) => left.index - right.index)
}
