import { type ReactElement, useSyncExternalStore } from 'react'
import { formatDuration, spanMs } from '../format/duration.ts'
import { formatFullTime, formatListTime } from '../format/time.ts'

/** A clock that ticks for everybody who shows it, at one pace. */
function createClock(paceMs: number): () => number {
  let now = Date.now()
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    if (timer === undefined) {
      now = Date.now()
      timer = setInterval(tick, paceMs)
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
  return () => useSyncExternalStore(subscribe, () => now)
}

const useHalfMinutes = createClock(30_000)
const useSeconds = createClock(1000)

/** A moment in a list, kept fresh; hover shows it in full. */
export function ListTime({ iso }: { iso: string }): ReactElement {
  const now = useHalfMinutes()
  return (
    <time dateTime={iso} title={formatFullTime(iso)} className="whitespace-nowrap">
      {formatListTime(iso, Math.max(now, Date.now() - 30_000))}
    </time>
  )
}

/** What takes time, and how much of it nobody sat through. */
interface TookProps {
  startedAt: string
  finishedAt: string | null
  simulatedMs?: number | undefined
}

/** How long something took for real, counting on while it has no end; hover tells what passed without waiting. */
export function Took({ startedAt, finishedAt, simulatedMs = 0 }: TookProps): ReactElement {
  if (finishedAt === null) return <RunningFor startedAt={startedAt} />
  const title = simulatedMs > 0 ? `and ${formatDuration(simulatedMs)} of simulated time` : undefined
  return (
    <span className="whitespace-nowrap tabular-nums" title={title}>
      {formatDuration(Math.max(0, spanMs(startedAt, finishedAt, 0) - simulatedMs))}
    </span>
  )
}

function RunningFor({ startedAt }: { startedAt: string }): ReactElement {
  const now = useSeconds()
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatDuration(Math.floor(spanMs(startedAt, null, now) / 1000) * 1000)}
    </span>
  )
}
