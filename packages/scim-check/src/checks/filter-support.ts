import type { CheckRow } from '../check.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckFailure, CheckSkip, FilterRefusal } from '../failure.ts'
import { ensureSet, idsOf, matchesIn } from './support.ts'

/** Four Users that differ in what filters look at. */
interface People {
  readonly ids: Readonly<Record<string, string>>
  readonly userNames: readonly string[]
  /** Begins the title, the shared attribute and the email addresses of these Users and of nobody else. */
  readonly mark: string
}

/** The Users of the filter checks, made once. */
async function people(context: CheckContext): Promise<People> {
  return await context.shelf.take('people', async () => {
    const mark = context.name()
    const make = async (title: string | undefined, work: string, home?: string) =>
      await context.user({
        ...(title === undefined ? {} : { title: `${mark}${title}` }),
        [context.sharedAttribute]: `${mark}Nick`,
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

/**
 * Which of the people a filter finds, by letter: `%` stands for their mark, `$` for the attribute they share. What else
 * the target has does not count.
 */
export async function matches(context: CheckContext, text: string): Promise<string[]> {
  const { ids, mark, userNames } = await people(context)
  const letters = Object.entries(ids)
  const filter = text.replaceAll('%', mark).replaceAll('$', () => context.sharedAttribute)
  const first = await context.find(filter)
  if (first.status === 404) return []
  first.filtered()
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

/** What a row of `finds` may say beside its cases. */
interface FindsOptions extends Partial<CheckRow> {
  readonly need?: readonly Need[]
  /** The same words of the language on userName: where these are refused too, it is the language that is not supported. */
  readonly simplest?: readonly string[]
  /** Why the target may refuse the language of this row. */
  readonly optional?: string
}

/** A row: each filter finds exactly these people. */
export function finds(
  id: string,
  title: string,
  advice: string,
  cases: readonly (readonly [filter: string, letters: string])[],
  options: FindsOptions = {},
): CheckRow {
  const { need = [], simplest = [], optional, ...rest } = options
  return {
    id,
    level: 'MUST',
    title,
    advice,
    damage: 4,
    requires: needs('filter', 'user.title', 'user.emails', ...need),
    run: (context) =>
      judging(context, { simplest, optional }, async () => {
        for (const [filter, letters] of cases) await ensureFound(context, filter, letters)
      }),
    ...rest,
  }
}

async function ensureFound(context: CheckContext, filter: string, letters: string): Promise<void> {
  const found = await matches(context, filter)
  const shown = filter.replaceAll('%', '…').replaceAll('$', () => context.sharedAttribute)
  ensureSet(found, letters.split(''), `Of the Users A, B, C and D the matches of ${shown}`)
}

/**
 * Runs what a row asks, and tells a combination of attribute and comparison that is not supported, which RFC 7644 §3.12
 * has a keyword for, from a part of the language that is not: a target that announces filters supports the operators of
 * tables 3 and 4, literals and parentheses, since `filter.supported` is all that it can say and §3.4.2.2 lists them as
 * supported. `simplest` says the same with userName, where `%` stands for a name of nobody.
 *
 * @throws CheckFailure where the language is refused, CheckSkip where the RFC makes that part of it optional
 */
export async function judging(
  context: CheckContext,
  { simplest, optional }: { readonly simplest: readonly string[]; readonly optional?: string | undefined },
  run: () => Promise<void>,
): Promise<void> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof FilterRefusal)) throw error
    for (const filter of simplest) {
      const answer = await context.find(filter.replaceAll('%', context.name()))
      if (answer.status === 200 || answer.status === 404) continue
      if (optional !== undefined) throw new CheckSkip(optional)
      const shown = filter.replaceAll('%', '…')
      throw new CheckFailure(`${error.message} ${shown} was answered with ${answer.status}, too.`)
    }
    throw error
  }
}

/** A row: each filter is refused with 400 invalidFilter. */
export function refuses(
  id: string,
  level: CheckRow['level'],
  title: string,
  advice: string,
  ...filters: readonly string[]
): CheckRow {
  return {
    id,
    level,
    title,
    advice,
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      for (const filter of filters) (await context.find(filter)).refused(400, 'invalidFilter')
    },
  }
}
