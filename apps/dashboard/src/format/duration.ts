const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span of time as people say it: `41 ms`, `3.2 s`, `4 min 10 s`, `2 h 05 min`, `6 d`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–'
  if (ms > 0 && ms < 0.5) return '<1 ms'
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`
  const tenths = Math.round(ms / 100)
  if (tenths < 600) return `${tenths / 10} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return minutesAndSeconds(seconds)
  const minutes = Math.round(ms / MINUTE)
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.round(ms / DAY)} d`
}

function minutesAndSeconds(seconds: number): string {
  const rest = seconds % 60
  const minutes = `${Math.floor(seconds / 60)} min`
  return rest === 0 ? minutes : `${minutes} ${String(rest).padStart(2, '0')} s`
}

/** Time between two ISO instants; `now` stands in for an end that has not come. */
export function spanMs(startedAt: string, finishedAt: string | null, now: number): number {
  const end = finishedAt === null ? now : Date.parse(finishedAt)
  return Math.max(0, end - Date.parse(startedAt))
}
