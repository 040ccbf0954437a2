/**
 * A role that maps to no imported group: OneLogin creates the group, without members (documented).
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { isJsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, notSent, type StepResult, step } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { tell } from '../checks/findings.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { eventText } from '../messages/events.ts'
import { answerText } from '../messages/words.ts'
import { ownText } from '../own-json.ts'
import { call, isSuccess, statusOf } from './call.ts'
import { adoptGroups, readGroups } from './refresh-entitlements.ts'

/** Sees to it that a role has its group, as the rule Set Groups in APP > Map from OneLogin asks. */
export function* mapRole(
  app: OneLoginApp,
  role: string,
  shape: ShapeId = 'post-group',
  cause = 'role mapped by a rule',
): Behaviour<boolean> {
  const subject = { kind: 'group', name: role } as const
  const known = app.findEntitlement(role)
  if (known !== undefined) {
    const isNew = known.role !== 'mapped'
    known.role = 'mapped'
    if (isNew) yield* notSent(subject, 'linkGroup', 'The refresh imported a group of this name', cause)
    return true
  }
  const result = yield* step(
    subject,
    'createGroup',
    () => (app.entitlementsReadable ? createGroup(app, role, shape) : skippedAfterRefresh()),
    cause,
  )
  if (result.outcome === 'succeeded') return true
  app.notCreated.add(role)
  return false
}

/**
 * Creates the groups a task needs and nobody has made so far, as part of the task. Where approval is asked for, this is the
 * only moment, since nothing is on the wire before.
 */
export function* mapMissing(app: OneLoginApp, names: readonly string[]): Behaviour<void> {
  for (const name of names) {
    const mapped = app.findEntitlement(name)?.role === 'mapped' || app.notCreated.has(name)
    if (!mapped && app.entitlementsReadable && app.setup.mayCreate(name)) yield* mapRole(app, name)
  }
}

function* skippedAfterRefresh(): Behaviour<StepResult> {
  return { outcome: 'skipped', reason: 'Entitlements could not be refreshed' }
}

function* createGroup(app: OneLoginApp, name: string, shape: ShapeId): Behaviour<StepResult> {
  const body = { schemas: [app.knob('group-schema')], displayName: name, members: [] }
  const answer = yield* call(app, { shape, method: 'POST', path: '/Groups', body })
  if (statusOf(answer) === 409 || statusOf(answer) === 400) return yield* findTaken(app, name, answer)
  const id = isSuccess(answer) ? idOf(answer) : undefined
  if (id === undefined) {
    const why = isSuccess(answer) ? 'the answer has no id' : answerText(answer)
    const finding = isSuccess(answer) ? 'group-create-no-id' : 'group-create-refused'
    yield* tell(app, finding, answer, why)
    return { outcome: 'failed', reason: `Failed (${eventText(125)}): ${why}` }
  }
  if (statusOf(answer) !== 201) {
    yield* tell(app, 'group-create-status', answer, `${statusOf(answer)} instead`)
  }
  app.saved.entitlements.push({ name, id, role: 'mapped' })
  return { outcome: 'succeeded', reason: `Entitlement created (${eventText(125)})` }
}

/** The name may be taken by a group the last refresh did not show: the list is read again (inferred). */
function* findTaken(app: OneLoginApp, name: string, refusal: Answer): Behaviour<StepResult> {
  const list = yield* readGroups(app, 'get-groups-again')
  if (list.kind === 'listed') adoptGroups(app, list.groups)
  const taken = app.findEntitlement(name)
  if (taken !== undefined) {
    taken.role = 'mapped'
    return { outcome: 'succeeded', reason: 'The app had a group of this name; it is used' }
  }
  yield* tell(app, 'group-create-refused', refusal, answerText(refusal))
  return { outcome: 'failed', reason: `Failed (${eventText(125)}): ${answerText(refusal)}` }
}

function idOf(answer: Answer): string | undefined {
  if (answer.kind === 'silence' || !isJsonObject(answer.json)) return undefined
  const id = ownText(answer.json, 'id')
  return id === '' ? undefined : id
}
