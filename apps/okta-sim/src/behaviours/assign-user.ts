import { type Behaviour, notSent, type Person, type StepResult } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { hasTask, runJob, writeLog } from '../app/tasks.ts'
import { found } from '../findings/report.ts'
import { appUserName } from '../mapping/values.ts'
import { noMatchingUser } from '../messages.ts'
import { checkExists } from './check-user.ts'
import { createAccount } from './create-user.ts'
import { linkAccount } from './reactivate.ts'
import { userSubject } from './subject.ts'

type AssignAction = 'create' | 'link' | 'reactivate'

/** What a step leaves to do when the existence check contradicts what Okta knew. */
interface Turn {
  readonly action: AssignAction
  readonly play: () => Behaviour<StepResult>
}

/**
 * Assigns a person: existence check, then create, or link and reactivate. Whether the check found an account that no
 * import had shown.
 */
export function* assignUser(app: OktaApp, person: Person, cause = 'Assigned to the app'): Behaviour<boolean> {
  const subject = userSubject(person)
  const user = userOf(app, person)
  const { status, scimId } = user
  if (!person.active) {
    yield* notSent(subject, 'create', 'Deactivated in Okta: only active people are provisioned', cause)
    return false
  }
  // A link that broke off starts over, the existence check included.
  if (status === 'assigned' && scimId !== null && !hasTask(app, 'provision', person.id)) {
    yield* notSent(subject, 'link', 'Already assigned and linked', cause)
    return false
  }
  if (status !== 'assigned') user.pending = 'tried'
  const turns: Turn[] = []
  const action = expectedAction(app, person)
  const job = { kind: 'provision', key: person.id, subject, cause } as const
  if (status !== 'assigned') writeLog(app, 'application.user_membership.add', 'SUCCESS', person.userName)
  if (!app.knobs.createUsers) {
    yield* runJob(app, { ...job, action }, () => withoutCreateUsers(app, person))
    return false
  }
  yield* runJob(app, { ...job, action }, () => checkAndAct(app, person, action, turns))
  for (const turn of turns) yield* runJob(app, { ...job, action: turn.action }, turn.play)
  return turns.some((turn) => turn.action === 'link')
}

/** What Okta says of an assignment while Create Users is not ticked; it asks the app nothing. */
function* withoutCreateUsers(app: OktaApp, person: Person): Behaviour<StepResult> {
  return { outcome: 'failed', reason: noMatchingUser(person.userName, app.integration.label) }
}

function* checkAndAct(app: OktaApp, person: Person, action: AssignAction, turns: Turn[]): Behaviour<StepResult> {
  const checked = yield* checkExists(app, person)
  if ('failed' in checked) return checked.failed
  const { match, exchange } = checked
  writeLog(app, 'application.provision.user.verify_exists', 'SUCCESS', person.userName)
  if (match !== undefined) {
    if (action !== 'create') return yield* linkAccount(app, person, match)
    turns.push({ action: 'link', play: () => linkAccount(app, person, match) })
    return { outcome: 'notSent', reason: 'The check found the account: Okta links it instead of creating one' }
  }
  if (action === 'create') return yield* createAccount(app, person)
  turns.push({ action: 'create', play: () => createAccount(app, person) })
  const write = app.lastWrite.get(person.id)
  if (write === undefined && !app.accounts.has(appUserName(app, person).toLowerCase())) {
    return { outcome: 'notSent', reason: 'The account of an earlier run is gone: Okta creates another one' }
  }
  const user = userOf(app, person)
  yield* found(user.active === false ? 'inactive-user-not-found' : 'account-not-found', [write, exchange])
  return { outcome: 'failed', reason: 'The check does not find the account: Okta tries to create another one' }
}

function expectedAction(app: OktaApp, person: Person): AssignAction {
  const user = userOf(app, person)
  if (user.formerId !== null) return user.active === false ? 'reactivate' : 'link'
  return app.accounts.has(appUserName(app, person).toLowerCase()) ? 'link' : 'create'
}
