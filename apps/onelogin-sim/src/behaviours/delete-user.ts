/**
 * DELETE of a user, only with the first drop-down on Delete. Method documented by the sample servers;
 * that no look-up precedes it, the dangling "?", and 404 as a reached goal are inferred.
 * @see RFC 7644 §3.6 Deleting Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.6
 */
import type { Behaviour, StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { tell } from '../checks/findings.ts'
import { answerText, failed, provisioned } from '../messages/words.ts'
import { userWritePath } from '../paths.ts'
import { call, isSuccess, statusOf } from './call.ts'

const SHAPE = 'delete-user'

/** Deletes the account and drops the link. */
export function* deleteUser(app: OneLoginApp, login: Login): Behaviour<StepResult> {
  if (login.id === null) return failed(63, 'OneLogin holds no id of this account')
  const path = userWritePath(login.id)
  const answer = yield* call(app, { shape: SHAPE, method: 'DELETE', path, quirks: ['dangling-question-mark'] })
  const gone = statusOf(answer) === 404 && app.knob('delete-404') === 'done'
  if (!gone && !isSuccess(answer)) {
    login.state = 'Failed'
    yield* tell(app, 'delete-refused', answer, answerText(answer))
    return failed(63, answerText(answer))
  }
  app.accounts.noteGone(login, 'deleted')
  Object.assign(login, { id: null, linked: false, state: 'None' } satisfies Partial<Login>)
  return provisioned(55, gone ? 'the account was gone already' : undefined)
}
