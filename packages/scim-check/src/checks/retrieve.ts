/**
 * @see RFC 7644 §3.4.1 Retrieving a Known Resource — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import { ensureSame, metaOf } from './support.ts'

/** How one resource is read. */
export const RETRIEVE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.1', [
  {
    id: 'R-001',
    level: 'MUST',
    title: 'GET shows the resource itself',
    advice: 'Answer 200 with the resource, not with a list of one.',
    damage: 4,
    async run(context) {
      const user = await context.user()
      ensureSame((await context.client.get(context.userPath(user))).expect(200).body.id, user.id, 'id')
    },
  },
  {
    id: 'R-003',
    section: 'RFC 7644 §3.12',
    level: 'MUST',
    title: 'an unknown id: 404',
    advice: 'Answer 404 with a SCIM error.',
    damage: 4,
    async run(context) {
      ;(await context.client.get(context.unknownUser())).expect(404)
    },
  },
  {
    id: 'R-004',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'an id is read by case',
    advice: 'Compare ids byte by byte.',
    damage: 1,
    async run(context) {
      const user = await context.user()
      const other = user.id === user.id.toUpperCase() ? user.id.toLowerCase() : user.id.toUpperCase()
      if (other === user.id) return context.note('The id has no letters.')
      ;(await context.client.get(context.userPath({ id: other }))).expect(404)
    },
  },
  {
    id: 'R-005',
    level: 'CHOICE',
    title: 'nothing but the id addresses a resource',
    advice: 'Answer 404 for a userName in the path.',
    damage: 2,
    async run(context) {
      const user = await context.user()
      ;(await context.client.get(context.userPath({ id: String(user.userName) }))).expect(404)
    },
  },
  {
    id: 'R-006',
    level: 'MUST',
    title: 'an id of another resource type is unknown',
    advice: 'Look ids up within their resource type.',
    damage: 3,
    requires: needs('groups'),
    async run(context) {
      const user = await context.user()
      ;(await context.client.get(context.groupPath(user))).expect(404)
      ;(await context.client.delete(context.groupPath(user))).expect(404)
    },
  },
  {
    id: 'R-007',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'Location and Content-Location, if sent with a GET, are meta.location',
    advice: 'Take all three from one place.',
    damage: 1,
    async run(context) {
      const answer = (await context.client.get(context.userPath(await context.user()))).expect(200)
      for (const name of ['location', 'content-location']) {
        const value = answer.header(name)
        if (value !== undefined) ensureSame(value, metaOf(answer.body).location, name)
      }
    },
  },
  {
    id: 'R-008',
    section: 'RFC 7644 §3.4.2',
    level: 'SHOULD',
    title: 'unknown query parameters are ignored',
    advice: 'Do not refuse what you do not know.',
    damage: 2,
    async run(context) {
      ;(await context.client.get(context.userPath(await context.user()), { foo: 'bar' })).expect(200)
    },
  },
  {
    id: 'R-009',
    section: 'RFC 7644 §3.4.2.1',
    level: 'MAY',
    title: 'attributes works on one resource, and filter does no harm there',
    advice: 'Apply projection; ignore filter.',
    damage: 2,
    async run(context) {
      const user = await context.user()
      const query = { attributes: 'userName', filter: 'userName eq "no-such"' }
      const answer = (await context.client.get(context.userPath(user), query)).expect(200, 400, 403, 404)
      context.note(answer.status === 200 ? 'filter is ignored.' : `filter is answered with ${answer.status}.`)
    },
  },
  {
    id: 'R-010',
    section: 'RFC 7644 §3.8',
    level: 'MAY',
    title: 'a .scim suffix is understood or unknown',
    advice: 'Answer 404 if it is not supported.',
    damage: 1,
    async run(context) {
      const { status } = (await context.client.get(`${context.userPath(await context.user())}.scim`)).expect(200, 404)
      context.note(status === 200 ? 'Understood.' : 'Unknown.')
    },
  },
  {
    id: 'R-012',
    section: 'RFC 9110 §9.3.2',
    level: 'MUST',
    title: 'HEAD answers as GET does, without a body',
    advice: 'Route HEAD as GET.',
    damage: 1,
    async run(context) {
      const answer = (await context.client.send('HEAD', context.userPath(await context.user()))).expect(200)
      ensure(answer.text === '', `HEAD has a body: ${show(answer.text)}.`)
    },
  },
  {
    id: 'R-013',
    section: 'RFC 9110 §15.5.6',
    level: 'MUST',
    title: 'a method the endpoint has not: 405 with Allow',
    advice: 'Answer 405, and list the methods in Allow.',
    damage: 1,
    async run(context) {
      const answer = (await context.client.put(context.users, context.userBody())).expect(405, 501, 404)
      if (answer.status !== 405) context.warn(`PUT ${context.users} was answered with ${answer.status} instead of 405.`)
      else ensure(answer.header('allow') !== undefined, 'The 405 has no Allow header.')
    },
  },
  {
    id: 'R-016',
    section: 'RFC 3986 §2.1',
    level: 'MUST',
    title: 'the path is percent-decoded once, and an id reaches no other path',
    advice: 'Split the path before decoding its segments.',
    damage: 4,
    async run(context) {
      const user = await context.user()
      ;(await context.client.get(`${context.users}/x%2F..%2F${user.id}`)).expect(404, 400)
      const encoded = `%${user.id.charCodeAt(0).toString(16).padStart(2, '0')}${user.id.slice(1)}`
      ;(await context.client.get(`${context.users}/${encoded}`)).expect(200)
    },
  },
  {
    id: 'R-014',
    section: 'RFC 9110 §15.4',
    level: 'CHOICE',
    title: 'a slash at the end is answered as without it or with 404, never with a redirect',
    advice: 'Serve both forms alike: a redirect loses the body or the credentials.',
    damage: 3,
    async run(context) {
      const listed = await context.client.get(`${context.users}/`, { count: 1 })
      const created = await context.client.post(`${context.users}/`, context.userBody())
      for (const answer of [listed, created]) answer.expect(200, 201, 404, 405, 501)
      context.note(`GET is answered with ${listed.status}, POST with ${created.status}.`)
    },
  },
])
