/**
 * @see RFC 7643 §3 SCIM Resources, §4 SCIM Core Resources — https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import {
  ensureSame,
  ensureSet,
  ensureUnassigned,
  hasUrn,
  matchesIn,
  metaOf,
  sameInstant,
  strings,
  tick,
} from './support.ts'

/** What every resource has, and what Users and Groups are. */
export const RESOURCE_CHECKS: readonly Check[] = defineChecks('RFC 7643 §3.1', [
  {
    id: 'S-001',
    section: 'RFC 7643 §3',
    level: 'MUST',
    title: 'every resource names its schemas, and a body without them is refused',
    advice: 'Refuse a missing or empty schemas with 400, and write it into every representation.',
    damage: 2,
    async run(context) {
      const { schemas: _left, ...without } = context.userBody()
      ;(await context.client.post(context.users, without)).refused(400, ['invalidSyntax', 'invalidValue'])
      const user = await context.user()
      ensure(hasUrn((await context.readUser(user)).schemas, USER_SCHEMA), 'A GET lacks the base schema in schemas.')
    },
  },
  {
    id: 'S-002',
    section: 'RFC 7643 §3',
    level: 'MUST',
    title: 'schemas takes only URNs of the resource type, each once',
    advice: 'Refuse unknown URNs with 400, and write each URN once.',
    damage: 2,
    async run(context) {
      const unknown = context.userBody({ schemas: [USER_SCHEMA, 'urn:example:params:scim:schemas:none'] })
      ;(await context.client.post(context.users, unknown)).refused(400, ['invalidSyntax', 'invalidValue'])
      const answer = await context.client.post(context.users, context.userBody({ schemas: [USER_SCHEMA, USER_SCHEMA] }))
      if (answer.expect(201, 400).status === 400) return
      const urns = strings(answer.body.schemas)
      ensure(new Set(urns).size === urns.length, `A URN given twice comes out twice: ${show(urns)}.`)
    },
  },
  {
    id: 'S-035',
    level: 'MUST',
    title: 'the id is the server’s own and stays',
    advice: 'Make the id yourself, as a string, and never change it.',
    damage: 5,
    async run(context) {
      const id = context.name()
      const user = await context.user({ id })
      ensure(user.id !== id, 'The id of the client was taken.')
      ensureSame((await context.readUser(user)).id, user.id, 'The id on a GET')
    },
  },
  {
    id: 'S-038',
    level: 'MUST',
    title: 'an id is not used again after a delete',
    advice: 'Never restore a deleted resource under its old id.',
    damage: 4,
    async run(context) {
      const body = context.userBody()
      const first = (await context.client.post(context.users, body)).expect(201).resource
      ;(await context.client.delete(context.userPath(first))).expect(204, 200)
      const second = await context.client.post(context.users, body)
      if (second.status === 201)
        ensure(second.resource.id !== first.id, 'The id of a deleted User was given out again.')
    },
  },
  {
    id: 'S-039',
    level: 'MUST',
    title: 'the server never makes up an externalId',
    advice: 'Leave externalId out until a client sets it.',
    damage: 3,
    async run(context) {
      ensureUnassigned((await context.readUser(await context.user())).externalId, 'externalId that nobody set')
    },
  },
  {
    id: 'S-040',
    level: 'CHOICE',
    title: 'two resources may have one externalId',
    advice: 'Do not enforce it, or say uniqueness: server in /Schemas.',
    damage: 2,
    async run(context) {
      const externalId = context.name()
      await context.user({ externalId })
      const { status } = await context.client.post(context.users, context.userBody({ externalId }))
      ensure(status < 500, `POST was answered with ${status} .`)
      context.note(
        status === 201 ? 'Two Users may have one externalId.' : `A second User with it is refused (${status}).`,
      )
    },
  },
  {
    id: 'S-041',
    level: 'MUST',
    title: 'meta in a body is ignored',
    advice: 'Drop meta from input without an error.',
    damage: 4,
    async run(context) {
      const meta = { created: '1999-01-01T00:00:00Z', lastModified: '1999-01-01T00:00:00Z', resourceType: 'Other' }
      const user = (await context.client.post(context.users, context.userBody({ meta }))).expect(201).resource
      ensure(!String(metaOf(user).created).startsWith('1999'), 'meta.created of the client was stored.')
      ensure(metaOf(user).resourceType !== 'Other', 'meta.resourceType of the client was stored.')
    },
  },
  {
    id: 'S-042',
    level: 'MUST',
    title: 'meta is complete on a single resource and in a list',
    advice: 'Give resourceType, created, lastModified and location everywhere.',
    damage: 2,
    async run(context) {
      const user = await context.readUser(await context.user())
      const item = context.discovery.features.filter
        ? undefined
        : (await context.find(`userName eq "${String(user.userName)}"`)).items[0]
      for (const [where, resource] of [
        ['a GET', user],
        ['a list', item],
      ] as const) {
        if (resource === undefined) continue
        for (const name of ['resourceType', 'created', 'lastModified', 'location']) {
          const value = metaOf(resource)[name]
          ensure(typeof value === 'string' && value !== '', `meta.${name} is missing on ${where}.`)
        }
      }
    },
  },
  {
    id: 'S-043',
    level: 'MUST',
    title: 'lastModified is created until the first change',
    advice: 'Take the time once.',
    damage: 1,
    async run(context) {
      const { created, lastModified } = metaOf(await context.readUser(await context.user()))
      ensure(
        sameInstant(created, lastModified),
        `created is ${show(created ?? null)}, lastModified ${show(lastModified ?? null)}.`,
      )
    },
  },
  {
    id: 'S-044',
    level: 'MUST',
    title: 'lastModified moves with a change, created never',
    advice: 'Set lastModified on change only, and keep created.',
    damage: 2,
    requires: needs('patch', 'user.title'),
    async run(context) {
      const user = await context.readUser(await context.user({ title: 'A' }))
      await tick()
      ;(await context.client.patch(context.userPath(user), [{ op: 'replace', path: 'title', value: 'B' }])).expect(
        200,
        204,
      )
      const after = metaOf(await context.readUser(user))
      ensureSame(after.created, metaOf(user).created, 'meta.created after a change')
      const isLater = Date.parse(String(after.lastModified)) > Date.parse(String(metaOf(user).lastModified))
      ensure(isLater, `lastModified did not move with a change: ${show(after.lastModified ?? null)}.`)
    },
  },
  {
    id: 'S-045',
    level: 'MUST',
    title: 'meta.location is the address of the resource',
    advice: 'Write the address by which clients reach the resource, base path included.',
    damage: 3,
    async run(context) {
      const user = await context.readUser(await context.user())
      const { location } = metaOf(user)
      const wanted = new URL(`${context.client.baseUrl}${context.userPath(user)}`)
      const url = URL.parse(String(location), `${context.client.baseUrl}/`)
      ensure(url?.pathname === wanted.pathname, `meta.location ${show(location ?? null)} is not ${wanted.href}.`)
    },
  },
  {
    id: 'S-047',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'userName is unique over all Users, whatever its case',
    advice: 'Compare userName without regard to case before creating, and answer 409 uniqueness.',
    damage: 4,
    async run(context) {
      const user = await context.user()
      const body = context.userBody({ userName: String(user.userName).toUpperCase() })
      ;(await context.client.post(context.users, body)).refused(409, 'uniqueness')
    },
  },
  {
    id: 'S-064',
    section: 'RFC 7643 §7',
    level: 'CHOICE',
    title: 'a value that must be unique is so after PUT and PATCH as after POST',
    advice: 'Check uniqueness with every write, and answer 409 uniqueness.',
    damage: 4,
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const { userName = null } = second
      const path = context.userPath(first)
      const answers = [await context.client.put(path, context.userBody({ userName }))]
      if (context.discovery.features.patch === undefined) {
        answers.push(await context.client.patch(path, [{ op: 'replace', path: 'userName', value: userName }]))
      }
      const { userName: after } = await context.readUser(first)
      ensure(after !== userName, `Two Users have the userName ${show(userName)}.`)
      context.note(
        `The userName of another User is answered with ${answers.map(({ status }) => status).join(' and ')}.`,
      )
    },
  },
  {
    id: 'S-048',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'a password never comes out',
    advice: 'Leave password out of every answer, whatever attributes asks for.',
    damage: 5,
    async run(context) {
      const password = `Pw-${context.name()}-9!x`
      const created = await context.client.post(context.users, context.userBody({ password }))
      if (created.status !== 201) return context.note(`A password at creation is refused (${created.status}).`)
      const path = context.userPath(created.resource)
      const answers = [
        created,
        await context.client.get(path),
        await context.client.get(path, { attributes: 'password' }),
      ]
      for (const { text, what } of answers) ensure(!text.includes(password), `${what} shows the password.`)
    },
  },
  {
    id: 'S-070',
    section: 'RFC 7643 §4.1.1',
    level: 'MUST',
    title: 'an inactive User can be read and found',
    advice: 'Keep deactivated Users visible: active is an attribute, not a deletion.',
    damage: 5,
    requires: needs('patch', 'filter', 'user.active'),
    async run(context) {
      const user = await context.user({ active: true })
      ;(await context.client.patch(context.userPath(user), [{ op: 'replace', path: 'active', value: false }])).expect(
        200,
        204,
      )
      ensureSame((await context.readUser(user)).active, false, 'active')
      const named = `userName eq "${String(user.userName)}"`
      ensureSet(matchesIn(await context.find(named)), [user.id], 'The matches of the userName of an inactive User')
      const found = await context.find(`${named} and active eq false`)
      if (found.isDeclined) return context.note('A filter by active is not supported.')
      ensureSet(matchesIn(found), [user.id], 'The matches of active eq false')
    },
  },
  {
    id: 'S-074',
    level: 'MUST',
    title: 'Groups have the common attributes too',
    advice: 'Give Groups id, externalId and meta.',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      const externalId = context.name()
      const group = await context.readGroup(await context.group({ externalId }))
      ensureSame(group.externalId, externalId, 'externalId of a Group')
      ensure(typeof metaOf(group).location === 'string', 'A Group has no meta.location.')
    },
  },
])
