/**
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { finds, judging, refuses } from './filter-support.ts'
import { ensureSet, matchesIn } from './support.ts'

/** How filters are read. */
export const FILTER_GRAMMAR_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.2', [
  finds(
    'F-017',
    'names, operators and logical words are read in any case',
    'Read attribute names, operators, and, or and not without regard to case.',
    [
      ['TITLE Eq "%A" AND Active EQ true', 'A'],
      ['$ eq "%Nick" and NOT (title PR)', 'D'],
    ],
    { simplest: ['USERNAME Eq "%" AND userName EQ "%"'] },
  ),
  finds(
    'F-018',
    'not binds tighter than and, and tighter than or',
    'Parse not before and, and before or, instead of from left to right.',
    [
      ['title eq "%A" or title eq "%B" and active eq false', 'AB'],
      ['not (title eq "%A") and $ eq "%Nick"', 'BCD'],
    ],
    { simplest: ['userName eq "%" or userName eq "%x"', 'not (userName eq "%") and userName eq "%x"'] },
  ),
  finds(
    'F-019',
    'parentheses regroup and nest',
    'Parse parentheses recursively instead of splitting at and and or.',
    [
      ['(title eq "%A" or title eq "%B") and active eq false', 'B'],
      ['$ eq "%Nick" and (title eq "%A" or (title eq "%B" and (active eq false)))', 'AB'],
    ],
    { simplest: ['(userName eq "%")', 'userName eq "%" and (userName eq "%" or (userName eq "%" and (userName pr)))'] },
  ),
  finds(
    'F-020',
    'not needs parentheses, with or without a blank',
    'Take not for a prefix of a parenthesis, whether or not a blank stands between.',
    [
      ['$ eq "%Nick" and not (title pr)', 'D'],
      ['$ eq "%Nick" and not(title pr)', 'D'],
    ],
    { simplest: ['userName eq "%" and not (userName eq "%")'] },
  ),
  refuses(
    'F-036',
    'CHOICE',
    'an attribute in no schema: invalidFilter',
    'Resolve names against the schema before the query runs, and answer 400 invalidFilter.',
    'noSuchAttribute eq "x"',
  ),
  refuses(
    'F-037',
    'MUST',
    'an unknown operator: invalidFilter',
    'Know the ten operators, and answer anything else with 400 invalidFilter.',
    'userName regex "a"',
  ),
  refuses(
    'F-038',
    'MUST',
    'a filter that cannot be read: invalidFilter',
    'Parse the whole text to its end before anything is evaluated, and answer 400 invalidFilter with the place.',
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
      const plain = JSON.stringify(title)
      const escaped = plain.replace('é', '\\u00e9')
      await judging(context, { simplest: [`userName eq ${plain}`, `userName eq ${escaped}`] }, async () => {
        ensureSet(matchesIn(await context.find(`title eq ${plain}`)), [id], 'The matches')
        ensureSet(matchesIn(await context.find(`title eq ${escaped}`)), [id], 'The matches of an escape')
      })
    },
  },
  refuses(
    'F-040',
    'MUST',
    'a string in single quotes: invalidFilter',
    'Take strings in double quotes alone, and answer others with 400 invalidFilter.',
    "userName eq 'a'",
  ),
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
  finds(
    'F-051',
    'extra blanks are tolerated',
    'Skip blanks between the words of a filter.',
    [['title   eq  "%A"', 'A']],
    { level: 'CHOICE' },
  ),
])
