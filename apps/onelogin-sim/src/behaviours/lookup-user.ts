/**
 * The look-up by userName that precedes every write (captured).
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { compareKey } from '@scimulator/scim-core'
import type { Answer, Behaviour } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import { type List, type Listed, readList } from '../checks/list-response.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { answerText } from '../messages/words.ts'
import { ownText, ownValue } from '../own-json.ts'
import { lookupPath } from '../paths.ts'
import { call, statusOf } from './call.ts'

/** What a look-up came to. */
export type Lookup =
  | {
      readonly kind: 'absent'
      /** What is wrong with that, should the account turn out to exist. */
      readonly missed: FindingId | undefined
      readonly exchange: string
    }
  | { readonly kind: 'found'; readonly id: string; readonly inactive: boolean }
  | { readonly kind: 'failed'; readonly why: string }

/** Looks a person up by the userName of the template; `known` false when that name was never written. */
export function* lookupUser(app: OneLoginApp, login: Login, shape: ShapeId, known = true): Behaviour<Lookup> {
  const userName = app.userNameOf(login.user)
  const answer = yield* call(app, {
    shape,
    method: 'GET',
    path: lookupPath(userName),
    quirks: ['dangling-ampersand', 'form-encoded-filter', 'lookup-before-write'],
  })
  const list = listed(answer)
  if (list === undefined) {
    const why = statusOf(answer) === 200 ? 'the answer is no list of users' : answerText(answer)
    yield* tell(app, statusOf(answer) === 200 ? 'lookup-no-list' : 'lookup-refused', answer, why)
    return { kind: 'failed', why }
  }
  const [first] = list.listed
  if (first === undefined) {
    return { kind: 'absent', missed: known ? missedAccount(login) : undefined, exchange: answer.exchange }
  }
  const wrong = judge(list, first, login, { userName, known })
  if (wrong !== undefined) yield* tell(app, wrong, answer, userName)
  if (wrong === 'lookup-filter-ignored') return { kind: 'failed', why: 'the look-up found somebody else' }
  app.shown.accounts.set(first.id, first.resource)
  return { kind: 'found', id: first.id, inactive: ownValue(first.resource, 'active') === false }
}

/** 404 counts as an empty list (documented for Enable, taken for every look-up). */
function listed(answer: Answer): List | undefined {
  if (statusOf(answer) === 404) return { totalResults: 0, listed: [] }
  return statusOf(answer) === 200 ? readList(answer) : undefined
}

/** Tells that a look-up missed an account, once it is clear that the account exists. */
export function* tellMissed(app: OneLoginApp, login: Login, match: Lookup): Behaviour<void> {
  if (match.kind !== 'absent' || match.missed === undefined) return
  yield* tell(app, match.missed, match, app.userNameOf(login.user))
}

function judge(
  list: List,
  first: Listed,
  login: Login,
  { userName, known }: { readonly userName: string; readonly known: boolean },
): FindingId | undefined {
  const spelled = ownText(first.resource, 'userName') ?? ''
  if (compareKey(spelled) !== compareKey(userName)) return 'lookup-filter-ignored'
  if (list.listed.length > 1) return 'lookup-several'
  return known ? unexpectedAccount(first, login) : undefined
}

function missedAccount({ account }: Login): FindingId | undefined {
  if (account === 'active') return 'lookup-misses-active'
  return account === 'inactive' ? 'lookup-hides-inactive' : undefined
}

function unexpectedAccount({ id, resource }: Listed, login: Login): FindingId | undefined {
  if (login.account === 'deleted') return 'lookup-finds-deleted'
  if (login.account === 'none') return undefined
  if (login.id !== null && login.id !== id) return 'lookup-id-changed'
  const active = ownValue(resource, 'active')
  const wrote = login.account === 'active'
  return active === wrote || (active === undefined && wrote) ? undefined : 'active-not-honoured'
}
