/** A moment with milliseconds, UTC. */
export function instant(date: Date): string {
  return date.toISOString()
}

/** A moment without milliseconds, UTC. */
export function instantOfSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** A moment so many minutes later, or earlier. */
export function minutesAfter(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000)
}
