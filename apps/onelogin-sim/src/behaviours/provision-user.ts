import { compareKey } from '@scimulator/scim-core'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { failed } from '../messages/words.ts'
import { type Lookup, lookupUser, tellMissed } from './lookup-user.ts'
import { postUser } from './post-user.ts'
import { AIMS, putUser } from './put-user.ts'
import { readUser } from './read-user.ts'
import { setMemberships } from './set-memberships.ts'
import { mayRun, runStep, subjectOf } from './task.ts'

/** What became of a task Create user. */
export type Provisioned = 'created' | 'linked' | 'notWritten'

/**
 * Task Create user: look-up, then PUT onto the account found or POST, then one PATCH per role, then the read-back.
 * Order of look-up, PUT and PATCHes captured.
 */
export function* provisionUser(app: OneLoginApp, login: Login, cause?: string): Behaviour<Provisioned> {
  login.hasApp = true
  if (!(yield* mayRun(app, login, 'create', cause))) return 'notWritten'
  const match = yield* matchAccount(app, login, cause)
  if (match.kind === 'failed') {
    yield* step(subjectOf(app, login), 'create', skippedAfterLookup, cause)
    return 'notWritten'
  }
  const written =
    match.kind === 'absent'
      ? yield* runStep(app, login, 'create', cause, () => postUser(app, login))
      : yield* linkAccount(app, login, match, cause)
  yield* setMemberships(app, login, { written, newLogin: true }, cause)
  if (!written) return 'notWritten'
  yield* readUser(app, login, cause)
  return match.kind === 'absent' ? 'created' : 'linked'
}

/** The import of OneLogin: nobody is fetched in bulk, each person is matched by a look-up of their userName. */
function* matchAccount(app: OneLoginApp, login: Login, cause?: string): Behaviour<Lookup> {
  let match: Lookup = { kind: 'failed', why: 'no answer' }
  yield* runStep(app, login, 'import', cause, function* (): Behaviour<StepResult> {
    const known = !isRenamed(app, login)
    match = yield* lookupUser(app, login, known ? lookupShape(login) : 'lookup-before-create', known)
    if (match.kind === 'failed') {
      login.state = 'Failed'
      return failed(64, match.why)
    }
    yield* tellMissed(app, login, match)
    const reason = match.kind === 'found' ? `Account ${match.id} has this userName` : 'No account has this userName'
    return { outcome: 'succeeded', reason }
  })
  return match
}

/** Whether the person has got another userName since the account was written. */
function isRenamed(app: OneLoginApp, { user, userNameAtApp }: Login): boolean {
  return userNameAtApp !== '' && compareKey(app.userNameOf(user)) !== compareKey(userNameAtApp)
}

function lookupShape({ account }: Login): ShapeId {
  if (account === 'active') return 'lookup-active-account'
  if (account === 'inactive') return 'lookup-inactive-account'
  return account === 'deleted' ? 'lookup-after-delete' : 'lookup-before-create'
}

function linkAccount(
  app: OneLoginApp,
  login: Login,
  match: Extract<Lookup, { kind: 'found' }>,
  cause?: string,
): Behaviour<boolean> {
  const shape = match.inactive ? 'put-given-again' : 'put-link'
  return runStep(app, login, 'link', cause, () => putUser(app, login, match.id, shape, AIMS.link))
}

function* skippedAfterLookup(): Behaviour<StepResult> {
  return { outcome: 'skipped', reason: 'The look-up before it failed' }
}
