/**
 * @see RFC 7644 §3.11 "/Me" Authenticated Subject Alias — https://www.rfc-editor.org/rfc/rfc7644#section-3.11
 */
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { ensureSame, metaOf, toAddress } from './support.ts'

/** The resource of the caller, where the target answers for it itself. @throws CheckSkip */
async function ownResource({ client }: CheckContext): Promise<Answer> {
  const answer = await client.get('/Me', {}, client.asMe)
  if (answer.status === 200) return answer
  if (answer.status === 307 || answer.status === 308) throw new CheckSkip('the target redirects /Me')
  throw new CheckSkip(`the target does not offer /Me to these credentials (${answer.status})`)
}

/** The path below the base of an address of the target. @throws CheckSkip when it is one of another server. */
function pathBelow({ client }: CheckContext, location: string): string {
  const { href = '' } = toAddress(location, `${client.baseUrl}/`) ?? {}
  if (href.startsWith(`${client.baseUrl}/`)) return href.slice(client.baseUrl.length)
  throw new CheckSkip('the address of the resource is not below the base URL: the credentials are not sent there')
}

/** The resource of the caller. */
export const ME_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.11', [
  {
    id: 'I-001',
    level: 'SHOULD',
    title: '/Me that is not offered: 501',
    advice: 'Answer 501, or 404 where the caller has no resource.',
    damage: 1,
    async run({ client }) {
      ;(await client.get('/Me')).expect(200, 307, 308, 404, 403, 501)
    },
  },
  {
    id: 'I-002',
    level: 'MAY',
    title: '/Me may redirect to the resource with 308',
    advice: 'Use 308 and name the permanent address in Location.',
    damage: 1,
    async run(context) {
      const answer = (await context.client.get('/Me', {}, context.client.asMe)).expect(200, 307, 308, 403, 404, 501)
      const isRedirect = answer.status === 307 || answer.status === 308
      ensure(!isRedirect || answer.header('location') !== undefined, `The ${answer.status} has no Location.`)
      context.note(isRedirect ? `It redirects with ${answer.status}.` : `It answers ${answer.status} itself.`)
    },
  },
  {
    id: 'I-003',
    level: 'MUST',
    title: 'an answer of /Me has the permanent address in Location',
    advice: 'Set Location to the address of the resource, that of meta.location.',
    damage: 2,
    async run(context) {
      const answer = await ownResource(context)
      const location = answer.header('location')
      ensure(location !== undefined, 'The answer has no Location.')
      ensure(!/\/Me$/i.test(location), `Location is ${show(location)}, the alias.`)
      const path = pathBelow(context, location)
      const { resource } = (await context.client.get(path)).expect(200)
      ensureSame(resource.id, answer.resource.id, 'The id of the resource that Location names')
      ensureSame(metaOf(answer.body).location, metaOf(resource).location, 'meta.location')
    },
  },
  {
    id: 'I-004',
    level: 'MUST',
    title: '/Me can be written to where the resource can',
    advice: 'Route PUT and PATCH of /Me to the resource of the caller.',
    damage: 2,
    destructive: true,
    async run(context) {
      const { resource } = await ownResource(context)
      const isMissing = ({ status }: Answer): boolean => [404, 405, 501].includes(status)
      const { client } = context
      const put = await client.put('/Me', resource, { headers: client.asMe })
      ensure(!isMissing(put), `PUT /Me was answered with ${put.status}, though GET was with 200.`)
      const { userName } = resource
      if (context.discovery.features.patch !== undefined || typeof userName !== 'string') return
      const operation = { op: 'replace', path: 'userName', value: userName }
      const patch = await client.patch('/Me', [operation], { headers: client.asMe })
      ensure(!isMissing(patch), `PATCH /Me was answered with ${patch.status}, though GET was with 200.`)
    },
  },
  {
    id: 'I-005',
    level: 'MAY',
    title: 'POST to /Me may make the resource of the caller',
    advice: 'Make it, or answer 403 or 501.',
    damage: 1,
    destructive: true,
    async run(context) {
      const answer = await context.client.post('/Me', context.userBody(), { headers: context.client.asMe })
      context.note(`POST /Me was answered with ${answer.expect(201, 400, 401, 403, 404, 405, 409, 501).status}.`)
      const location = answer.status === 201 ? answer.header('location') : undefined
      if (location !== undefined) await context.client.delete(pathBelow(context, location))
    },
  },
  {
    id: 'I-006',
    level: 'MUST',
    title: 'without credentials: 401',
    advice: 'Authenticate before routing.',
    damage: 3,
    async run(context) {
      if (context.client.authorization === undefined) return context.note('The run has no credentials.')
      const anonymous = await context.client.get('/Me', {}, { authorization: '' })
      // What is not there for anybody has no credentials to ask for.
      if (anonymous.status === 404 && (await context.client.get('/Me')).status === 404) {
        throw new CheckSkip('the target does not offer /Me to these credentials (404)')
      }
      anonymous.expect(401, 501)
    },
  },
  {
    id: 'I-007',
    level: 'CHOICE',
    title: 'credentials without a resource: 404',
    advice: 'Answer 404, never with the resource of somebody else.',
    damage: 2,
    async run(context) {
      const { status } = (await context.client.get('/Me')).expect(200, 307, 308, 403, 404, 501)
      context.note(status === 200 ? 'These credentials have a resource.' : `Answered with ${status}.`)
    },
  },
  {
    id: 'I-009',
    section: 'RFC 7644 §3.9',
    level: 'MUST',
    title: '/Me takes attributes',
    advice: 'Project the answer of /Me like that of the resource.',
    damage: 2,
    async run(context) {
      const whole = Object.keys((await ownResource(context)).body)
      const { client } = context
      const { body } = (await client.get('/Me', { attributes: 'userName' }, client.asMe)).expect(200)
      // What is always returned, and whole extensions, need not go: one of these must.
      const others = whole.filter(
        (name) => !/^(schemas|id|meta|userName|externalId)$/i.test(name) && !name.includes(':'),
      )
      if (others.length === 0) throw new CheckSkip('the resource of the caller has nothing but its userName')
      const left = others.filter((name) => Object.hasOwn(body, name))
      ensure(left.length < others.length, `attributes=userName gives ${show(left)} too.`)
    },
  },
])
