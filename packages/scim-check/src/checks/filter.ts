/**
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
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
async function matches(context: CheckContext, make: (mark: string) => string): Promise<string[]> {
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
function finds(
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
function refuses(id: string, level: CheckRow['level'], title: string, ...filters: readonly string[]): CheckRow {
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
  finds('F-004', 'eq compares by the type and case rule of the attribute', [
    ['title eq "%A"', 'A'],
    ['title eq "%a"', 'A'],
    ['nickName eq "%Nick" and active eq false', 'B'],
  ]),
  finds('F-005', 'ne finds other values', [['nickName eq "%Nick" and title pr and title ne "%A"', 'BC']]),
  finds('F-006', 'ne finds those without a value', [['nickName eq "%Nick" and title ne "%A"', 'BCD']], {
    level: 'CHOICE',
  }),
  finds(
    'F-007',
    'ne on a list holds when no element equals',
    [['nickName eq "%Nick" and emails.type ne "home"', 'BD']],
    { level: 'CHOICE' },
  ),
  finds('F-008', 'co, sw and ew hold where they should, for the whole value too', [
    ['title sw "%"', 'ABC'],
    ['title co "%B"', 'B'],
    ['emails.value ew "%c2@example.org"', 'C'],
    ['title sw "%C"', 'C'],
  ]),
  finds(
    'F-009',
    '% and _ in an operand are literal',
    [
      ['nickName eq "%Nick" and title co "_"', ''],
      ['nickName eq "%Nick" and title sw "%%%"', ''],
    ],
    { level: 'CHOICE', damage: 3, advice: 'Escape the wildcards of LIKE.' },
  ),
  finds('F-011', 'pr holds where a value is there', [
    ['nickName eq "%Nick" and title pr', 'ABC'],
    ['nickName eq "%Nick" and name pr', 'ABCD'],
    ['nickName eq "%Nick" and emails pr', 'ABCD'],
  ]),
  finds('F-012', 'gt, ge, lt and le order values', [
    ['title gt "%A" and title le "%C"', 'BC'],
    ['title ge "%A" and title lt "%B"', 'A'],
  ]),
  refuses('F-013', 'MUST', 'gt, ge, lt and le on a boolean: invalidFilter', 'active gt true'),
  {
    id: 'F-014',
    level: 'MUST',
    title: 'instants are equal whatever their offset',
    advice: 'Compare dateTimes as instants.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      const user = await context.readUser(await context.user())
      const { created } = (typeof user.meta === 'object' ? user.meta : {}) as { created?: string }
      const instant = new Date(String(created))
      const shifted = `${new Date(instant.getTime() + 7_200_000).toISOString().replace('Z', '')}+02:00`
      const found = await context.find(`userName eq "${String(user.userName)}" and meta.created eq "${shifted}"`)
      ensureSet(matchesIn(found), [user.id], `The matches of meta.created eq "${shifted}"`)
    },
  },
  refuses('F-015', 'CHOICE', 'co on a boolean: invalidFilter', 'active co "tr"'),
  refuses('F-016', 'CHOICE', 'a literal of another type: invalidFilter', 'active eq "true"', 'userName eq 5'),
  finds('F-017', 'names, operators and logical words are read in any case', [
    ['NICKNAME Eq "%Nick" AND Title EQ "%A"', 'A'],
    ['nickName eq "%Nick" and NOT (title PR)', 'D'],
  ]),
  finds('F-018', 'not binds tighter than and, and tighter than or', [
    ['title eq "%A" or title eq "%B" and active eq false', 'AB'],
    ['not (title eq "%A") and nickName eq "%Nick"', 'BCD'],
  ]),
  finds('F-019', 'parentheses regroup and nest', [
    ['(title eq "%A" or title eq "%B") and active eq true', 'A'],
    ['nickName eq "%Nick" and (title eq "%A" or (title eq "%B" and (active eq false)))', 'AB'],
  ]),
  finds('F-020', 'not needs parentheses, with or without a blank', [
    ['nickName eq "%Nick" and not (title pr)', 'D'],
    ['nickName eq "%Nick" and not(title pr)', 'D'],
  ]),
  finds('F-021', 'any element of a list may match', [['emails.value eq "%a2@example.org"', 'A']], {
    need: ['user.emails'],
  }),
  finds('F-022', 'a value path asks all of one element', [
    ['emails[type eq "work" and value sw "%a"]', 'A'],
    ['emails[type eq "work" and value eq "%a2@example.org"]', ''],
    ['emails.type eq "work" and emails.value eq "%a2@example.org"', 'A'],
  ]),
  finds('F-023', 'and, or, not and parentheses work inside brackets', [
    ['emails[(type eq "work" or type eq "home") and not (value ew "example.com") and value sw "%"]', 'AC'],
  ]),
  finds('F-027', 'a list of objects compared as a whole means its value', [['emails co "%a1@"', 'A']]),
  finds('F-028', 'core attributes may be written with their URN', [
    [`${USER_SCHEMA}:title eq "%A"`, 'A'],
    [`${USER_SCHEMA}:name.familyName eq "%Family" and ${USER_SCHEMA}:title eq "%B"`, 'B'],
  ]),
  {
    id: 'F-029',
    level: 'MUST',
    title: 'extension attributes are written with their URN',
    advice: 'Split a path at the last colon, not at the dot of 2.0.',
    damage: 3,
    requires: needs('filter', 'enterprise'),
    async run(context) {
      const department = context.name()
      const user = await context.user({
        schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
        [ENTERPRISE_USER_SCHEMA]: { department },
      })
      const found = await context.find(`${ENTERPRISE_USER_SCHEMA}:department eq "${department}"`)
      ensureSet(matchesIn(found), [user.id], 'The matches')
    },
  },
  {
    id: 'F-031',
    level: 'MUST',
    title: 'schemas can be searched',
    advice: 'Evaluate schemas as a list of strings.',
    damage: 1,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      const own = `userName eq "${String(user.userName)}"`
      ensureSet(matchesIn(await context.find(`${own} and schemas eq "${USER_SCHEMA}"`)), [user.id], 'The matches')
      const other = await context.find(`${own} and schemas eq "${ENTERPRISE_USER_SCHEMA}"`)
      ensureSet(matchesIn(other), [], 'The matches of the extension')
    },
  },
  {
    id: 'F-032',
    level: 'MUST',
    title: 'id, externalId and meta can be searched',
    advice: 'Take the common attributes for attributes like others.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      const externalId = context.name()
      const { id } = await context.user({ externalId })
      for (const filter of [
        `id eq "${id}"`,
        `externalId eq "${externalId}"`,
        `externalId eq "${externalId}" and meta.resourceType eq "User"`,
        `externalId eq "${externalId}" and meta.lastModified gt "2001-01-01T00:00:00Z"`,
      ]) {
        ensureSet(matchesIn(await context.find(filter)), [id], `The matches of ${filter}`)
      }
    },
  },
  {
    id: 'F-033',
    level: 'MUST',
    title: 'members of Groups can be searched',
    advice: 'Index the members: clients ask for the Groups of a User this way.',
    damage: 3,
    requires: needs('filter', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      for (const filter of [`members.value eq "${user.id}"`, `members[value eq "${user.id}"]`]) {
        const found = await context.client.get(context.groups, { filter })
        ensureSet(matchesIn(found), [group.id], `The matches of ${filter}`)
      }
    },
  },
  finds('F-035', 'an attribute without a value is no error, and matches nothing', [
    ['nickName eq "%Nick" and name.givenName eq "%none"', ''],
    ['nickName eq "%Nick" and addresses.locality eq "%none"', ''],
    ['nickName eq "%Nick" and name.middleName pr', ''],
  ]),
  refuses('F-036', 'CHOICE', 'an attribute in no schema: invalidFilter', 'noSuchAttribute eq "x"'),
  refuses('F-037', 'MUST', 'an unknown operator: invalidFilter', 'userName regex "a"'),
  refuses(
    'F-038',
    'MUST',
    'a filter that cannot be read: invalidFilter',
    'userName eq',
    'userName eq "a',
    '(userName pr',
    'userName pr userName',
    'and userName pr',
    'userName eq "a" userName eq "b"',
  ),
  {
    id: 'F-039',
    level: 'MUST',
    title: 'strings are JSON strings, escapes and all',
    advice: 'Read literals with a JSON parser, not with a pattern.',
    damage: 3,
    requires: needs('filter', 'user.title'),
    async run(context) {
      const title = `${context.name()} a"b) or (c]d\\é`
      const { id } = await context.user({ title })
      ensureSet(matchesIn(await context.find(`title eq ${JSON.stringify(title)}`)), [id], 'The matches')
      const escaped = JSON.stringify(title).replace('é', '\\u00e9')
      ensureSet(matchesIn(await context.find(`title eq ${escaped}`)), [id], 'The matches of an escape')
    },
  },
  refuses('F-040', 'MUST', 'a string in single quotes: invalidFilter', "userName eq 'a'"),
  finds('F-042', 'eq null finds those without a value', [['nickName eq "%Nick" and title eq null', 'D']], {
    level: 'CHOICE',
  }),
  {
    id: 'F-045',
    section: 'RFC 3986 §2.1',
    level: 'MUST',
    title: 'the parameter is percent-decoded once',
    advice: 'Decode %2B to +, and leave it at that.',
    damage: 4,
    requires: needs('filter', 'user.emails'),
    async run(context) {
      const value = `${context.name()}+%2B&#@example.com`
      const { id } = await context.user({ emails: [{ value, type: 'work' }] })
      ensureSet(matchesIn(await context.find(`emails.value eq "${value}"`)), [id], `The matches of ${value}`)
    },
  },
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
    id: 'F-048',
    section: 'RFC 7644 §7.7',
    level: 'CHOICE',
    title: 'a filter nested very deep is refused or answered',
    advice: 'Limit length and depth, and answer 400 invalidFilter.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const depth = 600
      ;(await context.find(`${'('.repeat(depth)}userName pr${')'.repeat(depth)}`, { count: 1 })).expect(
        400,
        414,
        431,
        200,
      )
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
  finds('F-051', 'extra blanks are tolerated', [['title   eq  "%A"', 'A']], { level: 'CHOICE' }),
])
