import { type Behaviour, notSent, type Person } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { writeLog } from '../app/tasks.ts'
import { ASSIGNED_EARLY, NOT_ASSIGNED } from '../messages.ts'
import { userSubject } from './subject.ts'

/** Why nothing is provisioned before the integration is saved, and what to do. */
export function whyUnsaved({ data, integration }: OktaApp): string {
  const state =
    data.connection === 'new' ? 'The API integration is not set up' : 'The app integration could not be saved'
  const save = `Provisioning, Integration, ${integration.testButton}, Save`
  return `${state}: nothing is provisioned before ${save} (scimulator act okta connect)`
}

/** Assigns people while the integration is not saved: the assignment stands, and waits for Provision User. */
export function* assignEarly(app: OktaApp, people: readonly Person[], cause: string): Behaviour<void> {
  for (const person of people) {
    const known = isAssigned(app, person)
    noteEarly(app, [person])
    if (!known) writeLog(app, 'application.user_membership.add', 'SUCCESS', person.userName)
    yield* notSent(userSubject(person), 'create', ASSIGNED_EARLY, cause)
  }
}

/** Ends assignments while the integration is not saved. */
export function* unassignEarly(app: OktaApp, people: readonly Person[], cause: string): Behaviour<void> {
  for (const person of people) {
    const known = isAssigned(app, person)
    forgetEarly(app, [person])
    if (known) writeLog(app, 'application.user_membership.remove', 'SUCCESS', person.userName)
    yield* notSent(userSubject(person), 'deactivate', known ? whyUnsaved(app) : NOT_ASSIGNED, cause)
  }
}

/** Notes who is assigned while the integration is not saved: only active people are. */
export function noteEarly(app: OktaApp, people: readonly Person[]): void {
  for (const person of people) if (person.active && !isAssigned(app, person)) userOf(app, person).pending = 'early'
}

/** Notes whose assignment ended before there was an account. */
export function forgetEarly(app: OktaApp, people: readonly Person[]): void {
  for (const { id } of people) {
    const user = app.data.users[id]
    if (user !== undefined) user.pending = 'no'
  }
}

function isAssigned(app: OktaApp, { id }: Person): boolean {
  const user = app.data.users[id]
  return user !== undefined && (user.status === 'assigned' || user.pending !== 'no')
}
