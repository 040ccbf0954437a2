/**
 * @see RFC 7644 §3.5.2.2 Remove Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.2
 */
import { ENTERPRISE_USER_SCHEMA, isSameJson, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure } from '../failure.ts'
import { ADDRESSES, emailsOf, patched, patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet, ensureUnassigned, freeList, hasUrn, objects, part } from './support.ts'

const named = (): JsonObject => ({ name: { givenName: 'A', familyName: 'B' } })

/** What remove does. */
export const REMOVE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2.2', [
  refusesPatch({
    id: 'M-006',
    level: 'MUST',
    title: 'remove without a path: 400 noTarget',
    advice: 'Answer 400 with scimType noTarget.',
    damage: 3,
    operations: [{ op: 'remove' }],
    scimType: 'noTarget',
    mandatory: true,
  }),
  patches({
    id: 'M-031',
    level: 'MUST',
    title: 'remove of a singular attribute unassigns it',
    advice: 'Drop the value.',
    damage: 4,
    need: ['user.title'],
    before: () => ({ title: 'A' }),
    operations: [{ op: 'remove', path: 'title' }],
    after: (user) => ensureUnassigned(user.title, 'title after remove'),
  }),
  {
    id: 'M-032',
    level: 'MUST',
    title: 'remove of a list without a filter takes all elements',
    advice: 'Drop the whole list.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const { name: list, elements } = freeList(context)
      const user = await context.user({ [list]: [...elements] })
      ensureUnassigned((await patched(context, user, { op: 'remove', path: list }))[list], `${list} after remove`)
    },
  },
  {
    id: 'M-033',
    level: 'MUST',
    title: 'remove with a filter takes the elements it selects and no others',
    advice: 'Remove the matches only.',
    damage: 5,
    requires: needs('patch', 'groups'),
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const group = await context.groupOf(first, second)
      const path = context.groupPath(group)
      ;(await context.client.patch(path, [{ op: 'remove', path: `members[value eq "${first.id}"]` }])).expect(200, 204)
      ensureSet(each((await context.readGroup(group)).members), [second.id], 'The members after removing one of two')
    },
  },
  patches({
    id: 'M-034',
    level: 'MUST',
    title: 'remove of a sub-attribute leaves the rest',
    advice: 'Drop the sub-attribute only.',
    damage: 4,
    need: ['user.name', 'user.addresses'],
    before: () => ({ ...named(), addresses: [...ADDRESSES] }),
    operations: [
      { op: 'remove', path: 'name.givenName' },
      { op: 'remove', path: 'addresses[type eq "work"].region' },
    ],
    after(user) {
      ensureSame(part(user.name, 'familyName'), 'B', 'name.familyName')
      ensureUnassigned(part(user.name, 'givenName'), 'name.givenName after remove')
      const work = objects(user.addresses).find(({ type }) => type === 'work')
      ensureSame(work?.locality, 'A', 'locality of the address of work')
      ensureUnassigned(work?.region, 'region of the address of work after remove')
    },
  }),
  {
    id: 'M-035',
    level: 'MUST',
    title: 'remove of a member that is not there succeeds and changes nothing',
    advice: 'Answer as for any other PATCH.',
    damage: 3,
    requires: needs('patch', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      const operation = { op: 'remove', path: 'members[value eq "no-such-id"]' }
      ;(await context.client.patch(context.groupPath(group), [operation])).expect(200, 204)
      ensureSet(each((await context.readGroup(group)).members), [user.id], 'The members')
    },
  },
  {
    id: 'M-036',
    level: 'CHOICE',
    title: 'remove with a filter that selects nothing succeeds or is refused, and changes nothing',
    advice: 'Do as for members: succeed without a change.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const { work } = emailsOf(context)
      const user = await context.user({ emails: [work] })
      const operation = { op: 'remove', path: 'emails[type eq "zz"]' }
      const { status } = (await context.client.patch(context.userPath(user), [operation])).expect(200, 204, 400)
      ensureSet(each((await context.readUser(user)).emails), [work.value], 'The emails')
      context.note(status === 400 ? 'Refused.' : 'It succeeds.')
    },
  },
  refusesPatch({
    id: 'M-037',
    level: 'MUST',
    title: 'remove of a required or read-only attribute: 400 mutability',
    advice: 'Refuse with scimType mutability.',
    damage: 4,
    operations: [
      { op: 'remove', path: 'userName' },
      { op: 'remove', path: 'id' },
    ],
    scimType: ['mutability', 'invalidValue'],
  }),
  {
    id: 'M-038',
    level: 'INTEROP',
    title: 'remove of members with a value takes the named ones only',
    advice: 'Take the value for the members to remove: by the letter the whole Group is emptied.',
    damage: 5,
    requires: needs('patch', 'groups'),
    async run(context) {
      const { status, left, isNamed } = await removeOneOfTwo(context)
      if (status >= 400) context.note(`Refused (${status}).`)
      else context.note(isNamed ? 'The named member leaves.' : `Of two members ${left} are left.`)
    },
    // RFC 7644 §3.5.2.2 knows no value of a remove: only a target that announces what it makes of one is held to it.
    async tolerated(context) {
      const { status, left, isNamed } = await removeOneOfTwo(context)
      if (isNamed) return
      context.warn(
        `The target announces that the named member leaves: answered with ${status}, of two ${left} are left.`,
      )
    },
  },
  patches({
    id: 'M-039',
    level: 'CHOICE',
    title: 'with its last attribute an extension leaves schemas',
    advice: 'Work schemas out from the data.',
    damage: 1,
    need: ['enterprise'],
    before: () => ({ schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA], [ENTERPRISE_USER_SCHEMA]: { department: 'A' } }),
    operations: [{ op: 'remove', path: `${ENTERPRISE_USER_SCHEMA}:department` }],
    after: (user) => ensure(!hasUrn(user.schemas, ENTERPRISE_USER_SCHEMA), 'schemas still names the extension.'),
  }),
])

/** Removes the first of two members by its value: how many are left, and whether it is the second alone. */
async function removeOneOfTwo(context: CheckContext): Promise<{ status: number; left: number; isNamed: boolean }> {
  const [first, second] = [await context.user(), await context.user()]
  const group = await context.groupOf(first, second)
  const shown = each((await context.readGroup(group)).members)
  if (shown.length !== 2) throw new CheckSkip('the members of a Group are not shown')
  const operation = { op: 'remove', path: 'members', value: [{ value: first.id }] }
  const { status } = await context.client.patch(context.groupPath(group), [operation])
  const left = each((await context.readGroup(group)).members)
  return { status, left: left.length, isNamed: isSameJson(left, [second.id]) }
}
