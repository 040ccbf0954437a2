/**
 * @see RFC 7644 §3.5.2.3 Replace Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { ADDRESSES, emailsOf, patched, patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet, ensureUnassigned, freeList, objects, part } from './support.ts'

const named = (): JsonObject => ({ name: { givenName: 'A', familyName: 'B' } })

/** What replace does. */
export const CHANGE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2.3', [
  patches({
    id: 'M-040',
    level: 'MUST',
    title: 'replace of a singular attribute',
    advice: 'Replace the value.',
    damage: 4,
    need: ['user.title'],
    before: () => ({ title: 'A' }),
    operations: [{ op: 'replace', path: 'title', value: 'B' }],
    after: (user) => ensureSame(user.title, 'B', 'title'),
  }),
  patches({
    id: 'M-041',
    level: 'MUST',
    title: 'replace of a list replaces all of it',
    advice: 'Drop the elements that are there.',
    damage: 4,
    need: ['user.emails'],
    before: ({ work }) => ({ emails: [work] }),
    operations: ({ home }) => [{ op: 'replace', path: 'emails', value: [home] }],
    after: (user, { home }) => ensureSet(each(user.emails), [home.value], 'The emails'),
  }),
  patches({
    id: 'M-042',
    level: 'MUST',
    title: 'replace of what has no value adds it',
    advice: 'Treat it as an add.',
    damage: 4,
    need: ['user.title'],
    before: () => ({}),
    operations: [{ op: 'replace', path: 'title', value: 'B' }],
    after: (user) => ensureSame(user.title, 'B', 'title'),
  }),
  patches({
    id: 'M-043',
    level: 'MUST',
    title: 'replace of a complex attribute keeps the sub-attributes that are not given',
    advice: 'Merge the given sub-attributes.',
    damage: 4,
    need: ['user.name'],
    before: named,
    operations: [{ op: 'replace', path: 'name', value: { givenName: 'C' } }],
    after(user) {
      ensureSame(part(user.name, 'givenName'), 'C', 'name.givenName')
      ensureSame(part(user.name, 'familyName'), 'B', 'name.familyName, which was not given,')
    },
  }),
  patches({
    id: 'M-044',
    level: 'MUST',
    title: 'replace with a value path changes every element it selects',
    advice: 'Do not stop at the first match.',
    damage: 3,
    need: ['user.addresses'],
    before: () => ({ addresses: [...ADDRESSES, { type: 'work', locality: 'C', region: 'R' }] }),
    operations: [{ op: 'replace', path: 'addresses[type eq "work"].postalCode', value: '1' }],
    after: (user) => ensureSet(each(user.addresses, 'postalCode'), ['1', '1'], 'The postal codes of the addresses'),
  }),
  {
    id: 'M-045',
    level: 'CHOICE',
    title: 'replace of the elements a value path selects takes the object for the whole element, or merges it',
    advice: 'Do the same always.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const { work, home, other } = emailsOf(context)
      const user = await context.user({ emails: [work, home] })
      const operation = { op: 'replace', path: 'emails[type eq "work"]', value: { value: other.value } }
      const answer = (await context.client.patch(context.userPath(user), [operation])).expect(200, 204, 400)
      if (answer.status === 400) return context.note('Refused.')
      const changed = objects((await context.readUser(user)).emails).find(({ value }) => value === other.value)
      if (changed === undefined) return context.note('Success is claimed, and nothing is done.')
      context.note(changed.type === 'work' ? 'The object is merged.' : 'The object is the whole element.')
    },
  },
  patches({
    id: 'M-046',
    level: 'MUST',
    title: 'replace of a sub-attribute with a value path leaves the rest of the element',
    advice: 'Change the sub-attribute only.',
    damage: 4,
    need: ['user.addresses'],
    before: () => ({ addresses: [...ADDRESSES] }),
    operations: [{ op: 'replace', path: 'addresses[type eq "work"].locality', value: 'C' }],
    after(user) {
      ensureSet(each(user.addresses, 'locality'), ['C', 'B'], 'The localities')
      ensureSet(each(user.addresses, 'region'), ['R', 'R'], 'The regions')
    },
  }),
  refusesPatch({
    id: 'M-047',
    level: 'MUST',
    title: 'replace with a value path that selects nothing: 400 noTarget',
    advice: 'Answer 400 with scimType noTarget.',
    damage: 3,
    need: ['user.emails'],
    user: ({ work }) => ({ emails: [work] }),
    operations: [{ op: 'replace', path: 'emails[type eq "zz"].value', value: 'a@example.com' }],
    scimType: 'noTarget',
    mandatory: true,
  }),
  {
    id: 'M-048',
    level: 'INTEROP',
    title: 'replace with a value path that selects nothing may make the element',
    advice: 'Let a switch allow it: a large client sends replace where the address is new.',
    damage: 4,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const user = await context.user()
      const { value } = emailsOf(context).other
      const operation = { op: 'replace', path: 'emails[type eq "other"].value', value }
      const { status } = await context.client.patch(context.userPath(user), [operation])
      if (status >= 400) return context.note(`Refused (${status}).`)
      const isMade = each((await context.readUser(user)).emails).includes(value)
      context.note(isMade ? 'The element is made.' : 'Success is claimed, and nothing is done.')
    },
  },
  patches({
    id: 'M-049',
    level: 'MUST',
    title: 'replace without a path changes only the named attributes, lists as a whole',
    advice: 'Treat each key as a replace of its own; keep the rest.',
    damage: 5,
    need: ['user.emails', 'user.title', 'user.displayName'],
    before: ({ work }) => ({ emails: [work], title: 'Kept', displayName: 'A' }),
    operations: ({ home }) => [{ op: 'replace', value: { displayName: 'B', emails: [home] } }],
    after(user, { home }) {
      ensureSame(user.title, 'Kept', 'title, which was not named,')
      ensureSame(user.displayName, 'B', 'displayName')
      ensureSet(each(user.emails), [home.value], 'The emails')
    },
  }),
  {
    id: 'M-050',
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'null and an empty list clear',
    advice: 'Take null and [] for unassigned.',
    damage: 3,
    requires: needs('patch', 'user.emails', 'user.title'),
    async run(context) {
      const { name: list, elements } = freeList(context)
      const user = await context.user({ title: 'A', [list]: [...elements] })
      const after = await patched(
        context,
        user,
        { op: 'replace', path: 'title', value: null },
        { op: 'replace', path: list, value: [] },
      )
      ensureUnassigned(after.title, 'title replaced by null')
      ensureUnassigned(after[list], `${list} replaced by []`)
    },
  },
  {
    id: 'M-055',
    section: 'RFC 7643 §4.2',
    level: 'MUST',
    title: 'a member cannot be turned into another',
    advice: 'Refuse with 400 mutability.',
    damage: 3,
    requires: needs('patch', 'groups'),
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const path = context.groupPath(await context.groupOf(first))
      const operation = { op: 'replace', path: `members[value eq "${first.id}"].value`, value: second.id }
      ;(await context.client.patch(path, [operation])).refused(400, 'mutability')
    },
  },
  {
    id: 'M-067',
    section: 'RFC 7643 §4.2',
    level: 'MUST',
    title: 'a new member shows in the Group and in the User’s groups',
    advice: 'Derive groups from the members.',
    damage: 4,
    requires: needs('patch', 'groups', 'user.groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.group()
      const operation = { op: 'add', path: 'members', value: [{ value: user.id }] }
      ;(await context.client.patch(context.groupPath(group), [operation])).expect(200, 204)
      ensureSet(each((await context.readGroup(group)).members), [user.id], 'The members')
      ensureSet(each((await context.readUser(user)).groups), [group.id], 'groups of the User')
    },
  },
  {
    id: 'M-069',
    level: 'CHOICE',
    title: 'parallel PATCHes of one Group lose no member',
    advice: 'Serialise the changes of one resource.',
    damage: 5,
    requires: needs('patch', 'groups'),
    async run(context) {
      const users = [await context.user(), await context.user(), await context.user(), await context.user()]
      const group = await context.group()
      await Promise.all(
        users.map(({ id }) =>
          context.client.patch(context.groupPath(group), [{ op: 'add', path: 'members', value: [{ value: id }] }]),
        ),
      )
      const left = each((await context.readGroup(group)).members).length
      ensure(left === users.length, `Of ${users.length} members added in parallel ${left} are there.`)
    },
  },
])
