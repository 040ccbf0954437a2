import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip } from '../failure.ts'
import { idsOf } from './support.ts'

/** Parameters of a query. */
export type Query = Readonly<Record<string, string | number>>

/** Five Users whose nickName is theirs alone; titles b, A, c, none, d. */
export async function row(
  context: CheckContext,
): Promise<{ readonly filter: string; readonly ids: readonly string[] }> {
  return await context.shelf.take('row', async () => {
    const nickName = context.name()
    const ids: string[] = []
    for (const title of ['b', 'A', 'c', undefined, 'd']) {
      const attributes = { nickName, name: { familyName: title ?? 'e' }, ...(title === undefined ? {} : { title }) }
      ids.push((await context.user({ ...attributes, externalId: `${nickName}${title ?? 'e'}` })).id)
    }
    return { filter: `nickName eq "${nickName}"`, ids }
  })
}

/** Lists the five, which have to be found for anything to be said. */
export async function list(context: CheckContext, query: Query): Promise<Answer> {
  const { filter } = await row(context)
  const answer = await context.find(filter, query)
  if (answer.status === 200 && Number(answer.body.totalResults) === 0)
    throw new CheckSkip('the filter of the set-up finds nothing')
  return answer
}

/** The positions of the five in a list, as made. */
export async function order(context: CheckContext, query: Query): Promise<number[]> {
  const { ids } = await row(context)
  const { count = 10 } = query
  const answer = (await list(context, { ...query, count })).expect(200)
  if (answer.items.length < 5 && count === 10)
    throw new CheckSkip('the target shows fewer than five resources in a page')
  return idsOf(answer).map((id) => ids.indexOf(id))
}
