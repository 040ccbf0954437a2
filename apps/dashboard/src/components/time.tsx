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

/** How long something took, counting on while it has no end. */
export function Took({ startedAt, finishedAt }: { startedAt: string; finishedAt: string | null }): ReactElement {
  return finishedAt === null ? (
    <RunningFor startedAt={startedAt} />
  ) : (
    <span className="whitespace-nowrap tabular-nums">{formatDuration(spanMs(startedAt, finishedAt, 0))}</span>
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
