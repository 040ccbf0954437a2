/**
 * PUT of the whole template: the only way OneLogin changes a user (captured).
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Answer, Behaviour, StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login } from '../app/login.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import { compareWritten } from '../checks/written.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import type { EventId } from '../messages/events.ts'
import { answerText, failed, provisioned } from '../messages/words.ts'
import { ownText, ownValue } from '../own-json.ts'
import { userWritePath } from '../paths.ts'
import { call, isConflict, isSuccess, statusOf } from './call.ts'
import { userQuirks } from './user-quirks.ts'

/** What a PUT is for: the value of active, and the events of success and failure. */
export interface Aim {
  readonly active: boolean
  readonly done: EventId
  readonly failed: EventId
  readonly refused: FindingId
  /** What a refusal as a duplicate says, where the look-up has shown whose the userName is. */
  readonly conflict?: FindingId
}

/** The aims a PUT can have. Any change of profile keeps `active` as it is at the app. */
export const AIMS: Readonly<Record<'link' | 'suspend' | 'reactivate', Aim>> = {
  link: { active: true, done: 59, failed: 65, refused: 'update-refused' },
  suspend: { active: false, done: 53, failed: 61, refused: 'suspend-refused' },
  reactivate: { active: true, done: 54, failed: 62, refused: 'reactivate-refused' },
}

/** The aim of an update task. */
export function updateAim(login: Login): Aim {
  return { active: login.account !== 'inactive', done: 52, failed: 65, refused: 'update-refused' }
}

/** Writes the whole template onto the account with `id`. */
export function* putUser(app: OneLoginApp, login: Login, id: string, shape: ShapeId, aim: Aim): Behaviour<StepResult> {
  const body = app.renderUser(login.user, aim.active)
  const answer = yield* call(app, {
    shape,
    method: 'PUT',
    path: userWritePath(id),
    body,
    quirks: ['dangling-question-mark', 'whole-body-put', ...userQuirks(body)],
  })
  if (!isSuccess(answer)) return yield* refused(app, login, answer, aim)
  app.accounts.claim(login, id)
  login.linked = true
  login.account = writtenAccount(body)
  if ((login.account === 'active') !== aim.active) {
    yield* tell(app, 'template-fixes-active', answer, `wrote ${String(ownValue(body, 'active'))}`)
  }
  login.userNameAtApp = app.userNameOf(login.user)
  login.state = 'Provisioned'
  // An answer without a body says nothing about what was stored; the read-back will.
  if (answer.kind === 'response' && isJsonObject(answer.json) && ownText(answer.json, 'id') !== undefined) {
    for (const { finding, detail } of compareWritten(app, login, body, answer.json)) {
      yield* tell(app, finding, answer, detail)
    }
  }
  return provisioned(aim.done)
}

/** What an account is after a write: a template may say something of `active` itself. */
export function writtenAccount(body: JsonObject): 'active' | 'inactive' {
  return String(ownValue(body, 'active')).toLowerCase() === 'false' ? 'inactive' : 'active'
}

function* refused(app: OneLoginApp, login: Login, answer: Answer, aim: Aim): Behaviour<StepResult> {
  login.state = 'Failed'
  if (statusOf(answer) === 404) app.accounts.noteGone(login, 'none')
  const mended = statusOf(answer) === 404 && aim.active && app.knob('account-gone') === 'create anew'
  if (!mended) yield* tell(app, refusal(answer, aim), answer, answerText(answer))
  return failed(aim.failed, answerText(answer))
}

function refusal(answer: Answer, { conflict, refused }: Aim): FindingId {
  if (statusOf(answer) === 404) return 'update-gone'
  return conflict !== undefined && isConflict(answer) ? conflict : refused
}
