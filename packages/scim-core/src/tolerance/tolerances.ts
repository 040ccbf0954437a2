/** What decides whether a named tolerance applies, and remembers which ones a request needed. */
export interface Tolerances {
  /** True when the tolerance is on. Ask only when the input breaks the RFC: a true answer is recorded as used. */
  allows(id: string): boolean
  /** Ids recorded as used so far, in order of first use, without duplicates. */
  readonly used: readonly string[]
}

/** Tolerances with the given ids switched on; the empty set is strict RFC behaviour. */
export function createTolerances(enabled: Iterable<string>): Tolerances {
  const on = new Set(enabled)
  const used = new Set<string>()
  return {
    allows(id) {
      if (!on.has(id)) return false
      used.add(id)
      return true
    },
    get used() {
      return [...used]
    },
  }
}
