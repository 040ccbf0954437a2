import type { Step } from '@scimulator/admin-api'
import type { Behaviour, Command, StepResult } from '../behaviour/behaviour.ts'
import { laidToFault } from '../faults/laid-to-fault.ts'
import type { LaneTime } from './clock.ts'
import { outerPasses } from './pass-watch.ts'
import type { Place } from './place.ts'
import { createSender, type DriveDeps, type Sender } from './sender.ts'
import { RunStopped } from './stop.ts'

/** How a driven behaviour ended. */
export type Driven<T> =
  | { readonly status: 'finished'; readonly value: T }
  | { readonly status: 'stopped'; readonly reason: string }

/**
 * Plays a behaviour against a target: sends, retries, records, and resumes it with what came back.
 *
 * The vendor's own schedule passes at once; only waits the target demands take time.
 */
export async function drive<T>(behaviour: Behaviour<T>, deps: DriveDeps): Promise<Driven<T>> {
  const faulted = new Set<string>()
  const run: RunState = {
    deps,
    send: createSender(deps, faulted),
    passes: outerPasses(deps.passes),
    faulted,
    halted: undefined,
  }
  const time = deps.clock.lane
  try {
    return { status: 'finished', value: await runLane(behaviour, { outer: undefined, time, place: [] }, run) }
  } catch (error) {
    if (error instanceof RunStopped) return { status: 'stopped', reason: error.message }
    throw error
  } finally {
    deps.clock.enter(time)
  }
}

interface RunState {
  readonly deps: DriveDeps
  readonly send: Sender
  readonly passes: ReturnType<typeof outerPasses>
  /** Exchanges with a failure injected on the way. */
  readonly faulted: ReadonlySet<string>
  /** Why the whole run stops, once one lane has found out. */
  halted: unknown
}

interface Lane {
  /** The step of the lane that started this one: its own steps stand beside it. */
  readonly outer: Step | undefined
  /** Lanes side by side wait side by side: each has its own time. */
  readonly time: LaneTime
  readonly place: Place
  own: Step | undefined
  /** Number of the next of its steps, or of its lanes side by side. */
  next: number
}

async function runLane<T>(behaviour: Behaviour<T>, start: Omit<Lane, 'own' | 'next'>, run: RunState): Promise<T> {
  const lane: Lane = { ...start, own: undefined, next: 0 }
  const { time } = lane
  const { clock } = run.deps
  try {
    clock.enter(time)
    let next = behaviour.next()
    while (!next.done) {
      if (run.halted !== undefined) throw run.halted
      if (run.deps.signal?.aborted) throw new RunStopped('interrupted')
      const answer = await obey(next.value, lane, run)
      // Another lane may have gone on meanwhile.
      clock.enter(time)
      next = behaviour.next(answer)
    }
    endOwn(lane, { outcome: 'succeeded' }, run)
    return next.value
  } catch (error) {
    run.halted ??= error
    throw error
  }
}

function endOwn(lane: Lane, result: StepResult, run: RunState): void {
  if (lane.own !== undefined) run.deps.recorder.endStep(lane.own, result)
  lane.own = undefined
}

async function obey(command: Command, lane: Lane, run: RunState): Promise<unknown> {
  const { recorder } = run.deps
  switch (command.type) {
    case 'send':
      return await run.send(command.request, lane.own ?? lane.outer ?? openImplicitStep(lane, run), lane.time)
    case 'beginStep':
      endOwn(lane, { outcome: 'succeeded' }, run)
      lane.own = recorder.beginStep(command.subject, command.action, command.cause, nextPlace(lane))
      return undefined
    case 'endStep':
      endOwn(lane, command.result, run)
      return undefined
    case 'finding':
      recorder.finding(laidToFault(command.finding, run.faulted))
      return undefined
    case 'wait':
      run.deps.clock.pass(command.ms)
      recorder.waited(lane.own ?? lane.outer, command)
      return undefined
    case 'case':
      recorder.rehearsed(lane.own ?? lane.outer, command)
      return undefined
    case 'together':
      return await runTogether(command.lanes, command.limit, lane, run)
  }
}

function nextPlace(lane: Lane): Place {
  return [...lane.place, lane.next++]
}

/** A request outside every step still belongs somewhere: a step of its own, about the connection. */
function openImplicitStep(lane: Lane, run: RunState): Step {
  const step = run.deps.recorder.beginStep({ kind: 'connection', name: 'target' }, 'verify', undefined, nextPlace(lane))
  lane.own = step
  return step
}

async function runTogether(
  lanes: readonly Behaviour<unknown>[],
  limit: number,
  parent: Lane,
  run: RunState,
): Promise<unknown[]> {
  const results: unknown[] = new Array(lanes.length)
  const waiting = lanes.entries()
  const outer = parent.own ?? parent.outer
  const place = nextPlace(parent)
  const pass = run.passes.begin(lanes.length)
  const work = async (time: LaneTime): Promise<void> => {
    // All workers draw from one iterator, so that lanes start in the order given.
    for (const [index, lane] of waiting) {
      results[index] = await runLane(lane, { outer, time, place: [...place, index] }, run)
      pass.turn()
    }
  }
  const count = Math.max(1, Math.min(limit, lanes.length))
  const times = Array.from({ length: count }, (): LaneTime => ({ ahead: parent.time.ahead }))
  const settled = await Promise.allSettled(times.map(work))
  pass.end()
  parent.time.ahead = Math.max(...times.map(({ ahead }) => ahead))
  if (settled.some(({ status }) => status === 'rejected')) throw run.halted
  return results
}
