/**
 * PATCH of a group for one member. The add is proved by its captured length of 165 bytes with a 36-character id;
 * the remove was not captured, see the knob remove-form.
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { Answer, Behaviour, StepResult } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import type { Entitlement, Login } from '../app/login.ts'
import type { FindingId } from '../checks/finding-rules.ts'
import { tell } from '../checks/findings.ts'
import type { KnobValue } from '../evidence/knobs.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { answerText } from '../messages/words.ts'
import { groupWritePath } from '../paths.ts'
import { call, statusOf } from './call.ts'

/** The body that adds one member. */
export function addMemberBody(id: string): JsonObject {
  return patchOp({ op: 'add', path: 'members', value: [{ value: id }] })
}

/** The body that removes one member, in the form of the knob. */
export function removeMemberBody(id: string, form: KnobValue<'remove-form'>): JsonObject {
  if (form === 'value-list') return patchOp({ op: 'remove', path: 'members', value: [{ value: id }] })
  return patchOp({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` })
}

/** Puts a person into a group or takes them out. */
export function* patchMember(
  app: OneLoginApp,
  login: Login,
  op: 'add' | 'remove',
  group: Entitlement,
): Behaviour<StepResult> {
  const { id } = login
  if (id === null) return { outcome: 'skipped', reason: 'OneLogin holds no id of this account' }
  const shape = shapeOf(op, login, group)
  const answer = yield* call(app, {
    shape,
    method: 'PATCH',
    path: groupWritePath(group.id),
    body: op === 'add' ? addMemberBody(id) : removeMemberBody(id, app.knob('remove-form')),
    quirks: ['dangling-question-mark', 'one-patch-per-group'],
  })
  if (statusOf(answer) !== 200 && statusOf(answer) !== 204) {
    login.state = 'Failed'
    yield* tell(app, refusal(answer), answer, answerText(answer))
    return { outcome: 'failed', reason: `Failed, the account itself was written: ${answerText(answer)}` }
  }
  if (group.role === 'never') group.role = 'mapped'
  const others = login.groups.filter((name) => name !== group.name)
  login.groups = op === 'add' ? [...others, group.name] : others
  login.inherited = login.inherited.filter((name) => name !== group.name)
  const takenBack = app.shown.takenBack.get(group.name) ?? new Set()
  app.shown.takenBack.set(group.name, takenBack)
  if (op === 'remove') takenBack.add(id)
  else takenBack.delete(id)
  return { outcome: 'succeeded' }
}

function patchOp(operation: JsonObject): JsonObject {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] }
}

function shapeOf(op: 'add' | 'remove', login: Login, group: Entitlement): ShapeId {
  if (op === 'remove') return 'patch-remove-member'
  return login.groups.includes(group.name) ? 'patch-add-member-again' : 'patch-add-member'
}

function refusal(answer: Answer): FindingId {
  const status = statusOf(answer)
  if (status === 404) return 'group-gone'
  return status === 405 || status === 501 ? 'group-patch-unsupported' : 'group-patch-refused'
}
