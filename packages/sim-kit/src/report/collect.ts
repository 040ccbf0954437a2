import type { Exchange, Expected, Finding, RunEvent, Step, SyncReport } from '@scimulator/admin-api'
import type { EventSink, RunFigures } from '../recorder/recorder.ts'

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
}

/** Collects the events of a run for its report. */
export interface Collector {
  readonly sink: EventSink
  collect(head: RunHead, tail: RunTail): RunRecord
}

/** Characters of bodies a report keeps: a document beyond a few of these cannot be written as one string. */
const BODIES_AT_MOST = 100_000_000

interface Entry {
  step: Step
  exchanges: Exchange[]
  found: boolean
}

/** A collector that keeps all exchanges, or only those of failed steps and of steps with a finding. */
export function createCollector(keep: KeptExchanges, bodiesAtMost: number = BODIES_AT_MOST): Collector {
  let bodies = 0
  const steps = new Map<string, Entry>()
  const findings = new Map<string, Finding>()
  const stepOf = new Map<string, Entry>()

  const onStep = (step: Step): void => {
    const entry = steps.get(step.id)
    if (entry === undefined) {
      steps.set(step.id, { step, exchanges: [], found: false })
      return
    }
    entry.step = step
    if (keep === 'all' || step.outcome === null) return
    for (const { id } of entry.exchanges) stepOf.delete(id)
    if (step.outcome !== 'failed' && !entry.found) entry.exchanges = []
  }
  const onFinding = (finding: Finding): void => {
    findings.set(`${finding.id}\n${finding.title}`, finding)
    for (const id of finding.exchanges) {
      const entry = stepOf.get(id)
      if (entry !== undefined) entry.found = true
    }
  }
  const sink = (event: RunEvent): void => {
    if (event.type === 'step') onStep(event.step)
    else if (event.type === 'finding') onFinding(event.finding)
    else if (event.type === 'exchange') {
      const entry = steps.get(event.exchange.stepId)
      bodies += bodyLength(event.exchange)
      entry?.exchanges.push(bodies > bodiesAtMost ? withoutBodies(event.exchange) : event.exchange)
      if (entry !== undefined && keep === 'failed') stepOf.set(event.exchange.id, entry)
    }
  }
  return {
    sink,
    collect(head, { figures, stopped, expected, runUrl, notes }) {
      const { vendor, profile, scenario, target, seed } = head
      const { verdict, counters, coverage, finishedAt } = figures
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
        steps: [...steps.values()].map(toReportStep),
        findings: [...findings.values()],
        expected,
        runUrl,
      }
      const cut = bodies > bodiesAtMost ? [`Bodies beyond ${bodiesAtMost / 1e6} MB in all are left out.`] : []
      return { head, finishedAt, notes: [...notes, ...cut], report }
    },
  }
}

function bodyLength({ request, response }: Exchange): number {
  return (request.body?.length ?? 0) + (response?.body.length ?? 0)
}

function withoutBodies(exchange: Exchange): Exchange {
  const { request, response } = exchange
  return { ...exchange, request: { ...request, body: null }, response: response && { ...response, body: '' } }
}

function toReportStep({ step, exchanges }: Entry): SyncReport['steps'][number] {
  const { subject, action, outcome, reason, cause } = step
  return { subject, action, outcome: outcome ?? 'failed', reason, cause, exchanges }
}
