/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import type { Behaviour, Person, StepResult } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { checkActive, checkExternalId, checkProfile } from '../findings/check-user.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { managerOf } from '../mapping/manager.ts'
import { newUserBody } from '../mapping/user-body.ts'
import { actions, provisioningFailed } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { createUser } from '../requests/users.ts'

const PASSWORD_LENGTH = 8
const PASSWORD_ALPHABET = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%^&*'

/** POST of a person nobody was found for; the id in the answer becomes the External ID. */
export function* createAccount(app: OktaApp, person: Person): Behaviour<StepResult> {
  const user = userOf(app, person)
  const body = newUserBody({
    person,
    manager: managerOf(app.context.directory, person),
    oktaId: user.oktaId,
    password: app.context.random(`password ${person.id}`).text(PASSWORD_LENGTH, PASSWORD_ALPHABET),
  })
  const reply = yield* ask(createUser(body), {
    refused: (status) => (status === 409 ? 'create-conflict' : 'create-refused'),
  })
  const fail = (words: string): StepResult => ({ outcome: 'failed', reason: words })
  const { label } = app.integration
  const action = actions.create(person)
  if (!reply.ok) return fail(provisioningFailed(person.userName, label, action, reply.failure))
  if (reply.body === undefined) {
    yield* found('create-empty', [reply.exchange])
    return fail(
      `Automatic provisioning of user ${person.userName} to app ${label} failed: ${action}: Create new user returned empty user.`,
    )
  }
  if (reply.status !== 201) yield* found('create-status', [reply.exchange])
  const id = ownText(reply.body, 'id')
  if (id === undefined || id === '') {
    yield* found('resource-without-id', [reply.exchange])
    return fail(provisioningFailed(person.userName, label, action, { reasonPhrase: 'null', detail: '' }))
  }
  Object.assign(user, { scimId: id, status: 'assigned', userName: person.userName, active: true })
  app.met.add(id)
  app.seen.add('userName', person.userName)
  app.lastWrite.set(person.id, reply.exchange)
  yield* checkActive(app, person, reply.body, [reply.exchange])
  yield* checkExternalId(reply.body, user.oktaId, reply.exchange)
  yield* checkProfile(app, person, reply.body, [reply.exchange])
  return { outcome: 'succeeded' }
}
