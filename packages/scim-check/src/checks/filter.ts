import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { finds, matches, refuses } from './filter-support.ts'
import { ensureSet, idsOf, matchesIn, metaOf } from './support.ts'

/** What filters find. */
export const FILTER_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.2', [
  {
    id: 'F-001',
    level: 'MAY',
    title: 'a filter is applied or refused, never left out',
    advice: 'Refuse what you cannot filter: the unfiltered list looks like the matches.',
    damage: 5,
    async run(context) {
      await context.user()
      const answer = await context.find(`userName eq "${context.name()}"`)
      if (answer.status === 200) ensure(answer.items.length === 0, 'A filter without matches returns Users.')
      else answer.expect(400, 403, 501)
    },
  },
  {
    id: 'F-002',
    level: 'MUST',
    title: 'only the matches come back, and totalResults counts them',
    advice: 'Count the matches, not the table.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      const answer = (await context.find(`userName eq "${String(user.userName)}"`)).expect(200)
      ensureSet(idsOf(answer), [user.id], 'The matches')
      ensure(answer.body.totalResults === 1, `totalResults is ${show(answer.body.totalResults ?? null)} instead of 1.`)
    },
  },
  {
    id: 'F-003',
    level: 'MUST',
    title: 'no match: 200 and an empty list',
    advice: 'Never answer a query with 404: clients ask whether somebody exists.',
    damage: 5,
    requires: needs('filter'),
    async run(context) {
      const answer = (await context.find(`userName eq "${context.name()}"`)).expect(200)
      ensure(answer.body.totalResults === 0, `totalResults is ${show(answer.body.totalResults ?? null)} instead of 0.`)
    },
  },
  finds(
    'F-004',
    'eq compares by the type and case rule of the attribute',
    'Compare without regard to case where the attribute has caseExact false, and booleans as booleans.',
    [
      ['title eq "%A"', 'A'],
      ['title eq "%a"', 'A'],
      ['$ eq "%Nick" and active eq false', 'B'],
    ],
  ),
  finds(
    'F-005',
    'ne finds other values',
    'Evaluate ne as the opposite of eq.',
    [['$ eq "%Nick" and title pr and title ne "%A"', 'BC']],
    {
      simplest: ['userName ne "%"'],
    },
  ),
  finds(
    'F-006',
    'ne finds those without a value',
    'Let ne hold where the attribute has no value: nothing is not that value.',
    [['$ eq "%Nick" and title ne "%A"', 'BCD']],
    {
      level: 'CHOICE',
    },
  ),
  finds(
    'F-007',
    'ne on a list holds when no element equals',
    'Let ne hold when no element of the list equals the operand.',
    [['$ eq "%Nick" and emails.type ne "home"', 'BD']],
    {
      level: 'CHOICE',
    },
  ),
  finds(
    'F-008',
    'co, sw and ew hold where they should, for the whole value too',
    'Match the operand anywhere, at the start and at the end of the value; the whole value counts for all three.',
    [
      ['title sw "%"', 'ABC'],
      ['title co "%B"', 'B'],
      ['emails.value ew "%c2@example.org"', 'C'],
      ['title sw "%C"', 'C'],
    ],
    { simplest: ['userName sw "%"', 'userName co "%"', 'userName ew "%"'] },
  ),
  finds(
    'F-009',
    '% and _ in an operand are literal',
    'Escape the wildcards of LIKE.',
    [
      ['$ eq "%Nick" and title co "_"', ''],
      ['$ eq "%Nick" and title sw "%%%"', ''],
    ],
    { level: 'CHOICE', damage: 3 },
  ),
  {
    id: 'F-010',
    level: 'CHOICE',
    title: 'an empty operand of co, sw and ew matches every value, and nothing where there is none',
    advice: 'Treat "" as contained in every string.',
    damage: 1,
    requires: needs('filter', 'user.title'),
    async run(context) {
      const letters: string[] = []
      for (const operator of ['co', 'sw', 'ew']) {
        const answer = await context.find(`title ${operator} ""`, { count: 1 })
        if (answer.expect(200, 400).status === 400) return context.note('Refused.')
        letters.push((await matches(context, `$ eq "%Nick" and title ${operator} ""`)).join(''))
      }
      context.note(`Of A, B, C and D, which has no title, co, sw and ew find ${letters.join(', ')}.`)
    },
  },
  finds(
    'F-011',
    'pr holds where a value is there',
    'Let pr hold for a value that is not empty, and for an object or a list that has one.',
    [
      ['$ eq "%Nick" and title pr', 'ABC'],
      ['$ eq "%Nick" and name pr', 'ABCD'],
      ['$ eq "%Nick" and emails pr', 'ABCD'],
    ],
    { simplest: ['userName eq "%" and userName pr'] },
  ),
  finds(
    'F-012',
    'gt, ge, lt and le order values',
    'Order strings by the case rule of the attribute, numbers by size and dateTimes by instant.',
    [
      ['title gt "%A" and title le "%C"', 'BC'],
      ['title ge "%A" and title lt "%B"', 'A'],
    ],
    { simplest: ['gt', 'ge', 'lt', 'le'].map((operator) => `userName eq "%" and userName ${operator} "%"`) },
  ),
  refuses(
    'F-013',
    'MUST',
    'gt, ge, lt and le on a boolean: invalidFilter',
    'Refuse an ordering of booleans and binaries with 400 invalidFilter instead of comparing their texts.',
    'active gt true',
  ),
  {
    id: 'F-014',
    level: 'MUST',
    title: 'instants are equal whatever their offset',
    advice: 'Compare dateTimes as instants.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      const user = await context.readUser(await context.user())
      const { created } = metaOf(user)
      const instant = new Date(String(created))
      if (Number.isNaN(instant.getTime())) throw new CheckSkip('the User has no meta.created that is a dateTime')
      const shifted = `${new Date(instant.getTime() + 7_200_000).toISOString().replace('Z', '')}+02:00`
      const found = await context.find(`userName eq "${String(user.userName)}" and meta.created eq "${shifted}"`)
      ensureSet(matchesIn(found), [user.id], `The matches of meta.created eq "${shifted}"`)
    },
  },
  refuses(
    'F-015',
    'CHOICE',
    'co on a boolean: invalidFilter',
    'Refuse co, sw and ew on what is no string with 400 invalidFilter.',
    'active co "tr"',
  ),
  refuses(
    'F-016',
    'CHOICE',
    'a literal of another type: invalidFilter',
    'Compare the type of the literal with that of the attribute, and refuse another with 400 invalidFilter.',
    'active eq "true"',
    'userName eq 5',
  ),
  finds(
    'F-042',
    'eq null finds those without a value',
    'Evaluate eq null as not pr, and ne null as pr.',
    [['$ eq "%Nick" and title eq null', 'D']],
    {
      level: 'CHOICE',
    },
  ),
  {
    id: 'F-046',
    level: 'MUST',
    title: 'the filter looks at what is stored, not at what is shown',
    advice: 'Filter first, project then.',
    damage: 3,
    requires: needs('filter', 'user.title'),
    async run(context) {
      const title = context.name()
      const { id } = await context.user({ title })
      ensureSet(matchesIn(await context.find(`title eq "${title}"`, { attributes: 'userName' })), [id], 'The matches')
    },
  },
  {
    id: 'F-047',
    section: 'RFC 7644 §3.4.2.1',
    level: 'MUST',
    title: 'a result too large to handle is refused with 400 tooMany, and no total is cut short',
    advice: 'Count all matches, or refuse.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      await context.user()
      const total = async (): Promise<number | undefined> => {
        const answer = await context.find('userName pr', { count: 1 })
        if (answer.status === 200) return Number(answer.body.totalResults)
        // A target without pr cannot be asked for everybody.
        answer.refused(400, ['tooMany', 'invalidFilter'])
        return undefined
      }
      let [before, after] = [await total(), undefined as number | undefined]
      // Others may remove Users meanwhile: a total that is cut short stays so.
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        if (before === undefined) return context.note('Refused.')
        await context.user()
        after = await total()
        if (after !== undefined && after > before) return
        before = after
      }
      ensure(false, `With each new User the totalResults of userName pr stays ${show(after ?? null)}.`)
    },
  },
  {
    id: 'F-049',
    section: 'RFC 7644 §7.7',
    level: 'MUST',
    title: 'values never reach the query language of the store',
    advice: 'Bind values as parameters.',
    damage: 5,
    requires: needs('filter'),
    async run(context) {
      await context.user()
      for (const value of [`' or '1'='1`, `'; DROP TABLE users; --`, '{"$gt":""}', '%', '*)(uid=*']) {
        const answer = (await context.find(`userName eq ${JSON.stringify(value)}`)).expect(200, 400, 404)
        if (answer.status === 200) ensure(answer.items.length === 0, `The value ${show(value)} finds Users.`)
      }
    },
  },
])
