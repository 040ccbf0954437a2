import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip } from '../failure.ts'
import { idsOf } from './support.ts'

/** Parameters of a query. */
export type Query = Readonly<Record<string, string | number>>

/** Users that a query finds, and no others. */
export interface Row {
  readonly query: Query
  readonly ids: readonly string[]
}

interface Five {
  /** Value of every attribute that several Users may share. */
  readonly mark: string
  readonly ids: readonly string[]
  /** The filter that finds them; undefined when the target supports none. */
  readonly filter: string | undefined
}

/** So many Users are looked at where all have to be. */
const MOST = 25

/**
 * Five Users, titles b, A, c, none, d, with a filter that finds them; where no filter does, all Users, when the run
 * made them.
 *
 * @throws CheckSkip where no filter finds several Users, and there are others
 */
export async function row(context: CheckContext): Promise<Row> {
  const { filter, ids } = await five(context)
  return filter === undefined ? await everybody(context) : { query: { filter }, ids }
}

/** Lists the Users of the row. */
export async function list(context: CheckContext, query: Query): Promise<Answer> {
  return await context.client.get(context.users, { ...(await row(context)).query, ...query })
}

/** The positions of the five in a list, as made. */
export async function order(context: CheckContext, query: Query): Promise<number[]> {
  const { filter, ids } = await five(context)
  if (filter === undefined) throw new CheckSkip('no filter of the target finds several Users')
  const { count = 10 } = query
  const answer = (await list(context, { ...query, count })).expect(200)
  if (answer.items.length < 5 && count === 10)
    throw new CheckSkip('the target shows fewer than five resources in a page')
  return idsOf(answer).map((id) => ids.indexOf(id))
}

/** The filter for Users with this value of the shared attribute. @throws CheckSkip where the target supports none such */
export async function sharing(context: CheckContext, mark: string): Promise<string> {
  const filter = `${context.sharedAttribute} eq `
  const isSupported = await context.shelf.take('shared', async () => {
    return !(await context.find(`${filter}"${context.name()}"`)).isDeclined
  })
  if (!isSupported) throw new CheckSkip(`the target supports no filter by ${context.sharedAttribute}`)
  return `${filter}"${mark}"`
}

async function five(context: CheckContext): Promise<Five> {
  return await context.shelf.take('five', async () => {
    const mark = context.name()
    const ids: string[] = []
    for (const title of ['b', 'A', 'c', undefined, 'd']) {
      const shared = Object.fromEntries(context.sharedAttributes.map((name) => [name, mark]))
      const attributes = { name: { familyName: title ?? 'e' }, ...(title === undefined ? {} : { title }) }
      ids.push((await context.user({ ...shared, ...attributes, externalId: `${mark}${title ?? 'e'}` })).id)
    }
    return { mark, ids, filter: await filterOf(context, mark, ids) }
  })
}

/** The first filter that finds some of these Users, and nobody else. */
export async function filterOf(
  context: CheckContext,
  mark: string,
  ids: readonly string[],
): Promise<string | undefined> {
  if (context.discovery.features.filter !== undefined) return undefined
  for (const name of context.sharedAttributes) {
    const filter = `${name} eq "${mark}"`
    const answer = await context.find(filter)
    const found = answer.status === 200 ? idsOf(answer) : []
    if (found.length > 0 && found.every((id) => ids.includes(id))) return filter
  }
  return undefined
}

async function everybody(context: CheckContext): Promise<Row> {
  const answer = (await context.client.get(context.users, { count: 2 * MOST })).expect(200)
  const areOwn = answer.items.every(({ userName }) => context.isOwn(userName))
  if (!areOwn || answer.items.length > MOST || Number(answer.body.totalResults) > MOST) {
    throw new CheckSkip('no filter of the target finds several Users, and there are others than those of the run')
  }
  return { query: {}, ids: idsOf(answer) }
}
