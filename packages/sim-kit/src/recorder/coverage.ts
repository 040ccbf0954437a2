import type { Coverage } from '@scimulator/admin-api'

/** Keeps which request shapes a run touched, and which of them broke. */
export interface CoverageBook {
  exercise(shape: string): void
  break(shape: string): void
  coverage(): Coverage
}

/** Opens the book for a profile's catalogue. A shape outside it is ignored in the figures. */
export function openCoverage(catalogue: readonly string[]): CoverageBook {
  const known = new Set(catalogue)
  const exercised = new Set<string>()
  const broken = new Set<string>()
  return {
    exercise: (shape) => void (known.has(shape) && exercised.add(shape)),
    break: (shape) => void (known.has(shape) && broken.add(shape)),
    coverage: () => ({
      known: known.size,
      exercised: exercised.size,
      survived: [...exercised].filter((shape) => !broken.has(shape)).length,
      missing: [...known].filter((shape) => !exercised.has(shape)),
      broken: [...known].filter((shape) => broken.has(shape)),
    }),
  }
}
