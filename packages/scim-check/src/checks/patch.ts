/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { ENTERPRISE_USER_SCHEMA, type JsonValue, PATCH_OP, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { patched, patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet, hasUrn, mail, objects, part, versionOf } from './support.ts'

/** What a PATCH is and does as a whole. */
export const PATCH_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.2', [
  {
    id: 'M-001',
    level: 'SHOULD',
    title: 'PATCH is offered',
    advice: 'Offer PATCH: without it clients must send whole resources, whole memberships included.',
    damage: 4,
    requires: needs('config'),
    async run(context) {
      ensure(context.discovery.features.patch === undefined, 'The target does not announce patch.')
    },
  },
  {
    id: 'M-002',
    level: 'MUST',
    title: 'a body that is no PatchOp: 400 invalidSyntax',
    advice: 'Check schemas of the message.',
    damage: 1,
    requires: needs('patch'),
    async run(context) {
      const path = context.userPath(await context.user())
      const Operations = [{ op: 'replace', path: 'displayName', value: 'A' }]
      for (const schemas of [undefined, [USER_SCHEMA]]) {
        const body = schemas === undefined ? { Operations } : { schemas, Operations }
        ;(await context.client.send('PATCH', path, body)).refused(400, ['invalidSyntax', 'invalidValue'])
      }
    },
  },
  {
    id: 'M-003',
    level: 'MUST',
    title: 'Operations is a list of one or more: else 400 invalidSyntax',
    advice: 'Refuse a missing or empty Operations, and one that is no array.',
    damage: 1,
    requires: needs('patch'),
    async run(context) {
      const path = context.userPath(await context.user())
      for (const Operations of [[], { op: 'add' }] satisfies JsonValue[]) {
        const answer = await context.client.send('PATCH', path, { schemas: [PATCH_OP], Operations })
        answer.refused(400, ['invalidSyntax', 'invalidValue'])
      }
    },
  },
  refusesPatch({
    id: 'M-004',
    level: 'MUST',
    title: 'op is add, remove or replace: else 400 invalidSyntax',
    advice: 'Refuse other words.',
    damage: 2,
    operations: [{ op: 'move', path: 'displayName', value: 'A' }],
    scimType: ['invalidSyntax', 'invalidValue'],
  }),
  {
    id: 'M-005',
    level: 'INTEROP',
    title: 'op may be capitalised',
    advice: 'Read op in any case: a large client writes Add, Replace and Remove.',
    damage: 4,
    requires: needs('patch'),
    async run(context) {
      const user = await context.user()
      const { status } = await context.client.patch(context.userPath(user), [
        { op: 'Replace', path: 'displayName', value: 'A' },
      ])
      context.note(status < 300 ? 'Read in any case.' : `Refused (${status}).`)
    },
  },
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
    user: { emails: [{ value: 'a@example.com', type: 'work' }] },
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
      { op: 'add', path: `${USER_SCHEMA}:nickName`, value: 'N' },
      { op: 'add', path: `${ENTERPRISE_USER_SCHEMA}:department`, value: 'Sales' },
    ],
    after(user) {
      ensureSame(user.title, 'B', 'title patched as TITLE')
      ensureSame(user.nickName, 'N', 'nickName patched by its URN')
      ensureSame(part(user[ENTERPRISE_USER_SCHEMA], 'department'), 'Sales', 'department patched by its URN')
    },
  }),
  patches({
    id: 'M-011',
    level: 'MUST',
    title: 'each operation works on the result of the one before',
    advice: 'Apply operations in order to one working copy.',
    damage: 3,
    need: ['user.emails'],
    before: () => ({}),
    operations: [
      { op: 'add', path: 'emails', value: [{ value: 'new@example.com', type: 'work' }] },
      { op: 'replace', path: 'emails[value eq "new@example.com"].type', value: 'home' },
    ],
    after: (user) => ensureSet(each(user.emails, 'type'), ['home'], 'The types of the emails'),
  }),
  {
    id: 'M-012',
    level: 'MUST',
    title: 'all operations or none',
    advice: 'Write once, when every operation has succeeded.',
    damage: 5,
    requires: needs('patch', 'user.title'),
    async run(context) {
      const user = await context.user({ title: 'A' })
      const answer = await context.client.patch(context.userPath(user), [
        { op: 'replace', path: 'title', value: 'B' },
        { op: 'remove' },
      ])
      ensure(answer.status >= 400, `A PATCH with a bad operation was answered with ${answer.status}.`)
      ensureSame((await context.readUser(user)).title, 'A', 'title after a PATCH that failed')
    },
  },
  {
    id: 'M-013',
    level: 'MUST',
    title: 'success is 200 with the whole resource, or 204 without a body',
    advice: 'Choose one of the two.',
    damage: 3,
    requires: needs('patch'),
    async run(context) {
      const user = await context.user()
      const answer = await context.client.patch(context.userPath(user), [
        { op: 'replace', path: 'displayName', value: 'A' },
      ])
      if (answer.expect(200, 204).status === 204) ensure(answer.text === '', 'The 204 has a body.')
      else ensureSame(answer.resource, await context.readUser(user), 'The body of the 200, compared with a GET,')
    },
  },
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
  refusesPatch({
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
    id: 'M-058',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'an unknown id: 404',
    advice: 'Answer 404.',
    damage: 3,
    requires: needs('patch'),
    async run(context) {
      const operation = { op: 'replace', path: 'displayName', value: 'A' }
      ;(await context.client.patch(context.unknownUser(), [operation])).expect(404)
    },
  },
  patches({
    id: 'M-059',
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'the filter of a path compares by the attribute’s case rule',
    advice: 'Use the comparison of filters.',
    damage: 2,
    need: ['user.emails'],
    before: () => ({ emails: [{ value: 'a@example.com', type: 'work' }] }),
    operations: [{ op: 'replace', path: 'emails[type eq "WORK"].value', value: 'b@example.com' }],
    after: (user) => ensureSet(each(user.emails), ['b@example.com'], 'The emails'),
  }),
  {
    id: 'M-065',
    section: 'RFC 7644 §3.8',
    level: 'CHOICE',
    title: 'JSON Patch is another language: 415',
    advice: 'Refuse application/json-patch+json.',
    damage: 1,
    requires: needs('patch'),
    async run(context) {
      const headers = { 'content-type': 'application/json-patch+json' }
      const body = [{ op: 'replace', path: '/displayName', value: 'A' }]
      const { status } = await context.client.send('PATCH', context.userPath(await context.user()), body, { headers })
      ensure(status < 500, `PATCH was answered with ${status} .`)
      context.note(`Answered with ${status}.`)
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
      const user = await context.user()
      const group = await context.readGroup(await context.groupOf(user))
      const operation = { op: 'add', path: 'members', value: [{ value: user.id }] }
      ;(await context.client.patch(context.groupPath(group), [operation])).expect(200, 204)
      const after = await context.readGroup(group)
      ensureSet(each(after.members), [user.id], 'The members after adding one again')
      const isMoved = versionOf(group) !== versionOf(after)
      ensure(!isMoved, 'The version moved, though nothing changed.')
    },
  },
])
