/**
 * @see RFC 7643 §2.3.7 Reference, §2.4 $ref — https://www.rfc-editor.org/rfc/rfc7643#section-2.3.7
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { ensureLeadsTo } from './memberships.ts'
import { each, ensureSame, ensureSet, enterpriseOf, idsOf, matchesIn, objects, part } from './support.ts'

const NAME = /^[A-Za-z][\w$-]*$/

/** How resources are named, and how they refer to each other. */
export const REFERENCE_CHECKS: readonly Check[] = defineChecks('RFC 7643 §2.3.7', [
  {
    id: 'S-009',
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: 'names begin with a letter, and $ref is a name too',
    advice: 'Allow $ ahead of ref in paths and parameters (erratum 8924).',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      for (const schema of context.discovery.schemas ?? []) lintNames(objects(schema.attributes))
      const group = await context.groupOf(await context.user())
      const [shown] = each((await context.readGroup(group)).members, '$ref')
      if (shown === undefined) return context.note('Members have no $ref.')
      const { body } = (await context.client.get(context.groupPath(group), { attributes: 'members.$ref' })).expect(200)
      ensureSet(each(body.members, '$ref'), [shown], 'The references under attributes=members.$ref')
    },
  },
  {
    id: 'S-017',
    level: 'MUST',
    title: 'a reference is a URI, kept to the letter, and may be relative to the base',
    advice: 'Keep the case of a URI, and resolve relative ones against the base of the service.',
    damage: 3,
    requires: needs('user.profileUrl'),
    async run(context) {
      const profileUrl = 'https://example.com/People/Ada?Page=One#Top'
      const user = (await context.client.post(context.users, context.userBody({ profileUrl }))).expect(201).resource
      ensureSame((await context.readUser(user)).profileUrl, profileUrl, 'profileUrl')
      if (context.discovery.enterprise !== undefined) return
      const boss = await context.user()
      const $ref = context.userPath(boss).replace(/^\//, '')
      const manager = reportOf(context, { value: boss.id, $ref })
      const report = (await context.client.post(context.users, manager)).expect(201).resource
      const kept = part(part(enterpriseOf(await context.readUser(report)), 'manager'), '$ref')
      if (typeof kept === 'string') await ensureLeadsTo(context, kept, boss.id)
    },
  },
  {
    id: 'S-037',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'no id holds the word bulkId',
    advice: 'Make ids in which the reserved word cannot occur.',
    damage: 2,
    requires: needs(),
    async run(context) {
      const ids = [(await context.user()).id]
      const lists = [context.users, ...(context.discovery.groups.missing === undefined ? [context.groups] : [])]
      for (const path of lists) {
        const answer = await context.client.get(path, { count: 20 })
        if (answer.status === 200) ids.push(...idsOf(answer))
      }
      const wrong = ids.find((id) => id.includes('bulkId'))
      ensure(wrong === undefined, `The id ${show(wrong)} holds the reserved word.`)
    },
  },
  {
    id: 'S-065',
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'addresses with and without a version segment mean one resource',
    advice: 'Compare members by their id; leave the version out when comparing addresses.',
    damage: 3,
    requires: needs('patch', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      const address = `${context.client.baseUrl}${context.userPath(user)}`
      const addAs = async ($ref: string): Promise<JsonValue[]> => {
        const operation = { op: 'add', path: 'members', value: [{ value: user.id, $ref }] }
        ;(await context.client.patch(context.groupPath(group), [operation])).expect(200, 204)
        return each((await context.readGroup(group)).members)
      }
      if ((await addAs(address)).length > 1) throw new CheckSkip('a member can be added twice, whatever its address')
      const members = await addAs(otherVersion(context.client.baseUrl, context.userPath(user)))
      ensureSet(members, [user.id], 'The members, one of them added with another address,')
    },
  },
  {
    id: 'F-050',
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: '$ref can be searched',
    advice: 'Let the grammar of filters take $ref for a name.',
    damage: 1,
    requires: needs('filter', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      const [shown] = each((await context.readGroup(group)).members, '$ref')
      if (typeof shown !== 'string') throw new CheckSkip('members have no $ref')
      const name = `displayName eq ${JSON.stringify(group.displayName)}`
      const find = async (operand: string): Promise<string[]> => {
        const filter = `${name} and members.$ref ew ${JSON.stringify(operand)}`
        return matchesIn(await context.client.get(context.groups, { filter }))
      }
      ensureSet(await find(shown.slice(-6)), [group.id], 'The matches of the end of a $ref')
      ensureSet(await find(`${shown.slice(-6)}x`), [], 'The matches of another end')
    },
  },
  {
    id: 'M-070',
    section: 'RFC 7644 §3.5.2.1',
    level: 'CHOICE',
    title: 'a member that is added again with another display is the same member',
    advice: 'Compare members by value.',
    damage: 4,
    requires: needs('patch', 'groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.groupOf(user)
      const value = [{ value: user.id, display: 'Another', $ref: context.userPath(user).replace(/^\//, '') }]
      const answer = await context.client.patch(context.groupPath(group), [{ op: 'add', path: 'members', value }])
      const left = each((await context.readGroup(group)).members).length
      ensure(left === 1, `A member that was added again is there ${left} times.`)
      context.note(answer.status < 300 ? 'Nothing changes.' : `Refused (${answer.status}).`)
    },
  },
  {
    id: 'X-006',
    section: 'RFC 7643 §4.3',
    level: 'CHOICE',
    title: 'a User whose manager is deleted can be read',
    advice: 'Clear the manager or keep it, and do the same always.',
    damage: 4,
    requires: needs('enterprise'),
    async run(context) {
      const boss = await context.user()
      const report = await context.make(context.users, reportOf(context, { value: boss.id }))
      ;(await context.client.delete(context.userPath(boss))).expect(204, 200)
      const { body } = (await context.client.get(context.userPath(report))).expect(200)
      const left = part(part(enterpriseOf(body), 'manager'), 'value')
      context.note(left === boss.id ? 'The manager is kept.' : 'The manager is cleared.')
    },
  },
])

function reportOf(context: CheckContext, manager: JsonObject): JsonObject {
  return context.userBody({ schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA], [ENTERPRISE_USER_SCHEMA]: { manager } })
}

function lintNames(attributes: readonly JsonObject[]): void {
  for (const { name, subAttributes } of attributes) {
    const isName = typeof name === 'string' && (NAME.test(name) || name === '$ref')
    ensure(isName, `A schema has an attribute of the name ${show(name ?? null)}.`)
    lintNames(objects(subAttributes))
  }
}

/** The address of a resource without the version segment of the base; with one where the base has none. */
function otherVersion(baseUrl: string, path: string): string {
  const { origin, pathname } = new URL(baseUrl)
  const without = pathname.replace(/\/v\d+$/, '')
  return without === pathname ? `${baseUrl}/v2${path}` : `${origin}${without}${path}`
}
