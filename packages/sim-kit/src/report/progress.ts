import type { EventSink } from '../recorder/recorder.ts'
import { plainLine, shorten } from './text.ts'

/** Where progress is written. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Steps between two lines where nobody watches. */
const SPARSE = 500
/** Seconds a rate is measured over before it is shown. */
const SHORTEST = 1

/**
 * Shows what a run is doing: how many of the people and groups had their turn, the rate of requests and the time left
 * until all had it; one changing line on a terminal, a line now and then elsewhere. `now` is in milliseconds.
 */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): { readonly sink: EventSink; clear(): void } {
  const tty = stream.isTTY === true
  const tally = createTally(now)
  let shown = false
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[2K')
    shown = false
  }
  return {
    sink(event) {
      const ended = tally.count(event)
      if (event.type !== 'step') return
      const { action, subject } = event.step
      if (tty) {
        clear()
        const line = plainLine(`${tally.figures()}  ${action} ${subject.name}`)
        stream.write(shorten(line, (stream.columns ?? 80) - 1))
        shown = true
      } else if (ended && tally.steps() % SPARSE === 0) stream.write(`${tally.figures()}\n`)
    },
    clear,
  }
}

interface Tally {
  /** Counts an event; true when a step ended. */
  count(event: Parameters<EventSink>[0]): boolean
  steps(): number
  figures(): string
}

function createTally(now: () => number): Tally {
  const turns = new Set<string>()
  let began: number | undefined
  let [steps, failed, requests, total] = [0, 0, 0, 0]
  const rates = (): string => {
    const seconds = (now() - (began ?? now())) / 1000
    if (seconds < SHORTEST || requests === 0) return ''
    const rate = `, ${format(requests / seconds)} requests/s`
    const left = turns.size === 0 || turns.size >= total ? undefined : (seconds / turns.size) * (total - turns.size)
    return left === undefined ? rate : `${rate}, ${duration(left)} left`
  }
  return {
    count(event) {
      began ??= now()
      if (event.type === 'exchange') requests++
      else if (event.type === 'counters') total = event.counters.people + event.counters.groups
      if (event.type !== 'step' || event.step.outcome === null) return false
      const { subject, outcome } = event.step
      steps++
      if (outcome === 'failed') failed++
      const hasTurn = subject.kind === 'user' || subject.kind === 'group'
      // Once everybody had a turn there is nothing left to tell.
      if (hasTurn && (total === 0 || turns.size < total)) turns.add(`${subject.kind} ${subject.name}`)
      return true
    },
    steps: () => steps,
    figures() {
      const done = total > 0 && turns.size < total ? `${turns.size}/${total}, ` : ''
      return `${done}${steps} steps${failed > 0 ? `, ${failed} failed` : ''}${rates()}`
    },
  }
}

function format(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate))
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
