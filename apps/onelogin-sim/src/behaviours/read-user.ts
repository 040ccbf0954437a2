/**
 * Get User by ID: documented as a call an app must answer; sent here at the end of a task (the moment is inferred).
 * @see RFC 7644 §3.4.1 Retrieving a Known Resource — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import { isJsonObject } from '@scimulator/scim-core'
import type { Behaviour, StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import { isError, tell } from '../checks/findings.ts'
import { compareWritten } from '../checks/written.ts'
import { answerText } from '../messages/words.ts'
import { userReadPath } from '../paths.ts'
import { call, statusOf } from './call.ts'
import { runStep } from './task.ts'

const SHAPE = 'get-user'

/** Reads the account back and compares it with the last write. */
export function* readUser(app: OneLoginApp, login: Login, cause?: string): Behaviour<void> {
  const { id } = login
  if (id === null || app.knob('read-back') === 'off') return
  yield* runStep(app, login, 'verify', cause, () => read(app, login, id))
}

function* read(app: OneLoginApp, login: Login, id: string): Behaviour<StepResult> {
  const answer = yield* call(app, { shape: SHAPE, method: 'GET', path: userReadPath(id) })
  if (statusOf(answer) !== 200 || answer.kind === 'silence' || !isJsonObject(answer.json)) {
    const why = statusOf(answer) === 200 ? 'the answer is no JSON object' : answerText(answer)
    yield* tell(app, 'read-refused', answer, why)
    return { outcome: 'failed', reason: why }
  }
  const differences = compareWritten(app, login, app.renderUser(login.user, login.account === 'active'), answer.json)
  for (const { finding, detail } of differences) yield* tell(app, finding, answer, detail)
  if (differences.length === 0) return { outcome: 'succeeded', reason: 'The app holds what was written' }
  const reason = differences.map(({ detail, finding }) => `${finding}: ${detail}`).join('; ')
  return { outcome: differences.some(({ finding }) => isError(finding)) ? 'failed' : 'succeeded', reason }
}
