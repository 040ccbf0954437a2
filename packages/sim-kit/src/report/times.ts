import type { RunRecord } from './collect.ts'

/** Milliseconds a run took for real: without what passed at once of the vendor's own schedule. */
export function realMs({ head, finishedAt, report }: RunRecord): number {
  return Math.max(0, Date.parse(finishedAt) - Date.parse(head.startedAt) - Math.round(report.simulatedMs ?? 0))
}

/** `3.2 s` or `40 ms`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

const units = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** A span of a schedule as people say it: `40 min`, `2 h 5 min`, `30 days`. */
export function span(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return `${Math.round(ms)} ms`
  const first = units.findIndex(([, size]) => seconds >= size)
  let left = seconds
  return units
    .slice(first, first + 2)
    .flatMap(([name, size]) => {
      const count = Math.floor(left / size)
      left -= count * size
      return count === 0 ? [] : [`${count} ${name === 'day' && count > 1 ? 'days' : name}`]
    })
    .join(' ')
}

/** Waits of one reason put together, the longest first. */
export function waitsByReason(
  record: RunRecord,
): { readonly why: string; readonly ms: number; readonly times: number }[] {
  const reasons = new Map<string, { why: string; ms: number; times: number }>()
  for (const { why, ms } of record.report.waits ?? []) {
    const known = reasons.get(why) ?? { why, ms: 0, times: 0 }
    reasons.set(why, { why, ms: known.ms + ms, times: known.times + 1 })
  }
  return [...reasons.values()].sort((a, b) => b.ms - a.ms)
}
