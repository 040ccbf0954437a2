import { type ReactElement, useEffect, useState } from 'react'
import { useConnection } from '../../api/connection.ts'
import { formatLogTime } from '../../format/time.ts'

const PILL_AFTER_MS = 2000
const BAR_AFTER_MS = 10_000

/** How long the connection has been broken: not, long enough for the pill, long enough for the bar. */
function useBreak(): { level: 0 | 1 | 2; since: number | null; state: string } {
  const { state, since } = useConnection()
  const [level, setLevel] = useState<0 | 1 | 2>(0)
  useEffect(() => {
    setLevel(0)
    if (since === null) return
    const pill = setTimeout(() => setLevel(1), PILL_AFTER_MS)
    const bar = setTimeout(() => setLevel(2), BAR_AFTER_MS)
    return () => {
      clearTimeout(pill)
      clearTimeout(bar)
    }
  }, [since])
  return { level, since, state }
}

/** Whether what is shown is live. Its width never changes. */
export function ConnectionPill(): ReactElement {
  const { level, state } = useBreak()
  const word = level > 0 ? (level === 1 ? 'Reconnecting' : 'Offline') : state === 'connecting' ? 'Connecting' : 'Live'
  const dot = word === 'Live' ? 'bg-accent' : word === 'Offline' ? 'bg-fail' : 'border-2 border-ink-3'
  return (
    <span className="inline-flex h-7 w-28 items-center justify-center gap-2 rounded-full border border-line text-meta text-ink-2">
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      <span className="sr-only">Connection: </span>
      {word}
    </span>
  )
}

/** Says over the bottom edge that the server does not answer, and what is still true. */
export function ConnectionBar(): ReactElement {
  const { level, since } = useBreak()
  return (
    <div role="alert" className="fixed inset-x-0 bottom-0 z-40 max-sm:bottom-14">
      {level === 2 && since !== null && (
        <p className="border-t border-line bg-warn-bg px-6 py-3 text-prose text-ink">
          No answer from {location.host} since {formatLogTime(new Date(since).toISOString()).slice(0, 8)}. What you see
          is from then; it catches up by itself when the server is back.
        </p>
      )}
    </div>
  )
}
