/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { type JsonValue, PATCH_OP, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { patches, refusesPatch } from './patch-support.ts'
import { each, ensureSame, ensureSet } from './support.ts'

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
  patches({
    id: 'M-011',
    level: 'MUST',
    title: 'each operation works on the result of the one before',
    advice: 'Apply operations in order to one working copy.',
    damage: 3,
    need: ['user.emails'],
    before: ({ work }) => ({ emails: [work] }),
    operations: ({ home }) => [
      { op: 'add', path: 'emails', value: [home] },
      { op: 'replace', path: `emails[value eq "${home.value}"].type`, value: 'other' },
    ],
    after: (user) => ensureSet(each(user.emails, 'type'), ['work', 'other'], 'The types of the emails'),
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
])
