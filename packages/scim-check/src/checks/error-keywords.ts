/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling, Table 9 — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure } from '../failure.ts'

/** Which keyword an error carries. */
export const KEYWORD_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.12', [
  {
    id: 'E-005',
    level: 'MUST',
    title: 'a filter that cannot be read: invalidFilter',
    advice: 'Use invalidFilter for filters, invalidSyntax for bodies.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      ;(await context.find('userName zz "a"')).refused(400, 'invalidFilter')
    },
  },
  {
    id: 'E-006',
    level: 'SHOULD',
    title: 'a body that is no JSON: invalidSyntax',
    advice: 'Add scimType invalidSyntax.',
    damage: 1,
    async run(context) {
      ;(await context.client.send('POST', context.users, '{"schemas":')).refused(400, 'invalidSyntax')
    },
  },
  {
    id: 'E-007',
    level: 'SHOULD',
    title: 'a required value that is missing: invalidValue',
    advice: 'Add scimType invalidValue.',
    damage: 1,
    async run(context) {
      const { userName: _left, ...without } = context.userBody()
      ;(await context.client.post(context.users, without)).refused(400, 'invalidValue')
    },
  },
  {
    id: 'E-008',
    level: 'SHOULD',
    title: 'a path of a PATCH that cannot be read: invalidPath',
    advice: 'Add scimType invalidPath.',
    damage: 1,
    requires: needs('patch'),
    async run(context) {
      const operation = { op: 'replace', path: 'name..givenName', value: 'New' }
      const answer = await context.client.patch(context.userPath(await context.user()), [operation])
      answer.refused(400, 'invalidPath')
    },
  },
  {
    id: 'E-009',
    section: 'RFC 7644 §3.5.2.2',
    level: 'MUST',
    title: 'a remove that names no target: noTarget',
    advice: 'Answer 400 noTarget.',
    damage: 1,
    requires: needs('patch'),
    async run(context) {
      const answer = await context.client.patch(context.userPath(await context.user()), [{ op: 'remove' }])
      answer.refused(400, 'noTarget', true)
    },
  },
  {
    id: 'E-010',
    section: 'RFC 7644 §3.5.2.2',
    level: 'MUST',
    title: 'a remove of a required attribute: mutability',
    advice: 'Answer 400 mutability.',
    damage: 2,
    requires: needs('patch'),
    async run(context) {
      const operation = { op: 'remove', path: 'userName' }
      const answer = await context.client.patch(context.userPath(await context.user()), [operation])
      answer.refused(400, 'mutability', true)
    },
  },
  {
    id: 'E-011',
    section: 'RFC 7644 §3.3',
    level: 'MUST',
    title: 'a userName that is taken: 409 uniqueness',
    advice: 'Answer 409 with scimType uniqueness.',
    damage: 3,
    async run(context) {
      const { userName = null } = await context.user()
      ;(await context.client.post(context.users, context.userBody({ userName }))).refused(409, 'uniqueness', true)
    },
  },
  {
    id: 'E-012',
    section: 'RFC 7644 §3.13',
    level: 'SHOULD',
    title: 'another version in the path is not served as this one',
    advice: 'Answer 400 invalidVers or 404.',
    damage: 1,
    async run(context) {
      if (!/\/v2$/i.test(context.client.baseUrl)) return context.note('The base has no version.')
      ;(await context.client.get(`${context.client.baseUrl.replace(/v2$/i, 'v1')}${context.users}`)).expect(
        404,
        400,
        401,
      )
    },
  },
  {
    id: 'E-013',
    section: 'RFC 7644 §7.5.2',
    level: 'SHOULD',
    title: 'a filter by password tells nothing',
    advice: 'Refuse it with 403 sensitive or 400 invalidFilter, or let it match nobody.',
    damage: 4,
    requires: needs('filter'),
    async run(context) {
      const password = `Pw-${context.name()}-9!x`
      const { userName = null } = await context.user({ password })
      const answer = await context.find(`userName eq "${String(userName)}" and password eq "${password}"`)
      if (answer.status === 403) answer.refused(403, 'sensitive')
      if (answer.status === 200) ensure(answer.items.length === 0, 'A filter by password finds its owner.')
      context.note(`Answered with ${answer.expect(200, 400, 403, 404).status}.`)
    },
  },
])
