/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { patched, patches, refusesPatch } from './patch-support.ts'
import {
  each,
  ensureInactive,
  ensureSame,
  ensureSet,
  enterpriseOf,
  hasUrn,
  mail,
  metaOf,
  objects,
  part,
  tick,
  versionOf,
} from './support.ts'

/** What a PATCH may set, and what it takes with it. */
export const PATCH_VALUE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2', [
  refusesPatch({
    id: 'M-025',
    level: 'MUST',
    title: 'a read-only attribute: 400 mutability',
    advice: 'Refuse id, meta and groups in a path.',
    damage: 3,
    operations: [
      { op: 'replace', path: 'id', value: 'another' },
      { op: 'replace', path: 'meta.created', value: '1999-01-01T00:00:00Z' },
    ],
    scimType: 'mutability',
  }),
  {
    id: 'M-026',
    level: 'CHOICE',
    title: 'a value without a path may carry the id',
    advice: 'Ignore the id when it is the resource’s own: a large client repeats it.',
    damage: 3,
    requires: needs('patch'),
    async run(context) {
      const user = await context.user()
      const operation = { op: 'replace', value: { id: user.id, displayName: 'A' } }
      const { status } = await context.client.patch(context.userPath(user), [operation])
      context.note(status < 300 ? 'Ignored.' : `Refused (${status}).`)
    },
  },
  patches({
    id: 'M-028',
    level: 'MUST',
    title: 'an extension attribute brings its URN into schemas',
    advice: 'Work schemas out from the data.',
    damage: 1,
    need: ['enterprise'],
    before: () => ({}),
    operations: [{ op: 'add', path: `${ENTERPRISE_USER_SCHEMA}:department`, value: 'Sales' }],
    after: (user) => ensure(hasUrn(user.schemas, ENTERPRISE_USER_SCHEMA), 'schemas lacks the URN of the extension.'),
  }),
  {
    id: 'M-051',
    level: 'MUST',
    title: 'the element that becomes primary takes it from the others',
    advice: 'Set primary of the other elements to false.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const [work, home] = [mail(context.name()), mail(context.name())]
      const emails = [
        { value: work, type: 'work', primary: true },
        { value: home, type: 'home' },
      ]
      const user = await context.user({ emails })
      const after = await patched(context, user, { op: 'add', path: 'emails[type eq "home"].primary', value: true })
      const primaries = objects(after.emails).filter(({ primary }) => primary === true)
      ensureSet(each(primaries), [home], 'The primary emails')
    },
  },
  {
    id: 'M-052',
    level: 'MUST',
    title: 'a new primary element takes it from the others',
    advice: 'Set primary of the other elements to false.',
    damage: 3,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const [work, home] = [mail(context.name()), mail(context.name())]
      const user = await context.user({ emails: [{ value: work, type: 'work', primary: true }] })
      const value = [{ value: home, type: 'home', primary: true }]
      const after = await patched(context, user, { op: 'add', path: 'emails', value })
      ensureSet(each(objects(after.emails).filter(({ primary }) => primary === true)), [home], 'The primary emails')
    },
  },
  {
    ...refusesPatch({
      id: 'M-054',
      section: 'RFC 7644 §3.12',
      level: 'MUST',
      title: 'a value of another type: 400 invalidValue',
      advice: 'Check values of a PATCH against the schema.',
      damage: 3,
      need: ['user.active'],
      operations: [{ op: 'replace', path: 'active', value: 'maybe' }],
      scimType: ['invalidValue', 'invalidSyntax'],
    }),
    async tolerated(context) {
      const path = context.userPath(await context.user({ active: true }))
      const operation = { op: 'replace', path: 'active', value: 'False' }
      const answer = (await context.client.patch(path, [operation])).expect(200, 204, 400)
      if (answer.status !== 400) await ensureInactive(context, path, 'active, which was replaced by the text "False",')
    },
  },
  {
    id: 'M-056',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'a userName of another User: 409 uniqueness',
    advice: 'Check uniqueness on PATCH.',
    damage: 3,
    requires: needs('patch'),
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const operation = { op: 'replace', path: 'userName', value: second.userName ?? null }
      ;(await context.client.patch(context.userPath(first), [operation])).refused(409, 'uniqueness')
    },
  },
  {
    id: 'M-066',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a password that is set is not shown',
    advice: 'Leave password out of every answer.',
    damage: 5,
    requires: needs('patch'),
    async run(context) {
      const value = `Pw-${context.name()}-9!x`
      const answer = await context.client.patch(context.userPath(await context.user()), [
        { op: 'replace', path: 'password', value },
      ])
      ensure(!answer.text.includes(value), 'The answer shows the password.')
    },
  },
  {
    id: 'M-018',
    section: 'RFC 7644 §3.5.2.1',
    level: 'MUST',
    title: 'adding what is there already changes nothing',
    advice: 'Compare before adding; leave lastModified and version as they are.',
    damage: 3,
    requires: needs('patch', 'groups'),
    async run(context) {
      const [user, other] = [await context.user(), await context.user()]
      const group = await context.readGroup(await context.groupOf(user, other))
      const operation = { op: 'add', path: 'members', value: [{ value: user.id }] }
      ;(await context.client.patch(context.groupPath(group), [operation])).expect(200, 204)
      const after = await context.readGroup(group)
      ensureSet(each(after.members), [user.id, other.id], 'The members after adding one again')
      const isMoved = versionOf(group) !== versionOf(after)
      ensure(!isMoved, 'The version moved, though nothing changed.')
    },
  },
  {
    id: 'M-019',
    section: 'RFC 7644 §3.5.2.1',
    level: 'MUST',
    title: 'an operation without effect hides no other one: lastModified moves',
    advice: 'Judge by the resource as a whole whether something changed.',
    damage: 3,
    requires: needs('patch', 'user.title', 'user.displayName'),
    async run(context) {
      const user = await context.readUser(await context.user({ title: 'Same', displayName: 'A' }))
      await tick()
      const after = await patched(
        context,
        user,
        { op: 'add', path: 'title', value: 'Same' },
        { op: 'replace', path: 'displayName', value: 'B' },
      )
      ensureSame(after.displayName, 'B', 'displayName')
      const [before, now] = [user, after].map((one) => Date.parse(String(metaOf(one).lastModified)))
      ensure(Number(now) > Number(before), 'lastModified did not move, though the second operation changed something.')
    },
  },
  {
    id: 'M-053',
    section: 'RFC 7643 §2.4',
    level: 'CHOICE',
    title: 'two primary elements in one value are refused',
    advice: 'Answer 400 invalidValue, as on POST.',
    damage: 2,
    requires: needs('patch', 'user.emails'),
    async run(context) {
      const user = await context.user()
      const value = ['a', 'b'].map((name) => ({ value: mail(`${context.name()}${name}`), primary: true }))
      const operation = { op: 'replace', path: 'emails', value }
      const { status } = (await context.client.patch(context.userPath(user), [operation])).expect(400, 200, 204)
      const primaries = each((await context.readUser(user)).emails, 'primary').filter((flag) => flag === true).length
      ensure(primaries <= 1, 'Two emails are primary.')
      context.note(status === 400 ? 'Refused.' : 'One of them wins.')
    },
  },
  {
    id: 'M-057',
    level: 'MUST',
    title: 'schemas may gain an extension for the operations that follow, and never loses the base schema',
    advice: 'Refuse to remove schemas with 400 mutability.',
    damage: 3,
    requires: needs('patch'),
    async run(context) {
      const user = await context.user()
      const answer = await context.client.patch(context.userPath(user), [{ op: 'remove', path: 'schemas' }])
      answer.refused(400, ['mutability', 'invalidValue', 'invalidPath'])
      ensure(hasUrn((await context.readUser(user)).schemas, USER_SCHEMA), 'The User has lost its base schema.')
      if (context.discovery.enterprise !== undefined) return
      const after = await patched(
        context,
        user,
        { op: 'add', path: 'schemas', value: [ENTERPRISE_USER_SCHEMA] },
        { op: 'add', path: `${ENTERPRISE_USER_SCHEMA}:department`, value: 'Sales' },
      )
      ensureSame(part(enterpriseOf(after), 'department'), 'Sales', 'department')
    },
  },
])
