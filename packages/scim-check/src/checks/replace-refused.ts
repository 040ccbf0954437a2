/**
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import { GROUP_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { put } from './replace-support.ts'
import { ensureSame, mail } from './support.ts'

/** What PUT refuses. */
export const REPLACE_REFUSED_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.5.1', [
  {
    id: 'U-002',
    level: 'MUST',
    title: 'PUT creates nothing',
    advice: 'Answer 404 for an unknown id.',
    damage: 3,
    async run(context) {
      ;(await context.client.put(context.unknownUser(), context.userBody())).expect(404)
    },
  },
  {
    id: 'U-010',
    level: 'MUST',
    title: 'a required attribute that is missing: 400 invalidValue',
    advice: 'Check required attributes on PUT as on POST.',
    damage: 3,
    async run(context) {
      const user = await context.user()
      const { userName: _left, ...without } = context.userBody()
      ;(await context.client.put(context.userPath(user), without)).refused(400, 'invalidValue')
    },
  },
  {
    id: 'U-017',
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'two primary elements: 400 invalidValue',
    advice: 'Check it on PUT as on POST.',
    damage: 2,
    requires: needs('user.emails'),
    async run(context) {
      const emails = ['a', 'b'].map((name) => ({ value: mail(`${context.name()}${name}`), primary: true }))
      ;(await put(context, await context.user(), { emails })).refused(400, ['invalidValue', 'invalidSyntax'])
    },
  },
  {
    id: 'U-019',
    section: 'RFC 7644 §3.6',
    level: 'MUST',
    title: 'a deleted resource does not come back',
    advice: 'Answer 404.',
    damage: 3,
    async run(context) {
      const user = await context.user()
      ;(await context.client.delete(context.userPath(user))).expect(204, 200)
      ;(await put(context, user)).expect(404)
    },
  },
  {
    id: 'U-022',
    level: 'CHOICE',
    title: 'a PUT that fails changes nothing',
    advice: 'Validate before writing.',
    damage: 4,
    requires: needs('user.active'),
    async run(context) {
      const user = await context.user({ displayName: 'Old' })
      const { status } = await put(context, user, { displayName: 'New', active: { a: 1 } })
      if (status < 400) return context.note('Nothing was refused.')
      ensureSame((await context.readUser(user)).displayName, 'Old', 'displayName after a PUT that was refused')
    },
  },
  {
    id: 'U-023',
    section: 'RFC 7643 §3',
    level: 'MUST',
    title: 'the schemas must be those of the resource type',
    advice: 'Check schemas on PUT as on POST.',
    damage: 1,
    async run(context) {
      const answer = await put(context, await context.user(), { schemas: [GROUP_SCHEMA] })
      answer.refused(400, ['invalidSyntax', 'invalidValue'])
    },
  },
  {
    id: 'U-021',
    section: 'RFC 9110 §15.5.6',
    level: 'CHOICE',
    title: 'PUT on a collection is not allowed',
    advice: 'Answer 405 with Allow.',
    damage: 2,
    async run(context) {
      const { status } = (await context.client.put(context.users, context.userBody())).expect(405, 404, 501, 400, 403)
      context.note(`Answered with ${status}.`)
    },
  },
])
