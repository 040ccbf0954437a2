/**
 * @see RFC 7644 §3.4.2 Query Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2
 */
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { filterOf, type Query } from './list-support.ts'

/** More than the 50 at which totals and pages are known to end. */
const MANY = 60
/** So many tell the pages of a list apart. */
const FEW = 5

interface Crowd {
  readonly query: Query
  /** How many Users the query finds. */
  readonly total: number
}

/**
 * Makes more Users than fit in one page: what a filter finds of them, or all Users where no filter does.
 *
 * @throws CheckFailure where the total of all Users has not grown by those that were made
 */
export async function crowd(context: CheckContext): Promise<Crowd> {
  const mark = context.name()
  const shared = Object.fromEntries(context.sharedAttributes.map((name) => [name, mark]))
  const { id } = await context.user(shared)
  const filter = await filterOf(context, mark, [id])
  if (filter !== undefined) return { query: { filter }, total: 1 + (await makeMore(context, shared)) }
  const before = await totalOf(context, { count: 1 })
  const made = await makeMore(context, shared)
  const total = await totalOf(context, { count: 1 })
  ensure(total >= before + made, `totalResults goes from ${before} to ${total} when ${made} Users are made.`)
  return { query: {}, total }
}

/** The number of all matches, as a page tells it. */
export async function totalOf(context: CheckContext, query: Query): Promise<number> {
  const { totalResults } = (await context.client.get(context.users, query)).expect(200).body
  ensure(typeof totalResults === 'number', `totalResults is ${show(totalResults ?? null)}.`)
  return Number(totalResults)
}

/** Makes the rest, and says how many: a target may have room for a few only. */
async function makeMore(context: CheckContext, shared: Readonly<Record<string, string>>): Promise<number> {
  for (let made = 1; made < MANY; made += 1) {
    try {
      await context.user(shared)
    } catch (error) {
      if (!(error instanceof CheckSkip) || made < FEW) throw error
      context.note(`The target took ${made} Users and no more.`)
      return made - 1
    }
  }
  return MANY - 1
}
