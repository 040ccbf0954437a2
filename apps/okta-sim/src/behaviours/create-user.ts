/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, Person, StepResult } from '@scimulator/sim-kit'
import { claimAccount, leaveFormer, type OktaApp, userOf } from '../app/app.ts'
import { checkActive, checkExternalId, checkProfile } from '../findings/check-user.ts'
import { sameName } from '../findings/conflict.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { newUserBody } from '../mapping/user-body.ts'
import { mapProfile, toPushed } from '../mapping/values.ts'
import { emptyUser, ownFailure } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { createUser } from '../requests/users.ts'
import { failProvisioning } from './fail-provisioning.ts'
import { printOf } from './imported.ts'
import { drawPassword } from './password.ts'

/** POST of a person nobody was found for; the id in the answer becomes the External ID. */
export function* createAccount(app: OktaApp, person: Person): Behaviour<StepResult> {
  const user = userOf(app, person)
  const mapped = mapProfile(app, person, 'create')
  if ('problem' in mapped) {
    yield* found('mapping-without-value', [])
    return failProvisioning(app, person, 'create', ownFailure(mapped.problem))
  }
  const body = newUserBody(mapped.values, { oktaId: user.oktaId, password: drawPassword(app, person) })
  const reply = yield* ask(app, createUser(body), {
    refused: (status) => {
      if (status !== 409) return 'create-refused'
      // Who asked for another name cannot say that the server hid this one.
      const stale = app.knobs.staleUserNameCheck && user.formerId !== null
      return stale ? 'user-name-taken' : 'create-conflict'
    },
  })
  if (!reply.ok) return failProvisioning(app, person, 'create', reply.failure)
  if (reply.body === undefined) {
    yield* found('create-empty', [reply.exchange])
    return { outcome: 'failed', reason: emptyUser(person, app.integration.label) }
  }
  if (reply.status !== 201) yield* found('create-status', [reply.exchange])
  const id = ownText(reply.body, 'id')
  if (id === undefined || id === '') {
    yield* found('resource-without-id', [reply.exchange])
    return failProvisioning(app, person, 'create', { reasonPhrase: 'null', detail: '' })
  }
  // A check under the same login that finds nobody says that the old account is gone.
  if (user.formerId !== null && sameName(user.userName, sentUserName(body, person))) app.owners.delete(user.formerId)
  leaveFormer(app, person, id)
  Object.assign(user, {
    scimId: id,
    status: 'assigned',
    pending: 'no',
    userName: sentUserName(body, person),
    active: true,
  })
  claimAccount(app, person.id, id)
  app.met.add(id)
  app.seen.add('userName', user.userName)
  app.lastWrite.set(person.id, reply.exchange)
  yield* checkActive(app, person, reply.body, [reply.exchange])
  yield* checkExternalId(reply.body, user.oktaId, reply.exchange)
  user.pushed = toPushed(app, mapped.values)
  app.data.prints[id] = printOf(app, reply.body)
  yield* checkProfile(app, person, reply.body, mapped.values, [reply.exchange], 'created')
  return { outcome: 'succeeded' }
}

function sentUserName(body: JsonObject, person: Person): string {
  return ownText(body, 'userName') ?? person.userName
}
