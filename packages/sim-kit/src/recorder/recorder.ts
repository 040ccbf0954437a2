import type {
  Counters,
  Coverage,
  Exchange,
  Expected,
  Finding,
  RecordedResponse,
  RunEvent,
  Step,
  StepAction,
  Subject,
} from '@scimulator/admin-api'
import type { FindingDraft, StepResult } from '../behaviour/behaviour.ts'
import type { WireRequest, WireResult } from '../http/wire-client.ts'
import { cutInside } from '../report/text.ts'
import { countStep, startCounters } from './counters.ts'
import { openCoverage } from './coverage.ts'
import type { Masker } from './mask.ts'
import { readTolerances } from './tolerances.ts'

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
  readonly sinks: readonly EventSink[]
  /** Longest body recorded, in characters. Default 100,000. */
  readonly bodyLimit?: number
}

/** One exchange as the driver saw it. */
export interface SeenExchange {
  readonly step: Step
  readonly attempt: number
  readonly startedAt: Date
  readonly shape: string
  readonly quirks: readonly string[]
  readonly request: WireRequest
  readonly result: WireResult
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
}

/** Turns what happens in a run into events, and keeps its figures. */
export interface Recorder {
  beginStep(subject: Subject, action: StepAction, cause: string | undefined): Step
  endStep(step: Step, result: StepResult): void
  /** Records an exchange and gives its id. */
  exchange(seen: SeenExchange): string
  finding(draft: FindingDraft): void
  /** Ends what is still open and gives the figures. Called once. */
  finish(end: RunEnd): RunFigures
}

interface OpenStep {
  readonly step: Step
  readonly shapes: Set<string>
  last: string | undefined
  /** A finding names one of its exchanges. */
  explained: boolean
}

/** Findings with one id and different titles kept apart; beyond that they join the last. */
const TITLES_PER_ID = 20
/** Exchanges named by one finding. */
const EXCHANGES_PER_FINDING = 50
const COUNTERS_EVERY = 10
/** Characters of a reason or a title: a server's detail may stand in it. */
const LONGEST_TEXT = 2000
/** Characters beyond the limit that are looked through for secrets too: longer than any credential. */
const SEAM = 100_000

/** Opens a recorder: everything leaves it as events, masked; it keeps no exchange. */
export function createRecorder(options: RecorderOptions): Recorder {
  const counters = startCounters(options.people, options.groups)
  const book = openCoverage(options.shapes)
  const shapes = internShapes()
  const open = new Map<string, OpenStep>()
  const findings = createFindings()
  let steps = 0
  let errors = 0
  const say = (text: string): string => cutInside(options.masker.text(text), LONGEST_TEXT)
  const emit = (event: RunEvent): void => {
    for (const sink of options.sinks) sink(event)
  }
  const recorder: Recorder = {
    beginStep(subject, action, cause) {
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
      open.set(step.id, { step, shapes: new Set(), last: undefined, explained: false })
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
        step: { ...step, outcome, reason: reason === undefined ? null : say(reason), finishedAt },
      })
      if (counters.steps % COUNTERS_EVERY === 0) emit({ type: 'counters', counters: { ...counters } })
    },
    exchange(seen) {
      const index = counters.exchanges++
      const exchange = toExchange(seen, index, options)
      shapes.push(seen.shape)
      book.exercise(seen.shape)
      const opened = open.get(seen.step.id)
      opened?.shapes.add(seen.shape)
      if (opened !== undefined) opened.last = seen.shape
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
    finish(end) {
      const cut = end.stopReason ?? 'the scenario ended before the step did'
      for (const { step } of [...open.values()]) recorder.endStep(step, { outcome: 'failed', reason: cut })
      const pass = end.status === 'finished' && errors === 0 && counters.failed === 0
      const figures: RunFigures = {
        verdict: pass ? 'pass' : 'fail',
        counters: { ...counters },
        coverage: book.coverage(),
        finishedAt: options.now().toISOString(),
      }
      emit({ type: 'finished', ...end, ...figures })
      return figures
    },
  }
  return recorder
}

function toExchange(seen: SeenExchange, index: number, options: RecorderOptions): Exchange {
  const { request, result } = seen
  const limit = options.bodyLimit ?? 100_000
  const answered = result.kind === 'response' ? result : undefined
  const header = answered?.headers.find(([name]) => name.toLowerCase() === 'scimulator-exchange')?.[1]
  // Masked before it is cut: a secret cut in two would not be known any more.
  const response = answered && options.masker.response(pickResponse(answered, limit + SEAM))
  const sent = options.masker.request({
    method: request.method,
    target: request.target,
    headers: request.headers.map(([name, value]) => [name, value]),
    body: request.body?.slice(0, limit + SEAM) ?? null,
  })
  return {
    id: `x${index + 1}`,
    stepId: seen.step.id,
    index,
    attempt: seen.attempt,
    startedAt: seen.startedAt.toISOString(),
    ms: result.ms,
    request: { ...sent, body: sent.body === null ? null : cut(sent.body, limit, request.body?.length ?? 0) },
    response: response ? { ...response, body: cut(response.body, limit, answered?.body.length ?? 0) } : null,
    error: result.kind === 'silence' ? options.masker.text(result.reason) : null,
    shape: seen.shape,
    quirks: [...seen.quirks],
    tolerances: readTolerances(header),
  }
}

function sayFinding(draft: FindingDraft, say: (text: string) => string): FindingDraft {
  const { title, consequence, change } = draft
  return { ...draft, title: say(title), consequence: say(consequence), change: say(change) }
}

function pickResponse(
  { status, reasonPhrase, headers, body }: Extract<WireResult, { kind: 'response' }>,
  length: number,
): RecordedResponse {
  return { status, reasonPhrase, headers, body: body.slice(0, length) }
}

/** Cuts a masked text of which `whole` characters came. */
function cut(text: string, limit: number, whole: number): string {
  if (text.length <= limit && whole <= limit + SEAM) return text
  return `${text.slice(0, limit)}… (${whole - limit} characters more)`
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

/** One finding per id and title: the same defect seen a thousand times is one finding with its exchanges. */
function createFindings(): { add(finding: Finding): { finding: Finding; fresh: boolean } } {
  const byId = new Map<string, Map<string, Finding>>()
  return {
    add(finding) {
      const titles = byId.get(finding.id) ?? new Map<string, Finding>()
      byId.set(finding.id, titles)
      const known = titles.get(finding.title) ?? (titles.size < TITLES_PER_ID ? undefined : [...titles.values()].at(-1))
      if (known === undefined) {
        titles.set(finding.title, finding)
        return { finding, fresh: true }
      }
      const exchanges = [...new Set([...known.exchanges, ...finding.exchanges])].slice(0, EXCHANGES_PER_FINDING)
      const merged: Finding = { ...known, exchanges }
      titles.set(known.title, merged)
      return { finding: merged, fresh: false }
    },
  }
}
