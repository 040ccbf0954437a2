import { STATUS_CODES } from 'node:http'
import { isJsonObject } from '@scimulator/scim-core'
import type { Answer, Person } from '@scimulator/sim-kit'
import { ownText } from './mapping/json.ts'

/** Why a request failed, in the two parts Okta's messages have. */
export interface Failure {
  readonly reasonPhrase: string
  /** `detail` of the server's Error, or what Okta's JSON parser says about the body; empty where there is none; null where Okta had not asked. */
  readonly detail: string | null
}

/** What Okta shows of an answer: the reason phrase and the `detail` of the Error object (S3, S37). */
export function toFailure(answer: Answer): Failure {
  if (answer.kind === 'silence') return { reasonPhrase: answer.reason, detail: '' }
  const reasonPhrase = answer.reasonPhrase || (STATUS_CODES[answer.status] ?? `HTTP ${answer.status}`)
  return { reasonPhrase, detail: readDetail(answer) }
}

/** The words of Okta's JSON parser for a body that is no JSON (S10, and a captured Bad Gateway); those for broken JSON are inferred. */
export function parserMessage(body: string): string {
  const start = body.trim()
  const token = /^[\w$]+/.exec(start)?.[0]
  const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
  if (token !== undefined) return `Invalid JSON: Unrecognized token '${token.slice(0, 80)}': was expecting ${expected}`
  if (start.startsWith('{') || start.startsWith('[')) return `Invalid JSON: ${brokenJson(start)}`
  const character = start.charAt(0)
  const code = character.codePointAt(0) ?? 0
  return `Invalid JSON: Unexpected character ('${character}' (code ${code})): expected a valid value ${expected}`
}

function brokenJson(start: string): string {
  const [kind, end] = start.startsWith('{') ? ['Object', '}'] : ['Array', ']']
  return start.endsWith(end) ? 'Unexpected character' : `Unexpected end-of-input: expected close marker for ${kind}`
}

/** A task of the Dashboard for a person whose account could not be made, found or reactivated (S37). */
export function provisioningFailed(user: string, app: string, action: string, failure: Failure): string {
  return `Automatic provisioning of user ${user} to app ${app} failed: ${action}: ${tail(failure)}`
}

/** A task for a create that was answered without the user (S1). */
export function emptyUser(person: Person, app: string): string {
  const { userName } = person
  const action = actions.create(person)
  return `Automatic provisioning of user ${userName} to app ${app} failed: ${action}: Create new user returned empty user.`
}

/** What fails in Okta itself, without an answer of the app; the words are inferred. */
export function ownFailure(reasonPhrase: string): Failure {
  return { reasonPhrase, detail: null }
}

/** A task for an assignment while Create Users is off. */
export function noMatchingUser(user: string, app: string): string {
  return `Automatic provisioning of user ${user} to app ${app} failed: Matching user not found.`
}

/** A task of the Dashboard for a profile that could not be pushed. */
export function profilePushFailed(user: string, app: string, failure: Failure): string {
  const action = `Error while trying to push profile update for ${user}`
  return `Automatic profile push of user ${user} to app ${app} failed: ${action}: ${tail(failure)}`
}

/** A task of the Dashboard for an account that could not be deactivated; the composition is inferred. */
export function deprovisioningFailed(user: string, failure: Failure): string {
  return `Application accounts need deprovisioning: ${user}: ${tail(failure)}`
}

/** The error of a Group Push mapping (S56). `verb` other than `creating` is inferred. */
export function groupPushFailed(group: string, verb: 'creating' | 'updating' | 'deleting', failure: Failure): string {
  const action = `Error while ${verb} user group ${group}`
  return `Unable to update Group Push mapping target App group ${group}: ${action}: ${tail(failure)}`
}

/** What the wizard app's dialog says when the test fails. */
export function testFailed(failure: Failure): string {
  const advice =
    'The connector configuration could not be tested. Make sure that the URL, Authentication Parameters are correct ' +
    'and that there is an implementation available at the URL provided.'
  return `Error authenticating: ${failure.reasonPhrase || 'null'}. ${advice}`
}

/** Shown when the probe's answer has no list of users, or the path is wrong (S32). */
export const NO_RESULTS = 'No results for users returned'

/** Shown when a setting cannot be saved (test plan C9340). */
export const CANNOT_SAVE = 'An error has occurred'

/** Why nothing is sent about somebody without the app. */
export const NOT_ASSIGNED = 'Not assigned to the app'

/** What an assignment from before the integration was saved says, and what to do. */
export const ASSIGNED_EARLY: string =
  'User was assigned this application before Provisioning was enabled and not provisioned in the downstream ' +
  'application. Click Provision User. (scimulator act okta connect, then scimulator act okta provisionUser)'

/** Action words of a provisioning message. */
export const actions: {
  readonly verify: (person: Person) => string
  readonly create: (person: Person) => string
  readonly reactivate: (person: Person) => string
} = {
  verify: (person) => `Error while verifying if user ${person.userName} exists`,
  create: (person) => `Error while creating user ${person.userName}`,
  // No quotation of this one was found: inferred from the two above.
  reactivate: (person) => `Error while reactivating user ${person.userName}`,
}

/** The end of every message: the reason, and what the app said. */
export function tail({ reasonPhrase, detail }: Failure): string {
  return detail === null ? `${reasonPhrase}.` : `${reasonPhrase}. Errors reported by remote server: ${detail}`
}

function readDetail(answer: Extract<Answer, { kind: 'response' }>): string {
  if (answer.body.trim() === '') return ''
  if (answer.json === undefined) return parserMessage(answer.body)
  return isJsonObject(answer.json) ? (ownText(answer.json, 'detail') ?? '') : ''
}
