/**
 * @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2
 * @see RFC 6750 §3 The WWW-Authenticate Response Header Field — https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
import { type Check, defineChecks } from '../check.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { challengesOf } from './challenges.ts'
import { objects } from './support.ts'

/** Credentials that no scheme can read. */
const GARBAGE = ['Bearer', 'Bearer a b c', 'Bearer ,,,', 'Basic @@@', 'nonsense']

/** The challenges of a request without credentials, by scheme in lower case. */
async function challenges(context: CheckContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const { status, header } = await anonymous(context)
  if (status === 200) throw new CheckSkip('the Users can be read by anybody')
  return challengesOf(header ?? '')
}

async function anonymous({ client, users }: CheckContext): Promise<{ status: number; header: string | undefined }> {
  const answer = await client.get(users, { count: 1 }, { authorization: '' })
  return { status: answer.status, header: answer.header('www-authenticate') }
}

/** Who may ask. */
export const AUTHENTICATION_CHECKS: readonly Check[] = defineChecks('RFC 7644 §2', [
  {
    id: 'Z-002',
    level: 'MUST',
    title: 'without credentials: 401 with WWW-Authenticate',
    advice: 'Answer 401 and name the scheme.',
    damage: 5,
    async run(context) {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      const answer = (await context.client.get(context.users, { count: 1 }, { authorization: '' })).expect(401)
      ensure(answer.header('www-authenticate') !== undefined, 'The 401 has no WWW-Authenticate.')
    },
  },
  {
    id: 'Z-003',
    section: 'RFC 6750 §3',
    level: 'MUST',
    title: 'a Bearer challenge has a parameter, and no error when nothing was sent',
    advice: 'Write WWW-Authenticate: Bearer realm="scim".',
    damage: 1,
    async run(context) {
      const answer = await context.client.get(context.users, { count: 1 }, { authorization: '' })
      const challenge = answer.header('www-authenticate')
      if (challenge === undefined || !/^bearer\b/i.test(challenge)) return context.note('There is no Bearer challenge.')
      ensure(/^bearer +\w+ *=/i.test(challenge), `The challenge ${show(challenge)} has no parameter.`)
      ensure(!/error *=/i.test(challenge), `The challenge ${show(challenge)} has an error, though nothing was sent.`)
    },
  },
  {
    id: 'Z-004',
    section: 'RFC 6750 §3.1',
    level: 'SHOULD',
    title: 'a token that is not valid: 401',
    advice: 'Answer 401 with error="invalid_token".',
    damage: 5,
    async run(context) {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      const headers = { authorization: 'Bearer no-such-token-0123456789' }
      ;(await context.client.get(context.users, { count: 1 }, headers)).expect(401)
    },
  },
  {
    id: 'Z-006',
    section: 'RFC 6750 §3.1',
    level: 'SHOULD',
    title: 'credentials that cannot be read: 401 or 400',
    advice: 'Answer 401, or 400 invalid_request.',
    damage: 3,
    async run(context) {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      for (const authorization of GARBAGE) {
        const { status } = await context.client.get(context.users, { count: 1 }, { authorization })
        ensure(
          status === 401 || status === 400,
          `The Authorization ${show(authorization)} was answered with ${status} .`,
        )
      }
    },
  },
  {
    id: 'Z-007',
    section: 'RFC 9110 §11.1',
    level: 'MUST',
    title: 'the scheme is read in any case',
    advice: 'Compare Bearer without regard to case.',
    damage: 2,
    async run(context) {
      const match = /^(Bearer) (.+)$/i.exec(context.client.authorization ?? '')
      if (match === null) throw new CheckSkip('the run has no Bearer token')
      const headers = { authorization: `bearer ${match[2] ?? ''}` }
      ;(await context.client.get(context.users, { count: 1 }, headers)).expect(200)
    },
  },
  {
    id: 'Z-008',
    section: 'RFC 6750 §2.3',
    level: 'SHOULD',
    title: 'a token in the query does not count',
    advice: 'Take tokens from the Authorization header only: queries are logged.',
    damage: 3,
    async run(context) {
      const match = /^Bearer (.+)$/i.exec(context.client.authorization ?? '')
      if (match === null) throw new CheckSkip('the run has no Bearer token')
      const query = { access_token: match[1] ?? '', count: 1 }
      ;(await context.client.get(context.users, query, { authorization: '' })).expect(401, 400, 403)
    },
  },
  {
    id: 'Z-009',
    section: 'RFC 7617 §2',
    level: 'MUST',
    title: 'a Basic challenge has a realm',
    advice: 'Write WWW-Authenticate: Basic realm="scim", charset="UTF-8".',
    damage: 1,
    async run(context) {
      const parameters = (await challenges(context)).get('basic')
      if (parameters === undefined) throw new CheckSkip('the target does not offer Basic')
      ensure(
        parameters.some((parameter) => /^realm *=/i.test(parameter)),
        'The Basic challenge has no realm.',
      )
    },
  },
  {
    id: 'Z-010',
    section: 'RFC 9110 §11.6.1',
    level: 'CHOICE',
    title: 'each scheme that is announced has its challenge',
    advice: 'Name every scheme in WWW-Authenticate.',
    damage: 1,
    async run(context) {
      const named = [...(await challenges(context)).keys()]
      const announced = objects(context.discovery.config?.authenticationSchemes).map(({ type }) => String(type))
      context.note(`Challenges: ${named.join(', ') || 'none'}. Announced: ${announced.join(', ') || 'none'}.`)
    },
  },
])
