import type { Finding, StepAction, Subject } from '@scimulator/admin-api'
import type { JsonValue } from '@scimulator/scim-core'
import type { Answer, Behaviour, CaseResult, FindingDraft, ScimRequest, StepResult } from '../behaviour/behaviour.ts'

/** What a played behaviour did. */
export interface Played<T> {
  readonly result: T
  readonly requests: ScimRequest[]
  readonly steps: { subject: Subject; action: StepAction; cause?: string; result?: StepResult }[]
  readonly findings: (FindingDraft & Partial<Pick<Finding, 'level'>>)[]
  readonly waits: number[]
  /** Cases of an acceptance suite, as they came out. */
  readonly cases: { id: string; result: CaseResult }[]
}

/** A canned answer: a status with an optional JSON body and headers, or silence. */
export type CannedAnswer =
  | { status: number; body?: JsonValue; headers?: Record<string, string>; text?: string }
  | { silence: string }

/** Plays a behaviour against a function that answers each request: a unit test without sockets. */
export function play<T>(behaviour: Behaviour<T>, respond: (request: ScimRequest) => CannedAnswer): Played<T> {
  const played: Omit<Played<T>, 'result'> = { requests: [], steps: [], findings: [], waits: [], cases: [] }
  let open: Played<T>['steps'][number] | undefined
  const run = <R>(lane: Behaviour<R>): R => {
    let next = lane.next()
    while (!next.done) {
      const command = next.value
      let resume: unknown
      if (command.type === 'send') {
        played.requests.push(command.request)
        resume = toAnswer(respond(command.request), `exchange-${played.requests.length}`)
      } else if (command.type === 'beginStep') {
        const { subject, action, cause } = command
        open = cause === undefined ? { subject, action } : { subject, action, cause }
        played.steps.push(open)
      } else if (command.type === 'endStep') {
        if (open) open.result = command.result
      } else if (command.type === 'finding') played.findings.push(command.finding)
      else if (command.type === 'wait') played.waits.push(command.ms)
      else if (command.type === 'case') played.cases.push({ id: command.id, result: command.result })
      else if (command.type === 'together') resume = command.lanes.map((inner) => run(inner))
      next = lane.next(resume)
    }
    return next.value
  }
  return { ...played, result: run(behaviour) }
}

function toAnswer(canned: CannedAnswer, exchange: string): Answer {
  if ('silence' in canned) return { kind: 'silence', exchange, reason: canned.silence }
  const headers = new Map(Object.entries(canned.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const body = canned.text ?? (canned.body === undefined ? '' : JSON.stringify(canned.body))
  return {
    kind: 'response',
    exchange,
    status: canned.status,
    reasonPhrase: '',
    header: (name) => headers.get(name.toLowerCase()),
    body,
    json: canned.text === undefined ? canned.body : undefined,
  }
}
