/**
 * @see RFC 7644 §3.4.2.2 Filtering, §3.10 Attribute Notation — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { finds } from './filter-support.ts'
import { ensureSet, matchesIn } from './support.ts'

/** RFC 7644 table 5 leaves value paths to the target. */
const VALUE_PATHS = {
  simplest: ['emails[value eq "%"]'],
  optional: 'the target refuses value paths in filters, which RFC 7644 table 5 allows',
}

/** How filters name attributes, and what value paths find. */
export const FILTER_PATH_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.2.2', [
  finds(
    'F-021',
    'any element of a list may match',
    'Let a condition on a list hold when one of its elements meets it.',
    [['emails.value eq "%a2@example.org"', 'A']],
    {
      need: ['user.emails'],
    },
  ),
  finds(
    'F-022',
    'a value path asks all of one element',
    'Evaluate everything in the brackets against one element, not each condition against the whole list.',
    [
      ['emails[type eq "work" and value sw "%a"]', 'A'],
      ['emails[type eq "work" and value eq "%a2@example.org"]', ''],
      ['emails.type eq "work" and emails.value eq "%a2@example.org"', 'A'],
    ],
    VALUE_PATHS,
  ),
  finds(
    'F-023',
    'and, or, not and parentheses work inside brackets',
    'Use the parser of the whole filter inside the brackets too.',
    [['emails[(type eq "work" or type eq "home") and not (value ew "example.com") and value sw "%"]', 'AC']],
    VALUE_PATHS,
  ),
  finds(
    'F-027',
    'a list of objects compared as a whole means its value',
    'Take the name of a list of objects, compared with a literal, for its value sub-attribute.',
    [['emails co "%a1@"', 'A']],
  ),
  finds(
    'F-028',
    'core attributes may be written with their URN',
    'Take the URN of the resource’s own schema before a name for the name alone; split at the last colon.',
    [
      [`${USER_SCHEMA}:title eq "%A"`, 'A'],
      [`${USER_SCHEMA}:name.familyName eq "%Family" and ${USER_SCHEMA}:title eq "%B"`, 'B'],
    ],
    { simplest: [`${USER_SCHEMA}:userName eq "%"`] },
  ),
  {
    id: 'F-029',
    level: 'MUST',
    title: 'extension attributes are written with their URN',
    advice: 'Look for the colon behind the URN of a known schema: the dot in 2.0 ends no name.',
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
  finds(
    'F-035',
    'an attribute without a value is no error, and matches nothing',
    'Let a comparison with a missing attribute be false instead of reading a property of nothing.',
    [
      ['$ eq "%Nick" and name.givenName eq "%none"', ''],
      ['$ eq "%Nick" and addresses.locality eq "%none"', ''],
      ['$ eq "%Nick" and name.middleName pr', ''],
    ],
  ),
  answers(
    'F-024',
    'a value path inside a value path is refused',
    'Refuse brackets inside brackets with 400 invalidFilter: the grammar has none.',
    'emails[type eq "a" and emails[type eq "b"]]',
  ),
  answers(
    'F-025',
    'names inside the brackets may carry the URN, or are refused then',
    'Resolve names in the brackets below the attribute before them, with or without its URN, or answer 400 invalidFilter.',
    `emails[${USER_SCHEMA}:emails.type eq "work"]`,
  ),
  answers(
    'F-026',
    'a sub-attribute after a value path is refused, or compared with the elements it selects',
    'Compare the sub-attribute of the selected elements, or answer 400 invalidFilter: the grammar of filters ends at the bracket.',
    'emails[type eq "work"].value eq "a@example.com"',
  ),
  answers(
    'F-030',
    'an extension attribute without its URN is resolved or refused',
    'Resolve the name where one extension alone has it, or answer 400 invalidFilter, and do so always.',
    'department eq "no-such"',
  ),
])

/** A row: the target may read such a filter or not, but always alike. */
function answers(id: string, title: string, advice: string, filter: string): CheckRow {
  return {
    id,
    level: 'CHOICE',
    title,
    advice,
    damage: 2,
    requires: needs('filter', 'user.emails'),
    async run(context) {
      await context.user()
      const [first, second] = [await context.find(filter, { count: 1 }), await context.find(filter, { count: 1 })]
      ensure(first.expect(200, 400).status === second.status, `${first.what} is answered now so, now so.`)
      context.note(first.status === 200 ? 'Read.' : 'Refused.')
    },
  }
}
