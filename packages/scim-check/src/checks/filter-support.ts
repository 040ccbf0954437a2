import type { CheckRow } from '../check.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensureSet, idsOf, matchesIn } from './support.ts'

/** Four Users that differ in what filters look at. */
interface People {
  readonly ids: Readonly<Record<string, string>>
  readonly userNames: readonly string[]
  /** Begins the title, nickName and email addresses of these Users and of nobody else. */
  readonly mark: string
}

/** The Users of the filter checks, made once. */
async function people(context: CheckContext): Promise<People> {
  return await context.shelf.take('people', async () => {
    const mark = context.name()
    const make = async (title: string | undefined, work: string, home?: string) =>
      await context.user({
        ...(title === undefined ? {} : { title: `${mark}${title}` }),
        nickName: `${mark}Nick`,
        name: { familyName: `${mark}Family`, ...(title === undefined ? {} : { givenName: `${mark}${title}` }) },
        emails: [
          { value: `${mark}${work}@example.com`, type: 'work', primary: true },
          ...(home === undefined ? [] : [{ value: `${mark}${home}@example.org`, type: 'home' }]),
        ],
        active: title !== 'B',
      })
    const [a, b, c, d] = [
      await make('A', 'a1', 'a2'),
      await make('B', 'b1'),
      await make('C', 'c1', 'c2'),
      await make(undefined, 'd1'),
    ]
    const ids = { A: a.id, B: b.id, C: c.id, D: d.id }
    return { ids, mark, userNames: [a, b, c, d].map(({ userName }) => String(userName)) }
  })
}

/** Which of the people a filter finds, by letter. What else the target has does not count. */
export async function matches(context: CheckContext, make: (mark: string) => string): Promise<string[]> {
  const { ids, mark, userNames } = await people(context)
  const letters = Object.entries(ids)
  const filter = make(mark)
  const first = await context.find(filter)
  if (first.status === 404) return []
  first.expect(200)
  const isWhole = Number(first.body.totalResults ?? 0) <= first.items.length
  const found = new Set(isWhole ? idsOf(first) : await askOneByOne(context, filter, userNames))
  return letters.flatMap(([letter, id]) => (found.has(id) ? [letter] : []))
}

/** With other data around, the people may lie on a later page: then each is asked for by name. */
async function askOneByOne(context: CheckContext, filter: string, userNames: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of userNames) ids.push(...matchesIn(await context.find(`(${filter}) and userName eq "${name}"`)))
  return ids
}

/** A row: each filter finds exactly these people. */
export function finds(
  id: string,
  title: string,
  cases: readonly (readonly [filter: string, letters: string])[],
  options: Partial<CheckRow> & { readonly need?: readonly Need[] } = {},
): CheckRow {
  const { need = [], ...rest } = options
  return {
    id,
    level: 'MUST',
    title,
    advice: 'Evaluate the filter as the RFC’s grammar and operators say.',
    damage: 4,
    requires: needs('filter', 'user.title', 'user.emails', ...need),
    async run(context) {
      for (const [filter, letters] of cases) {
        const found = await matches(context, (mark) => filter.replaceAll('%', mark))
        const wanted = letters.split('')
        ensureSet(found, wanted, `Of the Users A, B, C and D the matches of ${filter.replaceAll('%', '…')}`)
      }
    },
    ...rest,
  }
}

/** A row: each filter is refused with 400 invalidFilter. */
export function refuses(id: string, level: CheckRow['level'], title: string, ...filters: readonly string[]): CheckRow {
  return {
    id,
    level,
    title,
    advice: 'Answer 400 invalidFilter, naming what cannot be read.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      for (const filter of filters) (await context.find(filter)).refused(400, 'invalidFilter')
    },
  }
}
