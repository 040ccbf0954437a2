/**
 * @see RFC 7644 §7 Security Considerations — https://www.rfc-editor.org/rfc/rfc7644#section-7
 */
import { isJsonObject, SEARCH_REQUEST } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { isNearby } from './nearby.ts'
import { answerOrNone, idsOf, metaOf, toAddress } from './support.ts'

/** What a service provider keeps safe, and from what. */
export const SECURITY_CHECKS: readonly Check[] = defineChecks('RFC 7644 §7', [
  {
    id: 'Z-001',
    section: 'RFC 7644 §7.2',
    level: 'MUST',
    title: 'the service is reached over TLS, and not without',
    advice: 'Serve https, and refuse plain http or redirect it before a token is read.',
    damage: 5,
    async run({ client }) {
      const { protocol, hostname, pathname } = new URL(client.baseUrl)
      if (isNearby(hostname)) throw new CheckSkip('the target is on loopback or in a private network')
      ensure(protocol === 'https:', `The base URL ${show(client.baseUrl)} is not https.`)
      const plain = `http://${hostname}${pathname}/ServiceProviderConfig`
      const answer = await answerOrNone(client.get(plain, {}, { authorization: '' }))
      const isServed = answer !== undefined && isJsonObject(answer.json) && [200, 401].includes(answer.status)
      ensure(!isServed, `The service is there without TLS too: ${plain} was answered with ${answer?.status}.`)
    },
  },
  {
    id: 'Z-018',
    section: 'RFC 7644 §7.7',
    level: 'MUST',
    title: 'input in sortBy, ids and paths is refused or not found',
    advice: 'Resolve names against the schema, and bind values as parameters.',
    damage: 4,
    async run(context) {
      for (const text of ["'; DROP TABLE users; --", '__proto__', 'constructor']) {
        const single = await context.client.get(`${context.users}/${encodeURIComponent(text)}`)
        single.expect(404, 400)
        const listed = await context.client.get(context.users, { sortBy: text, count: 1 })
        listed.expect(200, 400, 403, 501)
      }
    },
  },
  {
    id: 'Z-023',
    section: 'RFC 7644 §7.7',
    level: 'CHOICE',
    title: 'a body nested very deep is refused',
    advice: 'Limit the depth.',
    damage: 3,
    async run(context) {
      const depth = 2000
      const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"${context.name()}","name":${'['.repeat(depth)}${']'.repeat(depth)}}`
      ;(await context.client.send('POST', context.users, body)).expect(400, 413)
    },
  },
  {
    id: 'Z-014',
    section: 'RFC 7643 §9.2',
    level: 'MUST',
    title: 'a password is not in errors',
    advice: 'Never quote the value of a password.',
    damage: 5,
    async run(context) {
      const password = `Pw-${context.name()}-9!x`
      const { userName: _left, ...without } = context.userBody({ password })
      const answer = await context.client.post(context.users, without)
      ensure(!answer.text.includes(password), 'The error shows the password.')
    },
  },
  {
    id: 'Z-016',
    section: 'RFC 7644 §5',
    level: 'MUST',
    title: 'one userName in two Unicode forms is one userName',
    advice: 'Prepare userName by RFC 8265, or at least by NFC and width, before comparing.',
    damage: 3,
    async run(context) {
      const name = context.name()
      const forms = [
        [`${name}-\u00e9`, `${name}-e\u0301`],
        [`${name}-a`, `${name}-\uff41`],
      ]
      for (const [userName = '', other = ''] of forms) {
        await context.user({ userName })
        const { status } = await context.client.post(context.users, context.userBody({ userName: other }))
        ensure(status >= 400, `${spell(other)} was made beside ${spell(userName)}, which is the same name.`)
      }
    },
  },
  {
    id: 'Z-017',
    section: 'RFC 7644 §7.5.2',
    level: 'SHOULD',
    title: 'a filter that may not stand in a URL may stand in .search',
    advice: 'Refuse it in GET with 403 sensitive, and answer POST to .search.',
    damage: 3,
    requires: needs('filter', 'user.familyName'),
    async run(context) {
      const name = context.name()
      const user = await context.user({ name: { familyName: name } })
      const filter = `name.familyName eq "${name}"`
      const answer = await context.find(filter)
      if (answer.status !== 403) return context.note('The target has no such rule for a filter by family name.')
      answer.refused(403, 'sensitive')
      const found = await context.client.post(`${context.users}/.search`, { schemas: [SEARCH_REQUEST], filter })
      ensure(idsOf(found.expect(200)).includes(user.id), 'The same filter in .search does not find its User.')
    },
  },
  {
    id: 'Z-022',
    section: 'RFC 7643 §9.3',
    level: 'CHOICE',
    title: 'discovery without credentials tells nothing of a tenant',
    advice: 'Show what all tenants share.',
    damage: 2,
    async run(context) {
      const { client } = context
      for (const path of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes']) {
        const open = await client.get(path, {}, { authorization: '' })
        if (open.status !== 200) context.note(`${path}: ${open.status}.`)
        else
          context.note(
            `${path}: ${open.text === (await client.get(path)).text ? 'the same' : 'less, or other,'} for anybody.`,
          )
      }
    },
  },
  {
    id: 'Z-027',
    section: 'RFC 9110 §17',
    level: 'CHOICE',
    title: 'answers carry headers that keep browsers and caches from harm',
    advice: 'Send Cache-Control: no-store and X-Content-Type-Options: nosniff; allow no foreign origin.',
    damage: 2,
    async run(context) {
      const answer = await context.client.get(context.users, { count: 1 }, { origin: 'https://elsewhere.example' })
      for (const name of ['cache-control', 'x-content-type-options', 'access-control-allow-origin']) {
        context.note(`${name}: ${answer.header(name) ?? 'none'}.`)
      }
    },
  },
  {
    id: 'Z-028',
    section: 'RFC 7644 §7.1',
    level: 'CHOICE',
    title: 'addresses hold no user name or password',
    advice: 'Leave userinfo out of the base of addresses.',
    damage: 4,
    async run(context) {
      const answer = (await context.client.post(context.users, context.userBody())).expect(201)
      for (const address of [answer.header('location'), metaOf(answer.body).location]) {
        const url = toAddress(address, `${context.client.baseUrl}/`)
        ensure(!url?.username && !url?.password, 'An address has userinfo.')
      }
    },
  },
])

/** A text with its characters beyond ASCII as escapes: two forms of a letter look the same. */
function spell(text: string): string {
  const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return show(text).replace(/[^ -~]/g, toEscape)
}
