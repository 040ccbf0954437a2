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

/** Shows what a run is doing: one changing line on a terminal, a line now and then elsewhere. */
export function createProgress(stream: ProgressStream): { readonly sink: EventSink; clear(): void } {
  const tty = stream.isTTY === true
  let done = 0
  let failed = 0
  let shown = false
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[2K')
    shown = false
  }
  return {
    sink(event) {
      if (event.type !== 'step') return
      const { action, subject, outcome } = event.step
      if (outcome !== null) done++
      if (outcome === 'failed') failed++
      const figures = `${done} steps${failed > 0 ? `, ${failed} failed` : ''}`
      if (tty) {
        clear()
        stream.write(shorten(plainLine(`${figures}  ${action} ${subject.name}`), (stream.columns ?? 80) - 1))
        shown = true
      } else if (outcome !== null && done % SPARSE === 0) stream.write(`${figures}\n`)
    },
    clear,
  }
}
