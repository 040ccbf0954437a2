import type { Behaviour, Person } from '@scimulator/sim-kit'
import { type CannedAnswer, type Played, play } from '@scimulator/sim-kit/testing'
import { OneLoginApp } from '../src/app/app.ts'
import type { Login } from '../src/app/login.ts'
import { aContext, aDirectory, aPerson } from './context.ts'

/** Id of the account in canned answers. */
export const UUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
/** The look-up of `ann`. */
export const LOOKUP = 'GET /Users?filter=userName+eq+%22ann%40acme.test%22&'
/** A list without anybody. */
export const empty: CannedAnswer = { status: 200, body: { totalResults: 0, Resources: [] } }

/** An app with one login, `ann`, in the role Dev, and the group Dev known. */
export function setUp(
  fields: Partial<Login> = {},
  person: Person = aPerson(),
  knobs: Record<string, string> = {},
): { app: OneLoginApp; login: Login } {
  const app = new OneLoginApp(aContext(aDirectory(person), { 'read-back': 'off', ...knobs }))
  app.saved.console.apiStatus = 'Enabled'
  app.saved.entitlements.push({ name: 'Dev', id: 'g1', role: 'mapped' })
  return { app, login: Object.assign(app.loginOf(person), fields) }
}

/** What a login has after its create. */
export const linked: Partial<Login> = {
  id: UUID,
  linked: true,
  account: 'active',
  userNameAtApp: 'ann@acme.test',
  groups: ['Dev'],
  state: 'Provisioned',
}

/** Plays against answers in the order of the requests. */
export function playAnswers<T>(
  behaviour: Behaviour<T>,
  ...answers: readonly CannedAnswer[]
): Played<T> & { lines: string[] } {
  let next = 0
  const played = play(behaviour, () => answers[next++] ?? { silence: 'no answer left' })
  return { ...played, lines: played.requests.map(({ method, path }) => `${method} ${path}`) }
}

/** A list with the account of `ann`. */
export const found = (fields: object = {}): CannedAnswer => ({
  status: 200,
  body: { totalResults: 1, Resources: [{ id: UUID, userName: 'ann@acme.test', active: true, ...fields }] },
})
/** The account as it was last written. */
export const stored = (app: OneLoginApp, login: Login, active = true, status = 200): CannedAnswer => ({
  status,
  body: {
    ...app.renderUser(login.user, active),
    id: UUID,
  },
})
