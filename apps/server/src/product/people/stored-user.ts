import type { ProfilePolicy } from '@scimulator/admin-api'
import { compareKey, isJsonObject, type JsonObject, type JsonValue, quote, uniqueness } from '@scimulator/scim-core'
import { shownNameOf } from '../../teams/user-values.ts'
import type { Membership } from '../records/people.ts'
import type { Work } from '../work.ts'
import { isActive } from './profile.ts'

/** What the identity provider decides even where a team keeps its profiles. */
const ALWAYS_APPLIED = ['active', 'externalId']

/** What a team calls somebody by. */
const NAMES = ['name', 'displayName', 'nickName', 'emails']

/**
 * What a SCIM User is stored as that a client has asked for: somebody who has left and has no User any more has the names
 * by which the team knows them. @throws ScimError 409 where somebody who is not active has the userName.
 */
export async function toNewUser({ records, team, policy }: Work, given: JsonObject): Promise<JsonObject> {
  const { userName } = given
  const named = typeof userName === 'string' ? await records.membershipsNamed(team.id, compareKey(userName)) : []
  const [first] = named
  if (first !== undefined && first.scimId !== null && first.state === 'inactive') throw isAway(first)
  const left = named.find(({ scimId, state }) => scimId === null && state === 'inactive')
  const stored = left === undefined ? given : withNames(given, left, policy.profilePolicy)
  return settled(stored, isActive(given))
}

/** What an update stores: all of it, or only what the identity provider decides in any case. */
export function toChangedUser(current: JsonObject, given: JsonObject, policy: ProfilePolicy): JsonObject {
  // CHOICE (RFC 7644 §3.5.1): where `active` is left out it stays as it is: nobody comes back by an omission.
  return settled(policy === 'apply' ? given : keepProfile(current, given), isActive({ ...current, ...given }))
}

// CHOICE (RFC 7643 §4.1.1): the state is always said, so that a filter finds whoever is active. `roles` are kept as the
// client's own words: the role in the team is the team's to give.
function settled(stored: JsonObject, active: boolean): JsonObject {
  return { ...stored, active }
}

function isAway({ userName }: Membership): Error {
  return uniqueness(
    `${quote(userName)} is in the team already and is inactive: change that User to "active": true to bring them back.`,
  )
}

/** Kept: the team's names whatever is sent. Applied: only where none are sent. */
function withNames(given: JsonObject, { displayName, userName, email }: Membership, policy: ProfilePolicy): JsonObject {
  const isNamed = displayName !== userName
  const name = isNamed ? { displayName, name: partsOf(displayName, given.name) } : {}
  const emails = email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }
  if (policy === 'apply')
    return { ...(shownNameOf(given) === null ? name : {}), ...(given.emails === undefined ? emails : {}), ...given }
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => !NAMES.includes(key)))
  return { ...others, userName, ...name, ...emails }
}

/** The parts of a known name: those that are sent where they make it up, else its last word is the family name. */
function partsOf(formatted: string, sent: JsonValue | undefined): JsonObject {
  const { givenName, familyName } = isJsonObject(sent) ? sent : {}
  if (`${String(givenName)} ${String(familyName)}` === formatted) return { formatted, givenName, familyName }
  const at = formatted.lastIndexOf(' ')
  return at < 0 ? { formatted } : { formatted, givenName: formatted.slice(0, at), familyName: formatted.slice(at + 1) }
}

function keepProfile(current: JsonObject, given: JsonObject): JsonObject {
  const stored = { ...current }
  for (const name of ALWAYS_APPLIED) {
    const value = given[name]
    if (value === undefined) delete stored[name]
    else stored[name] = value
  }
  return stored
}
