/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import type { Operation } from '../client/client.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { type Emails, emailsOf, patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet, enterpriseOf, part } from './support.ts'

/** How paths of operations are read. */
export const PATCH_PATH_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2', [
  refusesPatch({
    id: 'M-007',
    level: 'MUST',
    title: 'a path that cannot be read: 400 invalidPath',
    advice: 'Parse the path by the grammar, to its end.',
    damage: 2,
    need: ['user.emails'],
    operations: ['emails[', 'name..givenName', '/emails/0'].map((path) => ({ op: 'replace', path, value: 'A' })),
    scimType: ['invalidPath', 'invalidFilter'],
  }),
  refusesPatch({
    id: 'M-008',
    level: 'MUST',
    title: 'a filter in a path that cannot be read: 400 invalidFilter',
    advice: 'Answer invalidFilter for what stands in the brackets.',
    damage: 1,
    need: ['user.emails'],
    user: ({ work }) => ({ emails: [work] }),
    operations: [{ op: 'replace', path: 'emails[type zz "a"].value', value: 'b@example.com' }],
    scimType: ['invalidFilter', 'invalidPath'],
  }),
  {
    id: 'M-009',
    level: 'CHOICE',
    title: 'an unknown attribute in a path: 400 invalidPath',
    advice: 'Refuse it: a client believes that it was set.',
    damage: 2,
    requires: needs('patch'),
    async run(context) {
      const path = context.userPath(await context.user())
      const { status } = await context.client.patch(path, [{ op: 'replace', path: 'noSuchAttribute', value: 'A' }])
      context.note(status === 400 ? 'Refused.' : `Answered with ${status}.`)
    },
  },
  patches({
    id: 'M-010',
    level: 'MUST',
    title: 'paths are read in any case, with the URN of core and extension attributes',
    advice: 'Split a path at the last colon, not at the dot of 2.0.',
    damage: 4,
    need: ['user.title', 'enterprise'],
    before: () => ({ title: 'A' }),
    operations: [
      { op: 'replace', path: 'TITLE', value: 'B' },
      { op: 'add', path: `${USER_SCHEMA}:displayName`, value: 'N' },
      { op: 'add', path: `${ENTERPRISE_USER_SCHEMA}:department`, value: 'Sales' },
    ],
    after(user) {
      ensureSame(user.title, 'B', 'title patched as TITLE')
      ensureSame(user.displayName, 'N', 'displayName patched by its URN')
      ensureSame(part(enterpriseOf(user), 'department'), 'Sales', 'department patched by its URN')
    },
  }),
  patches({
    id: 'M-059',
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'the filter of a path compares by the attribute’s case rule',
    advice: 'Use the comparison of filters.',
    damage: 2,
    need: ['user.emails'],
    before: ({ work }) => ({ emails: [work] }),
    operations: ({ other }) => [{ op: 'replace', path: 'emails[type eq "WORK"].value', value: other.value }],
    after: (user, { other }) => ensureSet(each(user.emails), [other.value], 'The emails'),
  }),
  {
    id: 'M-029',
    section: 'RFC 7644 §3.10',
    level: 'CHOICE',
    title: 'the URN of an extension as path means all of it',
    advice: 'Take it for a complex attribute.',
    damage: 3,
    requires: needs('patch', 'enterprise'),
    async run(context) {
      const user = await context.user()
      const operation = { op: 'replace', path: ENTERPRISE_USER_SCHEMA, value: { department: 'Sales' } }
      const answer = (await context.client.patch(context.userPath(user), [operation])).expect(200, 204, 400)
      if (answer.status === 400) return context.note('Refused.')
      const after = await context.readUser(user)
      context.note(part(enterpriseOf(after), 'department') === 'Sales' ? 'Done.' : 'Nothing is done.')
    },
  },
  {
    id: 'M-030',
    level: 'INTEROP',
    title: 'the keys of a value without a path may be paths',
    advice: 'Read "name.givenName" and keys with a URN as paths: a large client sends them.',
    damage: 4,
    requires: needs('patch', 'user.name', 'enterprise'),
    async run(context) {
      const user = await context.user()
      const value = { 'name.givenName': 'A', [`${ENTERPRISE_USER_SCHEMA}:department`]: 'Sales' }
      const { status } = await context.client.patch(context.userPath(user), [{ op: 'add', value }])
      if (status >= 400) return context.note(`Refused (${status}).`)
      const after = await context.readUser(user)
      const isDone = part(after.name, 'givenName') === 'A' && part(enterpriseOf(after), 'department') === 'Sales'
      context.note(isDone ? 'Read as paths.' : 'Success is claimed, and not all is done.')
    },
  },
  {
    id: 'M-060',
    level: 'CHOICE',
    title: 'a sub-attribute of a list without a filter means all elements, or is refused',
    advice: 'Answer 400, or change every element: never only the first.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const emails = ['work', 'home'].map((type) => ({ value: `${context.name()}@example.com`, type }))
      const user = await context.user({ emails })
      const operation = { op: 'replace', path: 'emails.display', value: 'A' }
      const { status } = (await context.client.patch(context.userPath(user), [operation])).expect(200, 204, 400)
      const changed = each((await context.readUser(user)).emails, 'display').length
      context.note(status === 400 ? 'Refused.' : `Of two elements ${changed} are changed.`)
    },
  },
  choice('M-062', 'a value path on a singular attribute is refused', 'user.name', () => ({
    op: 'replace',
    path: 'name[givenName eq "A"].familyName',
    value: 'B',
  })),
  choice('M-063', 'an unknown attribute in a value is treated as in PUT', 'user.displayName', () => ({
    op: 'add',
    value: { noSuchAttribute: 1, displayName: 'A' },
  })),
  choice('M-064', 'an object for a list is taken for one element, or refused', 'user.emails', ({ work }) => ({
    op: 'replace',
    path: 'emails',
    value: work,
  })),
])

/** A row: the target takes such an operation or refuses it. */
function choice(id: string, title: string, need: Need, operation: (emails: Emails) => Operation): CheckRow {
  return {
    id,
    level: 'CHOICE',
    title,
    advice: 'Answer 400 for what you do not support, and do the same always.',
    damage: 2,
    requires: needs('patch', need),
    async run(context) {
      const user = await context.user({ name: { givenName: 'A', familyName: 'A' } })
      const answer = (await context.client.patch(context.userPath(user), [operation(emailsOf(context))])).expect(
        200,
        204,
        400,
      )
      if (answer.status === 400) return context.note('Refused.')
      const after = await context.readUser(user)
      ensure(after.noSuchAttribute === undefined, 'An unknown attribute is stored and echoed.')
      ensure(after.emails === undefined || Array.isArray(after.emails), 'An object is stored where a list belongs.')
      context.note('Taken.')
    },
  }
}
