import { isJsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { type Job, noteWrite } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { mappedUserName } from '../job/mapped.ts'
import { leaveFormer } from '../job/take-over.ts'
import { exportFailure, NOT_DESERIALISABLE } from '../messages/provisioning-log.ts'
import { createUserRequest } from '../requests/user-requests.ts'
import { exchange, isSuccess } from './answers.ts'
import { createdId, reportCreateRefused } from './create-answer.ts'

/** Creates the account of a person the matching query did not find. */
export function* createUser(job: Job, person: Person, link: PersonLink, cause: string): Behaviour<void> {
  const body = function* (): Behaviour<StepResult> {
    const answer = yield* exchange(createUserRequest(job, person))
    const result = yield* judge(job, person, link, answer)
    link.escrowed = result.outcome === 'failed'
    return result
  }
  yield* step({ kind: 'user', name: person.userName }, 'create', body, cause)
}

function* judge(job: Job, person: Person, link: PersonLink, answer: Answer): Behaviour<StepResult> {
  if (!isSuccess(answer)) {
    yield* reportCreateRefused(job, 'create-user', answer)
    return { outcome: 'failed', reason: exportFailure('create', 'User', person.userName, answer) }
  }
  const created = yield* createdId(answer)
  if (created.id === undefined) return { outcome: 'failed', reason: `${NOT_DESERIALISABLE}: ${created.problem}` }
  leaveFormer(job, person, link, created.id)
  link.id = created.id
  link.active = person.active
  link.created = true
  link.failure = undefined
  link.heldName = mappedUserName(job, person)
  job.owners.people.set(created.id, person.id)
  if (isJsonObject(answer.json)) job.seen.set(person.id, answer.json)
  noteWrite(job.userWrites, person.id, { shape: 'create-user', exchange: answer.exchange })
  return { outcome: 'succeeded' }
}
