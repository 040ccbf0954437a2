import type { Exchange, Expected, Finding, InferredClaim, RunEvent, Step, SyncReport } from '@scimulator/admin-api'
import type { Rehearsal } from '../profile/rehearsal.ts'
import type { EventSink, RunFigures } from '../recorder/recorder.ts'
import { rehearsalReport } from './rehearsal.ts'

/** Which exchanges a report keeps. */
export type KeptExchanges = 'all' | 'failed'

/** What is known of a run before its first request. */
export interface RunHead {
  readonly vendor: string
  readonly vendorLabel: string
  readonly profile: string
  readonly profileLabel: string
  readonly scenario: string
  readonly target: string
  readonly seed: string
  readonly startedAt: string
  /** A single order rather than a scenario. */
  readonly isAction?: boolean
}

/** A finished run with what the report writers show around the document of `--json`. */
export interface RunRecord {
  readonly head: RunHead
  readonly finishedAt: string
  /** What a reader should know of how the run was made, one line each. */
  readonly notes: readonly string[]
  readonly report: SyncReport
}

/** What only the end of a run tells. */
export interface RunTail {
  readonly figures: RunFigures
  readonly stopped: string | null
  readonly expected: Expected
  readonly runUrl: string | null
  readonly notes: readonly string[]
  /** What the run used that is concluded, not known. */
  readonly inferred: readonly InferredClaim[]
  /** The acceptance suite that was played. */
  readonly suite?: Rehearsal
}

/** Collects the events of a run for its report. */
export interface Collector {
  readonly sink: EventSink
  collect(head: RunHead, tail: RunTail): RunRecord
}

/** Characters of exchanges a report keeps: with all that escaping adds, a document must fit into one string. */
const KEPT_AT_MOST = 100_000_000

interface Entry {
  step: Step
  exchanges: Exchange[]
  found: boolean
}

/**
 * A collector that keeps all exchanges, or only those of failed steps and of steps with a finding. Beyond `atMost`
 * characters it goes over to the latter, and leaves out what even then does not fit.
 */
export function createCollector(wanted: KeptExchanges, atMost: number = KEPT_AT_MOST): Collector {
  let keep = wanted
  let kept = 0
  let leftOut = 0
  const steps = new Map<string, Entry>()
  const findings = new Map<string, Finding>()
  const stepOf = new Map<string, Entry>()

  const settle = (entry: Entry): void => {
    for (const { id } of entry.exchanges) stepOf.delete(id)
    if (entry.step.outcome === 'failed' || entry.found) return
    for (const exchange of entry.exchanges) kept -= sizeOf(exchange)
    entry.exchanges = []
  }
  const onStep = (step: Step): void => {
    const entry = steps.get(step.id)
    if (entry === undefined) {
      steps.set(step.id, { step, exchanges: [], found: false })
      return
    }
    entry.step = step
    if (keep === 'failed' && step.outcome !== null) settle(entry)
  }
  const onFinding = (finding: Finding): void => {
    findings.set(`${finding.id}\n${finding.title}`, finding)
    for (const id of finding.exchanges) {
      const entry = stepOf.get(id)
      if (entry !== undefined) entry.found = true
    }
  }
  const keepFailedOnly = (): void => {
    keep = 'failed'
    for (const entry of steps.values()) if (entry.step.outcome !== null) settle(entry)
  }
  const onExchange = (exchange: Exchange): void => {
    const entry = steps.get(exchange.stepId)
    if (entry === undefined) return
    const size = sizeOf(exchange)
    if (kept + size > atMost && keep === 'all') keepFailedOnly()
    if (kept + size > atMost) {
      leftOut++
      return
    }
    kept += size
    entry.exchanges.push(exchange)
    stepOf.set(exchange.id, entry)
  }
  const sink = (event: RunEvent): void => {
    if (event.type === 'step') onStep(event.step)
    else if (event.type === 'finding') onFinding(event.finding)
    else if (event.type === 'exchange') onExchange(event.exchange)
  }
  const limitNotes = (): string[] => {
    const passed = `Exchanges came to more than ${atMost / 1e6} million characters:`
    const cut = keep === wanted ? [] : [`${passed} the report keeps those of failed steps and of findings only.`]
    return leftOut === 0 ? cut : [...cut, `${passed} ${leftOut} of them are left out.`]
  }
  return {
    sink,
    collect(head, { figures, stopped, expected, runUrl, notes, inferred, suite }) {
      const { vendor, profile, scenario, target, seed } = head
      const { verdict, counters, coverage, finishedAt, order, waits, cases, faults } = figures
      const { reported, positionOf } = planned([...steps.values()], order)
      const report: SyncReport = {
        vendor,
        profile,
        scenario,
        target,
        seed,
        verdict,
        stopped,
        counters,
        coverage,
        steps: reported,
        findings: [...findings.values()],
        expected,
        simulatedMs: counters.simulatedMs ?? 0,
        waits: waits.map(positionOf),
        inferred: [...inferred],
        faults: [...faults],
        ...(suite === undefined ? {} : { rehearsal: rehearsalReport(suite, cases.map(positionOf), reported) }),
        runUrl,
      }
      return { head, finishedAt, notes: [...notes, ...limitNotes()], report }
    },
  }
}

/** The steps in the order in which they were planned, and where among them something stands that names a step's begin. */
function planned(
  begun: readonly Entry[],
  order: readonly number[],
): {
  readonly reported: SyncReport['steps']
  positionOf<T extends { readonly atStep: number | null }>(at: T): T
} {
  const positions = new Map(order.map((began, position) => [began, position]))
  return {
    reported: order.flatMap((began) => begun[began] ?? []).map(toReportStep),
    positionOf: (at) => ({ ...at, atStep: at.atStep === null ? null : (positions.get(at.atStep) ?? null) }),
  }
}

/** Characters of an exchange: its bodies and headers, and about what the rest takes. */
function sizeOf({ request, response }: Exchange): number {
  const headers = [...request.headers, ...(response?.headers ?? [])]
  const text = request.target.length + (request.body?.length ?? 0) + (response?.body.length ?? 0)
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length + 30, text + 500)
}

function toReportStep({ step, exchanges }: Entry): SyncReport['steps'][number] {
  const { subject, action, outcome, reason, cause, ownCheck } = step
  const own = ownCheck === undefined ? {} : { ownCheck }
  return { subject, action, outcome: outcome ?? 'failed', reason, cause, ...own, exchanges }
}
