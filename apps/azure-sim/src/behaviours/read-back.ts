import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import {
  type Answer,
  type Behaviour,
  type Directory,
  type Person,
  type StepResult,
  step,
  together,
} from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportNotApplied, reportRule } from '../findings/report-finding.ts'
import type { Deletion, Job, Write } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { differences } from '../mapping/diff.ts'
import { managerOf, pathOf } from '../mapping/target.ts'
import { readGroupRequest } from '../requests/group-requests.ts'
import { matchUserRequest, readUserRequest } from '../requests/user-requests.ts'
import { deserialisationProblem, exchange, listedResources } from './answers.ts'
import { readBackGroup } from './read-back-group.ts'

const AS_WRITTEN: StepResult = { outcome: 'succeeded', reason: 'What was written is there' }

/** Reads what the next evaluation would read of everything this cycle wrote, and states what is not as it was written. */
export function* readBack(job: Job, directory: Directory): Behaviour<void> {
  const people = new Map(directory.people.map((person) => [person.id, person]))
  const users = [...job.userWrites].flatMap(([id, writes]) => {
    const person = people.get(id)
    const link = job.links.people.get(id)
    return person && link?.id !== undefined ? [readBackUser(job, person, link, writes)] : []
  })
  yield* together(users, Number(knob(job.context, 'concurrency')))
  for (const [id, writes] of job.groupWrites) {
    const group = directory.groups.find((candidate) => candidate.id === id)
    const link = job.links.groups.get(id)
    if (group && link?.id !== undefined) yield* readBackGroup(job, group, link, writes)
  }
  for (const deletion of job.deletions) yield* readBackDeletion(job, deletion)
}

function* readBackUser(job: Job, person: Person, link: PersonLink, writes: readonly Write[]): Behaviour<void> {
  const body = function* (): Behaviour<StepResult> {
    const answer = yield* exchange(readUserRequest(job, link.id ?? ''))
    const problem = yield* judgeUser(job, person, link, writes, answer)
    if (problem !== undefined) return { outcome: 'failed', reason: problem }
    if (person.active) return AS_WRITTEN
    return (yield* findsInactive(job, person, link)) ? AS_WRITTEN : { outcome: 'failed', reason: 'The filter hides it' }
  }
  yield* step({ kind: 'user', name: person.userName }, 'verify', body, 'read back')
}

function* judgeUser(
  job: Job,
  person: Person,
  link: PersonLink,
  writes: readonly Write[],
  answer: Answer,
): Behaviour<string | undefined> {
  const seen = { exchanges: [answer.exchange] }
  if (answer.kind === 'silence' || answer.status !== 200) {
    const detail = answer.kind === 'silence' ? answer.reason : `status ${answer.status}`
    yield* reportRule(person.active ? 'read-refused' : 'inactive-hidden', { ...seen, detail })
    return detail
  }
  const problem = deserialisationProblem(answer.json)
  if (problem !== undefined || !isJsonObject(answer.json)) {
    yield* reportRule('not-deserialisable', { ...seen, detail: problem ?? 'no resource' })
    return problem ?? 'no resource'
  }
  const wrong = wrongPaths(job, person, link, writes, answer.json)
  for (const [write, paths] of byWrite(writes, wrong)) yield* reportWrong(job, write, paths, answer.exchange)
  return wrong.length === 0 ? undefined : `Not as written: ${wrong.join(', ')}`
}

function wrongPaths(
  job: Job,
  person: Person,
  link: PersonLink,
  writes: readonly Write[],
  resource: JsonObject,
): string[] {
  const paths = differences(person, link.mailNickname, resource).map(({ mapping }) => pathOf(mapping.target))
  const manager = person.manager === undefined ? undefined : job.links.people.get(person.manager)?.id
  const wroteManager = writes.some((write) => write.paths?.includes('manager'))
  return wroteManager && managerOf(resource) !== manager ? [...paths, 'manager'] : paths
}

/** Lays each wrong path to the last write that covers it, else to the last write. */
function byWrite(writes: readonly Write[], paths: readonly string[]): Map<Write, string[]> {
  const found = new Map<Write, string[]>()
  for (const path of paths) {
    const covers = (write: Write): boolean => write.paths === undefined || write.paths.includes(path)
    const write = writes.findLast(covers) ?? writes.at(-1)
    if (write) found.set(write, [...(found.get(write) ?? []), path])
  }
  return found
}

function* reportWrong(job: Job, write: Write, paths: readonly string[], exchangeId: string): Behaviour<void> {
  const { shape } = write
  const exchanges = [write.exchange, exchangeId]
  const detail = paths.join(', ')
  if (write.paths === undefined) yield* reportRule('attribute-lost', { exchanges, detail })
  else if (paths.includes('active')) yield* reportRule('active-ignored', { exchanges, detail })
  else yield* reportNotApplied(job, shape, detail, exchanges)
}

/** Restoring a person may begin with the matching query: inactive users must be found. */
function* findsInactive(job: Job, person: Person, link: PersonLink): Behaviour<boolean> {
  const answer = yield* exchange(matchUserRequest(job, person.userName, 'match-user'))
  const resources = answer.kind === 'response' && answer.status === 200 ? listedResources(answer) : undefined
  if (resources?.some(({ id }) => id === link.id)) return true
  yield* reportRule('inactive-hidden', { exchanges: [answer.exchange] })
  return false
}

function* readBackDeletion(job: Job, deletion: Deletion): Behaviour<void> {
  const group = deletion.subject.kind === 'group'
  const body = function* (): Behaviour<StepResult> {
    const request = group ? readGroupRequest(job, deletion.id) : readUserRequest(job, deletion.id)
    const answer = yield* exchange(request)
    if (answer.kind === 'response' && answer.status === 404) return { outcome: 'succeeded', reason: 'It is gone' }
    const detail = answer.kind === 'silence' ? answer.reason : `GET answers ${answer.status}`
    const exchanges = [deletion.write.exchange, answer.exchange]
    yield* reportRule('delete-without-effect', { exchanges, detail })
    return { outcome: 'failed', reason: detail }
  }
  yield* step(deletion.subject, 'verify', body, 'read back')
}
