const HOUR = 3_600_000

/** A moment in a list: `now`, `2 min ago` up to an hour, then `14:02`, then `23 Nov 14:02`. */
export function formatListTime(iso: string, now: number, timeZone?: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return '–'
  const age = now - at
  if (age < 60_000 && age > -60_000) return 'now'
  if (age > 0 && age < HOUR) return `${Math.floor(age / 60_000)} min ago`
  const clock = clockTime(at, timeZone)
  const day = dayOf(at, timeZone)
  return day === dayOf(now, timeZone) ? clock : `${day} ${clock}`
}

/** A moment in a log: `14:02:11.482`. */
export function formatLogTime(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone,
  }).format(Date.parse(iso))
}

/** Everything about a moment, for hover and focus: local with zone, then UTC. */
export function formatFullTime(iso: string, timeZone?: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return 'time not known'
  const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long', timeZone }).format(at)
  return `${local} (${new Date(at).toISOString()})`
}

function clockTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at)
}

function dayOf(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(at)
}
