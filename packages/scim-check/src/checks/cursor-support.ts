import type { CheckRow } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { sharing } from './list-support.ts'

const MOST_PAGES = 8

/** The row of a check that needs cursors, and a filter that finds what the check made. */
export function cursors(
  id: string,
  title: string,
  run: CheckRow['run'],
  options: Partial<CheckRow> & { readonly advice: string; readonly need?: readonly Need[] },
): CheckRow {
  const { need = [], ...rest } = options
  return {
    id,
    level: 'MUST',
    title,
    damage: 3,
    requires: needs('cursor', 'filter', ...need),
    run,
    ...rest,
  }
}

/** A filter, and the value it asks for. */
interface Marked {
  readonly filter: string
  readonly mark: string
}

/** Users that one filter finds, and nobody else. */
export async function alike(
  context: CheckContext,
  size: number,
  titles: readonly string[] = [],
): Promise<Marked & { readonly ids: readonly string[] }> {
  const [shared, mark] = [context.sharedAttribute, context.name()]
  const filter = await sharing(context, mark)
  const ids: string[] = []
  for (let place = 0; place < size; place += 1) {
    const title = titles[place]
    const { id } = await context.user({ [shared]: mark, ...(title === undefined ? {} : { title }) })
    ids.push(id)
  }
  return { filter, mark, ids }
}

/** The cursor of the next page; undefined on the last. @throws CheckFailure when it is no text. */
export function nextOf({ body }: Answer): string | undefined {
  const { nextCursor } = body
  if (nextCursor === undefined) return undefined
  ensure(typeof nextCursor === 'string' && nextCursor !== '', `nextCursor is ${show(nextCursor)}.`)
  return nextCursor
}

/** All pages of a query, or as many as a check may ask for. @throws CheckFailure */
export async function walk(
  context: CheckContext,
  { filter, ...query }: { readonly filter: string; readonly count: number; readonly sortBy?: string },
): Promise<Answer[]> {
  const pages: Answer[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined && pages.length < MOST_PAGES) {
    const page: Answer = (await context.find(filter, { ...query, cursor })).expect(200)
    pages.push(page)
    cursor = nextOf(page)
  }
  return pages
}

/** A list of several pages: the filter that finds it, and the cursor of its second page. */
export async function secondPage(context: CheckContext): Promise<Marked & { readonly cursor: string }> {
  const { filter, mark } = await alike(context, 2)
  const cursor = nextOf((await context.find(filter, { cursor: '', count: 1 })).expect(200))
  if (cursor === undefined) throw new CheckSkip('the target gives no second page')
  return { filter, mark, cursor }
}
