/**
 * @see RFC 7644 §3.5.2.1 Add Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ADDRESSES, emailsOf, patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet, part } from './support.ts'

const named = (): JsonObject => ({ name: { givenName: 'A', familyName: 'B' } })

/** What add does. */
export const ADD_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2.1', [
  refusesPatch({
    id: 'M-014',
    level: 'MUST',
    title: 'add needs a value',
    advice: 'Answer 400 invalidValue.',
    damage: 1,
    operations: [{ op: 'add', path: 'displayName' }],
    scimType: ['invalidValue', 'invalidSyntax'],
  }),
  patches({
    id: 'M-015',
    level: 'MUST',
    title: 'add to a singular attribute replaces',
    advice: 'Replace the value.',
    damage: 4,
    need: ['user.title'],
    before: () => ({ title: 'A' }),
    operations: [{ op: 'add', path: 'title', value: 'B' }],
    after: (user) => ensureSame(user.title, 'B', 'title'),
  }),
  patches({
    id: 'M-016',
    level: 'MUST',
    title: 'add to a list appends',
    advice: 'Keep the elements that are there.',
    damage: 5,
    need: ['user.emails'],
    before: ({ work }) => ({ emails: [work] }),
    operations: ({ home }) => [{ op: 'add', path: 'emails', value: [home] }],
    after: (user, { work, home }) => ensureSet(each(user.emails), [work.value, home.value], 'The emails'),
  }),
  patches({
    id: 'M-017',
    level: 'MUST',
    title: 'add to a list takes one element or an array of them',
    advice: 'Append the object, or each element of the array.',
    damage: 4,
    need: ['user.emails'],
    before: ({ work }) => ({ emails: [work] }),
    operations: ({ home, other }) => [
      { op: 'add', path: 'emails', value: home },
      { op: 'add', path: 'emails', value: [other] },
    ],
    after: (user, { work, home, other }) =>
      ensureSet(each(user.emails), [work.value, home.value, other.value], 'The emails'),
  }),
  patches({
    id: 'M-020',
    level: 'MUST',
    title: 'add without a path merges: singular values are replaced, lists grow',
    advice: 'Treat each key as an add of its own.',
    damage: 4,
    need: ['user.emails', 'user.displayName'],
    before: ({ work }) => ({ emails: [work], displayName: 'A' }),
    operations: ({ home }) => [{ op: 'add', value: { displayName: 'B', emails: [home] } }],
    after(user, { work, home }) {
      ensureSame(user.displayName, 'B', 'displayName')
      ensureSet(each(user.emails), [work.value, home.value], 'The emails')
    },
  }),
  patches({
    id: 'M-021',
    level: 'MUST',
    title: 'add to a complex attribute keeps the sub-attributes that are not given',
    advice: 'Merge the given sub-attributes.',
    damage: 4,
    need: ['user.name'],
    before: named,
    operations: [{ op: 'add', path: 'name', value: { givenName: 'C' } }],
    after(user) {
      ensureSame(part(user.name, 'givenName'), 'C', 'name.givenName')
      ensureSame(part(user.name, 'familyName'), 'B', 'name.familyName, which was not given,')
    },
  }),
  patches({
    id: 'M-022',
    level: 'MUST',
    title: 'add of a sub-attribute makes the complex attribute',
    advice: 'Create the parent when it has no value.',
    damage: 3,
    need: ['user.name'],
    before: () => ({}),
    operations: [{ op: 'add', path: 'name.givenName', value: 'C' }],
    after: (user) => ensureSame(part(user.name, 'givenName'), 'C', 'name.givenName'),
  }),
  patches({
    id: 'M-023',
    level: 'MUST',
    title: 'add with a value path sets the sub-attribute in the elements it selects',
    advice: 'Change the selected elements.',
    damage: 3,
    need: ['user.addresses'],
    before: () => ({ addresses: [...ADDRESSES] }),
    operations: [{ op: 'add', path: 'addresses[type eq "work"].postalCode', value: '1' }],
    after: (user) => ensureSet(each(user.addresses, 'postalCode'), ['1'], 'The postal codes of the addresses'),
  }),
  {
    id: 'M-024',
    level: 'CHOICE',
    title: 'add with a value path that selects nothing makes an element or is refused',
    advice: 'Make the element from the filter, or answer 400 noTarget: never 200 with nothing done.',
    damage: 4,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const user = await context.user()
      const { value } = emailsOf(context).other
      const operation = { op: 'add', path: 'emails[type eq "other"].value', value }
      const answer = (await context.client.patch(context.userPath(user), [operation])).expect(200, 204, 400)
      if (answer.status === 400) return context.note('Refused.')
      const isMade = each((await context.readUser(user)).emails).includes(value)
      context.note(isMade ? 'The element is made.' : 'Success is claimed, and nothing is done.')
    },
  },
])
