import type {
  Counters,
  Coverage,
  Expected,
  InjectedFault,
  RunEvent,
  SimulatedWait,
  Step,
  StepAction,
  Subject,
} from '@scimulator/admin-api'
import type { CaseResult, FindingDraft, StepResult } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import { inOrder, type Place } from '../driver/place.ts'
import { cutLong } from '../report/text.ts'
import { countStep, startCounters } from './counters.ts'
import { openCoverage } from './coverage.ts'
import { type SeenExchange, sayFault, toExchange } from './exchange-record.ts'
import { openFaultBook } from './fault-book.ts'
import { createFindings } from './findings-book.ts'
import type { Masker } from './mask.ts'

/** Takes the events of a run, in order. Must not throw. */
export type EventSink = (event: RunEvent) => void

/** What a recorder is set up with. */
export interface RecorderOptions {
  readonly people: number
  readonly groups: number
  /** Ids of the profile's request shapes. */
  readonly shapes: readonly string[]
  readonly masker: Masker
  readonly now: () => Date
  /** How far the clock is ahead, by what passed without waiting. Absent: nothing does. */
  readonly passedMs?: () => number
  /** Failures switched on for the way to the target, in words. */
  readonly faults?: readonly string[]
  readonly sinks: readonly EventSink[]
  /** Longest body recorded, in characters. Default 100,000. */
  readonly bodyLimit?: number
}

/** How a run ended. */
export interface RunEnd {
  readonly status: 'finished' | 'stopped'
  readonly stopReason: string | null
  /** What the target should hold now; absent when the run was broken off. */
  readonly expected?: Expected
}

/** The figures of a finished run. */
export interface RunFigures {
  readonly verdict: 'pass' | 'fail'
  readonly counters: Counters
  readonly coverage: Coverage
  readonly finishedAt: string
  /** Ids of the request shapes that were sent, of whatever catalogue. */
  readonly shapes: ReadonlySet<string>
  /** Ids of the quirks that were sent. */
  readonly quirks: ReadonlySet<string>
  /** Positions at which the steps began, in the order in which they were planned. */
  readonly order: readonly number[]
  /** The first waits of the vendor's own schedule; `atStep` is a step's position, null outside every step. */
  readonly waits: readonly (SimulatedWait & { readonly atStep: number | null })[]
  /** Cases of an acceptance suite. */
  readonly cases: readonly PlayedCase[]
  /** Failures injected on purpose. */
  readonly faults: readonly InjectedFault[]
}

/** A case of an acceptance suite, and the position of the step it was played in. */
export interface PlayedCase {
  readonly id: string
  readonly result: CaseResult
  readonly atStep: number | null
}

/** Turns what happens in a run into events, and keeps its figures. */
export interface Recorder {
  /** The time that stands in what is recorded. */
  now(): Date
  /** Absent `place`: where it begins. */
  beginStep(subject: Subject, action: StepAction, cause: string | undefined, place?: Place): Step
  endStep(step: Step, result: StepResult): void
  /** Records an exchange and gives its id. */
  exchange(seen: SeenExchange): string
  finding(draft: FindingDraft): void
  /** Time of the vendor's own schedule has passed at once, inside a step or outside every one. */
  waited(step: Step | undefined, wait: SimulatedWait): void
  /** A case came out; one that does not count fails no run. */
  rehearsed(step: Step | undefined, played: Omit<PlayedCase, 'atStep'> & { readonly counts: boolean }): void
  /** Ends what is still open and gives the figures. Called once. */
  finish(end: RunEnd): RunFigures
}

interface OpenStep {
  readonly step: Step
  readonly shapes: Set<string>
  readonly aheadMs: number
  readonly waits: SimulatedWait[]
  /** Shape of the vendor's last request. */
  last: string | undefined
  /** Whether the simulator asked for itself. */
  checks: boolean
  /** A finding names one of its exchanges. */
  explained: boolean
}

const COUNTERS_EVERY = 10
/** Characters of a reason or a title: a server's detail may stand in it. */
const LONGEST_TEXT = 2000
/** Waits told of one step, and of a whole run. */
const WAITS_PER_STEP = 10
const WAITS_PER_RUN = 100

/** Opens a recorder: everything leaves it as events, masked; it keeps no exchange. */
export function createRecorder(options: RecorderOptions): Recorder {
  const counters = startCounters(options.people, options.groups)
  const book = openCoverage(options.shapes)
  const shapes = internShapes()
  const sentShapes = new Set<string>()
  const quirks = new Set<string>()
  const open = new Map<string, OpenStep>()
  const findings = createFindings()
  const faults = openFaultBook((options.faults ?? []).map((fault) => sayFault(fault, options.masker)))
  const { passedMs = () => 0 } = options
  const aheadMs = passedMs()
  const waits: (SimulatedWait & { atStep: number | null })[] = []
  const cases: PlayedCase[] = []
  const places: Place[] = []
  let steps = 0
  let exchanges = 0
  let errors = 0
  let excused = 0
  const say = (text: string): string => cutLong(options.masker.text(text), LONGEST_TEXT)
  const emit = (event: RunEvent): void => {
    for (const sink of options.sinks) sink(event)
  }
  const timesOf = ({ aheadMs: before, waits: told }: OpenStep): Pick<Step, 'simulatedMs' | 'waits'> => {
    const simulatedMs = passedMs() - before
    return { ...(simulatedMs > 0 ? { simulatedMs } : {}), ...(told.length > 0 ? { waits: told } : {}) }
  }
  const recorder: Recorder = {
    now: options.now,
    beginStep(subject, action, cause, place = [steps]) {
      places.push(place)
      const step: Step = {
        id: `s${steps + 1}`,
        index: steps++,
        subject: { kind: subject.kind, name: say(subject.name) },
        action,
        outcome: null,
        reason: null,
        cause: cause === undefined ? null : say(cause),
        startedAt: options.now().toISOString(),
        finishedAt: null,
      }
      open.set(step.id, { step, aheadMs: passedMs(), ...unseen() })
      emit({ type: 'step', step })
      return step
    },
    endStep(step, { outcome, reason }) {
      const opened = open.get(step.id)
      if (opened === undefined) return
      open.delete(step.id)
      // A failure that no finding explains is laid to the last request of the step.
      if (outcome === 'failed' && !opened.explained && opened.last !== undefined) book.break(opened.last)
      countStep(counters, step.action, outcome)
      const finishedAt = options.now().toISOString()
      emit({
        type: 'step',
        step: {
          ...step,
          outcome,
          reason: reason === undefined ? null : say(reason),
          finishedAt,
          ...timesOf(opened),
          ...(opened.checks && opened.last === undefined ? { ownCheck: true as const } : {}),
        },
      })
      if (counters.steps % COUNTERS_EVERY === 0) emit({ type: 'counters', counters: { ...counters } })
    },
    exchange(seen) {
      const index = exchanges++
      const exchange = toExchange(seen, index, options)
      shapes.push(seen.shape)
      const opened = open.get(seen.step.id)
      if (seen.shape === OWN_CHECK) {
        counters.ownChecks = (counters.ownChecks ?? 0) + 1
        if (opened !== undefined) opened.checks = true
      } else {
        counters.exchanges++
        sentShapes.add(seen.shape)
        for (const quirk of seen.quirks) quirks.add(quirk)
        book.exercise(seen.shape)
        opened?.shapes.add(seen.shape)
        if (opened !== undefined) opened.last = seen.shape
      }
      faults.note(exchange)
      emit({ type: 'exchange', exchange })
      return exchange.id
    },
    finding(draft) {
      const level = draft.level ?? 'error'
      if (level === 'error') {
        errors++
        for (const id of draft.exchanges) {
          const shape = shapes.at(Number(id.slice(1)) - 1)
          if (shape === undefined) continue
          book.break(shape)
          for (const opened of open.values()) opened.explained ||= opened.shapes.has(shape)
        }
      }
      const { finding, fresh } = findings.add({ ...sayFinding(draft, say), level })
      if (fresh) counters.findings++
      emit({ type: 'finding', finding })
    },
    waited(step, { why, ms }) {
      if (ms <= 0) return
      const wait = { why: say(why), ms }
      const told = step === undefined ? undefined : open.get(step.id)?.waits
      if (told !== undefined && told.length < WAITS_PER_STEP) told.push(wait)
      if (waits.length < WAITS_PER_RUN) waits.push({ ...wait, atStep: step?.index ?? null })
    },
    rehearsed(step, { id, result, counts }) {
      if (result.outcome === 'fail' && !counts) excused++
      cases.push({ id, result: sayResult(result, say), atStep: step?.index ?? null })
    },
    finish(end) {
      const cut = end.stopReason ?? 'the scenario ended before the step did'
      for (const { step } of [...open.values()]) recorder.endStep(step, { outcome: 'failed', reason: cut })
      const pass = end.status === 'finished' && errors === 0 && counters.failed <= excused
      const simulatedMs = passedMs() - aheadMs
      if (simulatedMs > 0) counters.simulatedMs = simulatedMs
      const figures: Pick<RunFigures, 'verdict' | 'counters' | 'coverage' | 'finishedAt'> = {
        verdict: pass ? 'pass' : 'fail',
        counters: { ...counters },
        coverage: book.coverage(),
        finishedAt: options.now().toISOString(),
      }
      emit({ type: 'finished', ...end, ...figures })
      return { ...figures, order: inOrder(places), shapes: sentShapes, quirks, waits, cases, faults: faults.faults() }
    },
  }
  return recorder
}

function unseen(): Pick<OpenStep, 'shapes' | 'waits' | 'last' | 'checks' | 'explained'> {
  return { shapes: new Set(), waits: [], last: undefined, checks: false, explained: false }
}

function sayFinding(draft: FindingDraft, say: (text: string) => string): FindingDraft {
  const { title, consequence, change } = draft
  return { ...draft, title: say(title), consequence: say(consequence), change: say(change) }
}

function sayResult(result: CaseResult, say: (text: string) => string): CaseResult {
  if (result.outcome === 'pass') return result
  if (result.outcome === 'skip') return { ...result, reason: say(result.reason) }
  return { ...result, asserted: say(result.asserted), instead: say(result.instead) }
}

/** The shape of every exchange so far, one small number each. */
function internShapes(): { push(shape: string): void; at(index: number): string | undefined } {
  const names: string[] = []
  const numbers = new Map<string, number>()
  const sequence: number[] = []
  return {
    push(shape) {
      const number = numbers.get(shape) ?? names.push(shape) - 1
      numbers.set(shape, number)
      sequence.push(number)
    },
    at: (index) => names[sequence[index] ?? -1],
  }
}
