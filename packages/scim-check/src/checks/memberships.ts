/**
 * @see RFC 7643 §4.2 "Group" Resource Schema — https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { each, ensureSame, ensureSet, objects } from './support.ts'

/** More than the 100 that a Group is known to take. */
const MANY = 101
/** So many Users are made at a time. */
const AT_ONCE = 8

/** What Groups and their members are. */
export const MEMBERSHIP_CHECKS: readonly Check[] = defineChecks('RFC 7643 §3.1', [
  {
    id: 'S-036',
    level: 'MUST',
    title: 'no User and Group share an id',
    advice: 'Make ids unique over all resource types.',
    damage: 3,
    requires: needs('groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.group()
      ensure(user.id !== group.id, `A User and a Group have the id ${show(user.id)}.`)
      ;(await context.client.get(context.groupPath(user))).expect(404)
    },
  },
  {
    id: 'S-049',
    section: 'RFC 7643 §4.1.2',
    level: 'MUST',
    title: 'groups of a User is derived: ignored in a body, and showing the Groups',
    advice: 'Work groups out from the Groups’ members.',
    damage: 3,
    requires: needs('groups', 'user.groups'),
    async run(context) {
      const body = context.userBody({ groups: [{ value: 'no-such-group' }] })
      const user = (await context.client.post(context.users, body)).expect(201).resource
      ensure(!each(user.groups).includes('no-such-group'), 'groups of a body was stored.')
      const group = await context.groupOf(user)
      ensureSet(each((await context.readUser(user)).groups), [group.id], 'groups of a member')
    },
  },
  {
    id: 'S-053',
    section: 'RFC 7643 §4.2',
    level: 'MAY',
    title: 'a Group may be a member',
    advice: 'Take it, or refuse it with 400.',
    damage: 1,
    requires: needs('groups'),
    async run(context) {
      const inner = await context.group()
      const body = context.groupBody({ members: [{ value: inner.id, type: 'Group' }] })
      const { status } = (await context.client.post(context.groups, body)).expect(201, 400)
      context.note(status === 201 ? 'Groups may nest.' : 'Groups do not nest.')
    },
  },
  {
    id: 'S-054',
    section: 'RFC 7643 §2.3.7',
    level: 'CHOICE',
    title: 'a member that does not exist is refused',
    advice: 'Refuse unknown ids with 400 invalidValue.',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      const body = context.groupBody({ members: [{ value: 'no-such-id' }] })
      const { status } = (await context.client.post(context.groups, body)).expect(201, 400, 404)
      context.note(status === 201 ? 'Members that do not exist are kept.' : 'Members that do not exist are refused.')
    },
  },
  {
    id: 'S-018',
    section: 'RFC 7643 §2.3.7',
    level: 'MUST',
    title: 'every $ref of a member leads to the member',
    advice: 'Write addresses by which clients reach the resource.',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      const user = await context.user()
      const group = await context.readGroup(await context.groupOf(user))
      for (const { $ref } of objects(group.members)) {
        if (typeof $ref === 'string') await ensureLeadsTo(context, $ref, user.id)
      }
    },
  },
  {
    id: 'S-050',
    section: 'RFC 7643 §4.1.2',
    level: 'MUST',
    title: 'groups of a User holds the id and the address of each Group, direct or indirect',
    advice: 'Give value, $ref and type; mark Groups the User is in through another Group as indirect.',
    damage: 2,
    requires: needs('groups', 'user.groups'),
    async run(context) {
      const user = await context.user()
      const inner = await context.groupOf(user)
      const body = context.groupBody({ members: [{ value: inner.id, type: 'Group' }] })
      const outer = await context.client.post(context.groups, body)
      const entries = objects((await context.readUser(user)).groups)
      if (entries.length === 0) throw new CheckSkip('groups of a User is not shown')
      const nesting = outer.status === 201 ? outer.resource.id : undefined
      for (const { value, $ref, type } of entries) {
        const isInner = value === inner.id
        ensure(
          isInner || value === nesting,
          `groups has the value ${show(value ?? null)}, which is none of its Groups.`,
        )
        if (typeof $ref === 'string') await ensureLeadsTo(context, $ref, String(value))
        const words = isInner ? ['direct'] : ['indirect']
        const isRight = type === undefined || type === null || words.includes(String(type))
        ensure(isRight, `The type of a Group it is in ${isInner ? 'directly' : 'through another'} is ${show(type)}.`)
      }
      context.note(entries.length > 1 ? 'Groups of Groups are shown.' : 'Only direct Groups are shown.')
    },
  },
  {
    id: 'S-052',
    level: 'MUST',
    title: 'members come and go as a whole, and nothing within one changes',
    advice:
      'Refuse changes of value and $ref with 400 mutability, and take many members at once: no limit can be announced.',
    damage: 3,
    requires: needs('patch', 'groups'),
    async run(context) {
      const [first, second] = [await context.user(), await context.user()]
      const group = await context.groupOf(first)
      const path = context.groupPath(group)
      const operations = [
        { op: 'add', path: 'members', value: [{ value: second.id }] },
        { op: 'remove', path: `members[value eq "${first.id}"]` },
      ]
      ;(await context.client.patch(path, operations)).expect(200, 204)
      const [member] = objects((await context.readGroup(group)).members)
      ensureSame(member?.value, second.id, 'value of the only member')
      if (typeof member?.$ref === 'string') {
        const changed = { op: 'replace', path: `members[value eq "${second.id}"].$ref`, value: `../Users/${first.id}` }
        const answer = await context.client.patch(path, [changed])
        answer.refused(400, ['mutability', 'invalidPath', 'invalidValue'])
        ensureSame(objects((await context.readGroup(group)).members)[0]?.$ref, member.$ref, '$ref of the member')
      }
      await addMany(context)
    },
  },
  {
    id: 'S-055',
    level: 'CHOICE',
    title: 'display of a member is filled from the member, and no error when sent',
    advice: 'Take it from the member: clients send it without being asked.',
    damage: 2,
    requires: needs('groups'),
    async run(context) {
      const user = await context.user({ displayName: 'Of the User' })
      const body = context.groupBody({ members: [{ value: user.id, display: 'As sent' }] })
      const answer = await context.client.post(context.groups, body)
      if (answer.status !== 201) return context.note(`A member with display is refused (${answer.status}).`)
      const [display] = each((await context.readGroup(answer.resource)).members, 'display')
      context.note(display === undefined ? 'It is not shown.' : `It comes out as ${show(display)}.`)
    },
  },
])

/** Asserts that a reference leads to a resource. @throws CheckFailure */
export async function ensureLeadsTo({ client }: CheckContext, reference: string, id: string): Promise<void> {
  const base = new URL(client.baseUrl).pathname
  const { pathname } = new URL(reference, `${client.baseUrl}/`)
  ensure(pathname.startsWith(base), `The $ref ${reference} does not lie below the base.`)
  ensureSame((await client.get(pathname.slice(base.length))).expect(200).body.id, id, 'The id of its target')
}

/**
 * Adds more members than a Group is known to take. RFC 7643 §4.2 lets them be added and names no limit, but no clause
 * demands room for so many either: a refusal warns, members that are lost fail.
 */
async function addMany(context: CheckContext): Promise<void> {
  const { status } = await context.client.delete(context.userPath(await context.user()))
  if (status >= 400) return context.note('The target removes no Users: a large Group was not tried.')
  const ids = await manyUsers(context)
  if (ids.length < MANY) return context.note(`The target took ${ids.length} Users: a large Group was not tried.`)
  const path = context.groupPath(await context.group())
  const add = (some: readonly string[]): Promise<Answer> =>
    context.client.patch(path, [{ op: 'add', path: 'members', value: some.map((value) => ({ value })) }])
  const answer = await add(ids)
  if (answer.status >= 400 && answer.status < 500) {
    const parts = [await add(ids.slice(0, MANY / 2)), await add(ids.slice(MANY / 2))]
    const isTaken = parts.every(({ status }) => status < 300)
    const refusal = `${answer.what} was answered with ${answer.status} ${answer.text.slice(0, 160)}`
    context.warn(`${MANY} members are not taken at once, ${isTaken ? 'but' : 'nor'} in two parts: ${refusal}.`)
    if (!isTaken) return
  } else {
    answer.expect(200, 204)
  }
  const members = new Set(each((await context.client.get(path)).expect(200).body.members))
  const lost = ids.filter((id) => !members.has(id)).length
  ensure(lost === 0, `Of ${MANY} members that were added ${lost} are not there.`)
}

/** Makes many Users, or as many as the target has room for. */
async function manyUsers(context: CheckContext): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < MANY) {
    const size = Math.min(AT_ONCE, MANY - ids.length)
    // Settled, not all: none is on its way when the check ends.
    const made = await Promise.allSettled(Array.from({ length: size }, () => context.user()))
    for (const result of made) {
      if (result.status === 'fulfilled') ids.push(result.value.id)
      else if (!(result.reason instanceof CheckSkip)) throw result.reason
    }
    if (made.some(({ status }) => status === 'rejected')) break
  }
  return ids
}
