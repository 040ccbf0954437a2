import type { Step } from '@scimulator/admin-api'
import type { RunSearch } from '../../search.ts'
import { actionText, outcomeOf, subjectText } from '../../words.ts'

/** Steps a page of the list holds. */
export const STEPS_PER_PAGE = 200

/** What a list of steps is narrowed to and how it is ordered. */
export type StepFilter = Pick<RunSearch, 'outcome' | 'action' | 'q' | 'sort'>

/** Steps that match, failed ones first when asked, else in the order they happened. */
export function filterSteps(steps: readonly Step[], filter: StepFilter): Step[] {
  const q = filter.q?.toLowerCase()
  const found = steps.filter(
    (step) =>
      (filter.outcome === undefined || outcomeOf(step) === filter.outcome) &&
      (filter.action === undefined || step.action === filter.action) &&
      (q === undefined || searchText(step).includes(q)),
  )
  if (filter.sort !== 'failed') return found
  return [...found.filter((step) => step.outcome === 'failed'), ...found.filter((step) => step.outcome !== 'failed')]
}

function searchText(step: Step): string {
  return `${subjectText(step)} ${actionText(step)} ${step.reason ?? ''} ${step.cause ?? ''}`.toLowerCase()
}

/** One page of a list, and how many there are; a page past the end is the last one. */
export function pageOf<T>(
  items: readonly T[],
  page: number,
  size: number,
): { items: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const shown = Math.min(Math.max(1, page), pages)
  return { items: items.slice((shown - 1) * size, shown * size), page: shown, pages }
}

/** How often each value of a property occurs, most often first. */
export function countBy<K extends string>(steps: readonly Step[], keyOf: (step: Step) => K): [K, number][] {
  const counts = new Map<K, number>()
  for (const step of steps) counts.set(keyOf(step), (counts.get(keyOf(step)) ?? 0) + 1)
  return [...counts].sort((left, right) => right[1] - left[1])
}

/** The step to show before one is chosen: the first that failed, else the first. */
export function firstToShow(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => step.outcome === 'failed') ?? steps[0]
}
