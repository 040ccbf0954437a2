import { type Behaviour, notSent, type Person } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { type Job, personLink } from '../job/job.ts'
import { NOT_ENTITLED } from '../messages/provisioning-log.ts'
import { matchUserRequest } from '../requests/user-requests.ts'
import { createUser } from './create-user.ts'
import { match } from './matching.ts'
import { linkUser, updateUser } from './update-user.ts'

/** Evaluates one person: matches and then creates or links, or reads the linked account and writes the differences. */
export function* provisionUser(job: Job, person: Person, cause: string): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const known = job.links.people.get(person.id)
  if (!person.active && (known === undefined || known.id === undefined)) {
    yield* notSent(subject, 'create', NOT_ENTITLED, cause)
    return
  }
  if (!person.active && knob(job.context, 'skipOutOfScope') === 'on') {
    yield* notSent(subject, 'deactivate', 'SkipOutOfScopeDeletions is True: the account is left as it is', cause)
    return
  }
  if (!person.active && known?.active === false) {
    yield* notSent(subject, 'update', 'The user is out of scope: EntrySynchronizationSkipped', cause)
    return
  }
  const link = personLink(job, person)
  link.userName = person.userName
  link.deleting = false
  link.managed ||= person.active
  if (link.id !== undefined) yield* updateUser(job, person, link, cause)
  else yield* matchUser(job, person, cause)
}

function* matchUser(job: Job, person: Person, cause: string): Behaviour<void> {
  const link = personLink(job, person)
  const subject = { kind: 'user', name: person.userName } as const
  const request = matchUserRequest(job, person.userName, 'match-user')
  const found = yield* match({ subject, request, formerId: link.formerId, cause })
  if (found.kind === 'failed') link.escrowed = true
  else if (found.kind === 'one') yield* linkUser(job, person, link, found, cause)
  else yield* createUser(job, person, link, cause)
}
