import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, Person } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { ENTERPRISE_SCHEMA, type ExternalName, readAt } from '../mapping/external-name.ts'
import { own, ownText } from '../mapping/json.ts'
import { isSameValue, keyOf, type MappedValue } from '../mapping/values.ts'
import { found } from './report.ts'

/** What the answer to an update shows against the account before; `unknown` = nobody has seen it before. */
export type UpdateAnswer = 'changed' | 'unchanged' | 'unknown'

/**
 * Compares what the server shows of a person with what Okta pushed; each difference is reported once per person. A target
 * that answers every change with success and its old values keeps its profiles, as some products do on purpose: that is one
 * finding, and not one for each attribute. What it shows no value of at all may as well be an attribute it does not have.
 */
export function* checkProfile(
  app: OktaApp,
  person: Person,
  shown: JsonObject,
  values: readonly MappedValue[],
  exchanges: readonly (string | undefined)[],
  answered: 'created' | UpdateAnswer,
): Behaviour<void> {
  if (Object.hasOwn(shown, 'password')) yield* found('password-returned', exchanges)
  app.profiles.applied ||= answered === 'changed'
  const differing = values.filter(({ name, value }) => !isReadOnly(name) && !isSameValue(readAt(shown, name), value))
  if (answered === 'unchanged') app.profiles.kept ||= differing.some(({ name }) => readAt(shown, name) !== undefined)
  for (const { name, mandatory } of differing) {
    const key = `${person.id}/${keyOf(name)}`
    if (app.drift.has(key)) continue
    app.drift.add(key)
    if (answered === 'created') app.profiles.lostAtCreate.add(name.text)
    const { kept, applied, lostAtCreate } = app.profiles
    if (answered === 'unchanged' && kept && !applied && !lostAtCreate.has(name.text)) {
      yield* found('profile-kept', exchanges)
      continue
    }
    yield* found(mandatory ? 'attribute-not-kept' : 'optional-attribute-not-kept', exchanges, name.text)
  }
}

/** A server need not take what RFC 7643 §4.3 makes read-only, though a mapping sends it. */
function isReadOnly({ extension, text }: ExternalName): boolean {
  return extension === ENTERPRISE_SCHEMA && text === 'manager.displayName'
}

/** Checks that the externalId of a create comes back: nothing else tells an admin whose account it is. */
export function* checkExternalId(shown: JsonObject, oktaId: string, exchange: string): Behaviour<void> {
  if (ownText(shown, 'externalId') !== oktaId) yield* found('optional-attribute-not-kept', [exchange], 'externalId')
}

/** Checks that `active` is what Okta set last. */
export function* checkActive(
  app: OktaApp,
  person: Person,
  shown: JsonObject,
  exchanges: readonly (string | undefined)[],
): Behaviour<void> {
  const { active } = userOf(app, person)
  if (active !== null && own(shown, 'active') !== active) yield* found('active-not-honoured', exchanges)
}

/** The same on a read: where this run set nothing, somebody else may have, and Okta takes over what it reads. */
export function* checkActiveRead(app: OktaApp, person: Person, shown: JsonObject, exchange: string): Behaviour<void> {
  const write = app.lastWrite.get(person.id)
  if (write !== undefined) return yield* checkActive(app, person, shown, [write, exchange])
  const active = own(shown, 'active')
  if (typeof active === 'boolean') userOf(app, person).active = active
}
