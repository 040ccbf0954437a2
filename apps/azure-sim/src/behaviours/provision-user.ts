import type { Subject } from '@scimulator/admin-api'
import { type Behaviour, notSent, type Person, step } from '@scimulator/sim-kit'
import { type Job, personLink } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { mappingTroubles } from '../job/mapped.ts'
import { optionOf } from '../job/options.ts'
import { filteredOut } from '../job/sources.ts'
import { takeOver } from '../job/take-over.ts'
import { NOT_ENTITLED } from '../messages/provisioning-log.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { createUser } from './create-user.ts'
import { findUser } from './find-object.ts'
import { linkUser, updateUser } from './update-user.ts'

const NOT_EVALUATED = 'The expression gives no value, the attribute is not sent:'

/** Evaluates one person: matches and then creates or links, or reads the linked account and writes the differences. */
export function* provisionUser(job: Job, person: Person, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const known = job.links.people.get(person.id)
  if (!person.active && (known === undefined || known.id === undefined)) {
    yield* notSent(subject, 'create', outOfScopeReason(job, person), cause)
    return
  }
  if (!person.active && optionOf(job, 'skipOutOfScope') === 'on') {
    yield* notSent(subject, 'deactivate', 'SkipOutOfScopeDeletions is True: the account is left as it is', cause)
    return
  }
  if (!person.active && known?.active === false) {
    yield* notSent(subject, 'update', 'The user is out of scope: EntrySynchronizationSkipped', cause)
    return
  }
  const off = known?.id === undefined ? undefined : switchedOff(job.settings.user, 'update')
  if (off !== undefined) {
    yield* notSent(subject, 'update', off, cause)
    return
  }
  const link = personLink(job, person)
  link.userName = person.userName
  link.deleting = false
  link.forgotten &&= !person.active
  link.held = false
  link.managed ||= person.active
  if (link.id !== undefined) yield* updateUser(job, person, link, cause)
  else yield* matchUser(job, person, cause)
}

/** Not assigned, or kept out by a scoping filter, in the words of the provisioning log. */
function outOfScopeReason(job: Job, person: Person): string {
  const filter = filteredOut(job, person)
  return filter === undefined ? NOT_ENTITLED : `EntrySynchronizationSkipped: out of scope by ${filter}`
}

function* matchUser(job: Job, person: Person, cause: string): Behaviour<void> {
  const link = personLink(job, person)
  const subject = { kind: 'user', name: person.userName } as const
  const troubles = mappingTroubles(job, person)
  if (troubles.length > 0) yield* notSent(subject, 'update', `${NOT_EVALUATED} ${troubles.join('; ')}`, cause)
  const found = yield* findUser(job, person, link, cause)
  const off = switchedOff(job.settings.user, 'create')
  if (found.kind === 'unmatchable') job.links.people.delete(person.id)
  else if (found.kind === 'none' && off !== undefined) {
    job.links.people.delete(person.id)
    yield* notSent(subject, 'create', off, cause)
  } else if (found.kind === 'failed') link.escrowed = true
  else if (found.kind === 'one') {
    const taken = takeOver(job, person, found.id)
    if (taken === undefined) yield* linkUser(job, person, link, found, cause)
    else yield* refuseLink(link, subject, taken, cause)
  } else yield* createUser(job, person, link, cause)
}

/** An account that belongs to somebody in scope is not linked a second time (inferred). */
function* refuseLink(link: PersonLink, subject: Subject, reason: string, cause: string): Behaviour<void> {
  yield* step(
    subject,
    'link',
    function* () {
      link.escrowed = true
      link.failure = reason.split(':', 1)[0]
      return { outcome: 'failed', reason }
    },
    cause,
  )
}
