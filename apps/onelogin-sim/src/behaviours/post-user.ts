/**
 * POST of the whole template. The answer must carry id and both names, or the task fails.
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Answer, Behaviour, StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Login, OneLoginUser } from '../app/login.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import { compareWritten } from '../checks/written.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { answerText, failed, provisioned } from '../messages/words.ts'
import { ownObject, ownText } from '../own-json.ts'
import { call, isConflict, isSuccess, statusOf } from './call.ts'
import { writtenAccount } from './put-user.ts'
import { userQuirks } from './user-quirks.ts'

/** Creates the account of a login. */
export function* postUser(app: OneLoginApp, login: Login): Behaviour<StepResult> {
  const shape = shapeOf(app, login)
  const body = app.renderUser(login.user, true)
  const answer = yield* call(app, { shape, method: 'POST', path: '/Users', body, quirks: userQuirks(body) })
  const wrong = judge(app, body, answer)
  if (wrong !== undefined) {
    login.state = 'Failed'
    noteOrphan(app, login, answer)
    yield* tell(app, wrong.finding, answer, wrong.why)
    return failed(64, wrong.why)
  }
  if (statusOf(answer) !== 201) {
    yield* tell(app, 'create-status', answer, `${statusOf(answer)} instead`)
  }
  const created = resourceOf(answer)
  app.accounts.claim(login, ownText(created, 'id') ?? '')
  login.linked = true
  login.account = writtenAccount(body)
  login.userNameAtApp = app.userNameOf(login.user)
  login.state = 'Provisioned'
  for (const { finding, detail } of compareWritten(app, login, body, created)) {
    yield* tell(app, finding, answer, detail)
  }
  return provisioned(51)
}

/** A create that the app took and OneLogin holds for failed leaves an account that nobody is linked to. */
function noteOrphan(app: OneLoginApp, login: Login, answer: Answer): void {
  const id = isSuccess(answer) ? ownText(resourceOf(answer), 'id') : undefined
  if (id === undefined || id === '') return
  app.saved.left.push({ id, userName: app.userNameOf(login.user), active: true, groups: [] })
  login.account = 'none'
}

function shapeOf(app: OneLoginApp, { account, user }: Login): ShapeId {
  if (account === 'deleted') return 'post-user-again'
  if (isInternational(user)) return 'post-user-international'
  const complete = [user.title, user.department, user.manager].every((value) => value !== undefined && value !== '')
  const shapes = app.setup.connector.createShapes
  return complete ? shapes.complete : shapes.blanks
}

function isInternational({ givenName, familyName }: OneLoginUser): boolean {
  return /[^ -~]|'/u.test(givenName + familyName)
}

function judge(app: OneLoginApp, body: JsonObject, answer: Answer): { finding: FindingId; why: string } | undefined {
  if (isConflict(answer)) return { finding: 'create-duplicate', why: answerText(answer) }
  if (!isSuccess(answer)) return { finding: 'create-refused', why: answerText(answer) }
  if (statusOf(answer) !== 201 && app.knob('create-answer') === '201 only') {
    return { finding: 'create-refused', why: `${statusOf(answer)} instead of 201` }
  }
  const created = resourceOf(answer)
  const id = ownText(created, 'id')
  if (id === undefined || id === '') return { finding: 'create-no-id', why: 'the answer has no id' }
  const missing = ['givenName', 'familyName'].filter(
    // A name that was sent blank may come back unassigned (RFC 7643 §2.5).
    (key) => ownText(ownObject(body, 'name'), key) !== '' && ownText(ownObject(created, 'name'), key) === undefined,
  )
  if (missing.length === 0 || app.knob('names-in-answer') === 'ignored') return undefined
  const sendsNames = missing.some((key) => ownText(ownObject(body, 'name'), key) !== undefined)
  const finding = sendsNames ? 'create-no-names' : 'template-without-names'
  return { finding, why: `the answer has no name.${missing.join(' and no name.')}` }
}

function resourceOf(answer: Answer): JsonObject {
  return answer.kind === 'response' && isJsonObject(answer.json) ? answer.json : {}
}
