/**
 * @see RFC 7644 §3.6 Deleting Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'
import { each, matchesIn } from './support.ts'

/** How resources go. */
export const DELETE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.6', [
  {
    id: 'X-001',
    level: 'MUST',
    title: '204 without a body',
    advice: 'Answer 204.',
    damage: 2,
    async run(context) {
      const answer = (await context.client.delete(context.userPath(await context.user()))).expect(204)
      ensure(answer.text === '', 'The 204 has a body.')
    },
  },
  {
    id: 'X-002',
    level: 'MUST',
    title: 'afterwards GET, PUT, PATCH and DELETE find nothing',
    advice: 'Answer 404 for what is deleted, soft deletion or not.',
    damage: 4,
    async run(context) {
      const { client } = context
      const user = await context.user()
      const path = context.userPath(user)
      ;(await client.delete(path)).expect(204, 200)
      ;(await client.get(path)).expect(404)
      ;(await client.put(path, context.userBody())).expect(404)
      if (context.discovery.features.patch === undefined) {
        ;(await client.patch(path, [{ op: 'replace', path: 'displayName', value: 'A' }])).expect(404)
      }
      ;(await client.delete(path)).expect(404)
    },
  },
  {
    id: 'X-003',
    level: 'MUST',
    title: 'it is in no list any more',
    advice: 'Leave deleted resources out of every query and count.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      ;(await context.client.delete(context.userPath(user))).expect(204, 200)
      const found = matchesIn(await context.find(`userName eq "${String(user.userName)}"`))
      ensure(found.length === 0, 'A deleted User is still listed.')
    },
  },
  {
    id: 'X-004',
    level: 'SHOULD',
    title: 'its unique values are free',
    advice: 'Leave deleted resources out of uniqueness.',
    damage: 4,
    async run(context) {
      const body = context.userBody()
      const first = (await context.client.post(context.users, body)).expect(201).resource
      ;(await context.client.delete(context.userPath(first))).expect(204, 200)
      ;(await context.client.post(context.users, body)).expect(201)
    },
  },
  {
    id: 'X-005',
    section: 'RFC 7643 §4.2',
    level: 'CHOICE',
    title: 'a deleted User leaves its Groups',
    advice: 'Remove the membership with the User.',
    damage: 3,
    requires: needs('groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      ;(await context.client.delete(context.userPath(user))).expect(204, 200)
      const isLeft = each((await context.readGroup(group)).members).includes(user.id)
      context.note(isLeft ? 'A deleted User stays a member.' : 'A deleted User leaves.')
    },
  },
  {
    id: 'X-007',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'an unknown id: 404',
    advice: 'Answer 404.',
    damage: 2,
    async run(context) {
      ;(await context.client.delete(context.unknownUser())).expect(404)
    },
  },
  {
    id: 'X-008',
    level: 'CHOICE',
    title: 'DELETE on a collection is not allowed and removes nothing',
    advice: 'Answer 405.',
    damage: 5,
    destructive: true,
    async run(context) {
      const user = await context.user()
      const { status } = await context.client.delete(context.users)
      ;(await context.client.get(context.userPath(user))).expect(200)
      context.note(`Answered with ${status}.`)
    },
  },
  {
    id: 'X-009',
    level: 'SHOULD',
    title: 'an older version in If-Match: 412, and the resource stays',
    advice: 'Check If-Match on DELETE.',
    damage: 3,
    requires: needs('etag'),
    async run(context) {
      const path = context.userPath(await context.user())
      ;(await context.client.delete(path, { 'if-match': 'W/"no-such-version"' })).expect(412)
      ;(await context.client.get(path)).expect(200)
    },
  },
  {
    id: 'X-010',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a deactivated User is not deleted, a deleted one not merely inactive',
    advice: 'Keep active and deletion apart.',
    damage: 5,
    requires: needs('patch', 'user.active'),
    async run(context) {
      const path = context.userPath(await context.user())
      ;(await context.client.patch(path, [{ op: 'replace', path: 'active', value: false }])).expect(200, 204)
      ;(await context.client.get(path)).expect(200)
      ;(await context.client.delete(path)).expect(204, 200)
      ;(await context.client.get(path)).expect(404)
    },
  },
  {
    id: 'X-011',
    level: 'CHOICE',
    title: 'of parallel deletes one succeeds and the others find nothing',
    advice: 'Answer 404 to those that come late, never 500.',
    damage: 3,
    async run(context) {
      const path = context.userPath(await context.user())
      const answers = await Promise.all(Array.from({ length: 10 }, () => context.client.delete(path)))
      const done = answers.map(({ status }) => status).sort()
      for (const answer of answers) answer.expect(204, 200, 404)
      const first = done.filter((status) => status < 300).length
      context.note(`Of 10 parallel deletes ${first} ${first === 1 ? 'succeeds' : 'succeed'}.`)
    },
  },
])
