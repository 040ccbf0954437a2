/**
 * @see RFC 7643 §4.1.1 password, §9.2 — https://www.rfc-editor.org/rfc/rfc7643#section-4.1.1
 */
import { type Check, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure } from '../failure.ts'
import { sharing } from './list-support.ts'
import { idsOf, matchesIn } from './support.ts'

/** What is done with passwords. */
export const PASSWORD_CHECKS: readonly Check[] = defineChecks('RFC 7643 §4.1.1', [
  {
    id: 'C-021',
    level: 'MUST',
    title: 'a password is taken or refused with 400 invalidValue, and no error repeats it',
    advice: 'Leave values of password out of every message.',
    damage: 5,
    requires: needs('user.password'),
    async run(context) {
      const body = context.userBody({ password: strong(context) })
      const first = await context.client.post(context.users, body)
      if (first.status !== 201) first.refused(400, 'invalidValue')
      const again = await context.client.post(context.users, body)
      const weak = await context.client.post(context.users, context.userBody({ password: 'qqqqq' }))
      if (weak.status !== 201) weak.refused(400, 'invalidValue')
      for (const { text, what } of [first, again]) {
        ensure(!text.includes(String(body.password)), `${what} shows the password in its answer.`)
      }
      ensure(!weak.text.includes('qqqqq'), 'The answer to a weak password repeats it.')
      context.note(`A weak password is ${weak.status === 201 ? 'taken' : 'refused'}.`)
    },
  },
  {
    id: 'F-034',
    level: 'SHOULD',
    title: 'password cannot be searched, but for eq',
    advice: 'Refuse co, sw, ew, pr and order on password with 400 or 403: each match tells a part of it.',
    damage: 5,
    requires: needs('filter', 'user.password'),
    async run(context) {
      const password = strong(context)
      const user = await context.user({ password })
      for (const test of [`password sw "${password.slice(0, 4)}"`, `password ew "${password.slice(-4)}"`]) {
        const answer = await context.find(`userName eq "${String(user.userName)}" and ${test}`)
        ensure(answer.status !== 200 || idsOf(answer).length === 0, `${answer.what} finds the User.`)
      }
    },
  },
  {
    id: 'O-016',
    section: 'RFC 7643 §9',
    level: 'SHOULD',
    title: 'lists cannot be sorted by password',
    advice: 'Refuse sortBy=password with 400, or ignore it: the order tells of the values.',
    damage: 4,
    requires: needs('sort', 'filter', 'user.password'),
    async run(context) {
      const [shared, mark] = [context.sharedAttribute, context.name()]
      const filter = await sharing(context, mark)
      const ids: string[] = []
      for (const letter of ['C', 'A', 'D', 'B']) {
        const user = { [shared]: mark, title: letter, password: `${letter}-Pw-${mark}-9!x` }
        ids.push((await context.user(user)).id)
      }
      const order = async (query: Readonly<Record<string, string>>): Promise<string> => {
        const answer = await context.find(filter, query)
        return answer.status === 200
          ? idsOf(answer)
              .map((id) => ids.indexOf(id))
              .join('')
          : ''
      }
      const plain = await order({})
      const ascending = await order({ sortBy: 'password' })
      const descending = await order({ sortBy: 'password', sortOrder: 'descending' })
      const isSorted = ascending === '1302' && descending === '2031' && plain !== ascending
      ensure(!isSorted, 'sortBy=password sorts the Users by their passwords.')
      context.note(ascending === '' ? 'Refused.' : 'Ignored.')
    },
  },
  {
    id: 'U-009',
    section: 'RFC 7644 §3.5.1',
    level: 'CHOICE',
    title: 'a PUT without a password keeps the one that is there',
    advice: 'Keep it: a client that replaces a User does not know it.',
    damage: 4,
    requires: needs('user.password'),
    async run(context) {
      const password = strong(context)
      const body = context.userBody({ password })
      const user = await context.make(context.users, body)
      const { password: _left, ...without } = body
      ;(await context.client.put(context.userPath(user), without)).expect(200, 204)
      const answer = await context.find(`userName eq "${String(user.userName)}" and password eq "${password}"`)
      if (answer.status === 200 && matchesIn(answer).includes(user.id)) context.note('Kept.')
      else context.note('Taken; whether the password was kept is seen only by signing in.')
    },
  },
])

function strong(context: CheckContext): string {
  return `Pw-${context.name()}-9!x`
}
