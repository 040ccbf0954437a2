import type { RunEvent, Subject } from '@scimulator/admin-api'
import type { PassWatch } from '../driver/pass-watch.ts'
import type { EventSink } from '../recorder/recorder.ts'
import { isOwnCheck } from './own-check.ts'
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
 * Shows what a run is doing: how many of a pass had their turn, the rate of the vendor's requests and the time left in the
 * pass; one changing line on a terminal, a line now and then elsewhere. `now` is in milliseconds.
 *
 * A pass that the run announces has the turns it says; what else is done for people or groups, one after the other, is
 * taken for a pass over all of them.
 */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): { readonly sink: EventSink; readonly passes: PassWatch; clear(): void } {
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
    passes: tally.passes,
    clear,
  }
}

interface Tally {
  readonly passes: PassWatch
  /** Counts an event; true when a step ended. */
  count(event: RunEvent): boolean
  steps(): number
  figures(): string
}

/** A stretch of a run in which each of so many objects has one turn. */
interface Pass {
  readonly began: number
  total(): number
  done(): number
  requests: number
}

function createTally(now: () => number): Tally {
  let pass: Pass = { began: now(), total: () => 0, done: () => 0, requests: 0 }
  let announced = false
  let rate = ''
  let [steps, failed, turns] = [0, 0, 0]
  const size = { user: 0, group: 0 }
  const begin = (total: () => number, done: () => number): void => {
    pass = { began: now(), total, done, requests: 0 }
  }
  const subjects = followSubjects(size, begin)
  return {
    passes: {
      begin(total) {
        ;[announced, turns] = [true, 0]
        begin(
          () => total,
          () => turns,
        )
      },
      turn: () => void turns++,
      end() {
        announced = false
        subjects.forget()
        begin(
          () => 0,
          () => 0,
        )
      },
    },
    count(event) {
      if (event.type === 'exchange' && !isOwnCheck(event.exchange)) pass.requests++
      if (event.type === 'counters') [size.user, size.group] = [event.counters.people, event.counters.groups]
      if (event.type !== 'step') return false
      const { subject, outcome } = event.step
      if (!announced) subjects.see(subject, outcome !== null)
      if (outcome === null) return false
      steps++
      if (outcome === 'failed') failed++
      return true
    },
    steps: () => steps,
    figures() {
      const [total, done, seconds] = [pass.total(), pass.done(), (now() - pass.began) / 1000]
      // The rate of the pass before stands until that of this one can be told.
      if (seconds >= SHORTEST) rate = pass.requests === 0 ? '' : `, ${format(pass.requests / seconds)} requests/s`
      const known = seconds >= SHORTEST && done > 0 && done < total
      const left = known ? `, ${duration((seconds / done) * (total - done))} left in this pass` : ''
      const place = done < total ? `${done}/${total}, ` : ''
      return `${place}${steps} steps${failed > 0 ? `, ${failed} failed` : ''}${rate}${left}`
    },
  }
}

/** Tells passes that nobody announces by the subjects of their steps: another kind, or somebody who had a turn before. */
function followSubjects(
  size: Readonly<Record<'user' | 'group', number>>,
  begin: (total: () => number, done: () => number) => void,
): { see(subject: Subject, ended: boolean): void; forget(): void } {
  let names = new Set<string>()
  let [current, last] = ['', '']
  return {
    see({ kind, name }, ended) {
      if (kind !== 'user' && kind !== 'group') return
      const again = names.has(name) ? name !== last : size[kind] > 0 && names.size >= size[kind]
      if (kind !== current || again) {
        const seen = new Set<string>()
        ;[names, current] = [seen, kind]
        begin(
          () => size[kind],
          () => seen.size,
        )
      }
      last = name
      if (ended) names.add(name)
    },
    forget() {
      names = new Set()
      current = ''
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
