import type { JsonObject } from '@scimulator/scim-core'
import {
  asOwnCheck,
  type Behaviour,
  type Directory,
  type Person,
  peekKnobs,
  type StepResult,
  step,
  together,
} from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportNotApplied, reportRule, reportUnread } from '../findings/report-finding.ts'
import type { Deletion, Job, Write } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { matchingValues, userDifferences } from '../job/mapped.ts'
import { managerOf, pathOf, property } from '../mapping/target.ts'
import { matchFailure } from '../messages/provisioning-log.ts'
import { readGroupRequest } from '../requests/group-requests.ts'
import { matchUserRequest, readUserRequest } from '../requests/user-requests.ts'
import { exchange } from './answers.ts'
import { keptPaths } from './kept-profile.ts'
import { readList } from './matching.ts'
import { readBackGroup } from './read-back-group.ts'
import { readResource } from './reading.ts'

const AS_WRITTEN: StepResult = { outcome: 'succeeded', reason: 'What was written is there' }

/**
 * The simulator's own check where its knob is on: reads what the next evaluation would read of everything this cycle
 * wrote, and states what is not as it was written.
 */
export function* readBack(job: Job, directory: Directory): Behaviour<void> {
  const context = { ...job.context, knobs: peekKnobs(job.context.knobs) }
  if (knob(context, 'readBack') === 'on') yield* asOwnCheck(readWritten({ ...job, context }, directory))
}

function* readWritten(job: Job, directory: Directory): Behaviour<void> {
  const written = directory.people.flatMap((person) => {
    const writes = job.userWrites.get(person.id)
    const link = job.links.people.get(person.id)
    return writes && link?.id !== undefined ? [{ person, link, writes }] : []
  })
  // In the order of the cycle, its references last, whomever the target answered first.
  const own = written.filter(({ writes }) => !isReference(writes))
  const references = written.filter(({ writes }) => isReference(writes))
  const users = [...own, ...references].map(({ person, link, writes }) => readBackUser(job, person, link, writes))
  yield* together(users, Number(knob(job.context, 'concurrency')))
  const groups = [...job.groupWrites].flatMap(([id, writes]) => {
    const group = directory.groups.find((candidate) => candidate.id === id)
    const link = job.links.groups.get(id)
    return group && link?.id !== undefined ? [readBackGroup(job, group, link, writes)] : []
  })
  yield* together(groups, 1)
  yield* together(
    job.deletions.map((deletion) => readBackDeletion(job, deletion)),
    1,
  )
}

function isReference([first]: readonly Write[]): boolean {
  return first?.paths?.length === 1 && first.paths[0] === 'manager'
}

function* readBackUser(job: Job, person: Person, link: PersonLink, writes: readonly Write[]): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const body = function* (): Behaviour<StepResult> {
    const request = readUserRequest(job, link.id ?? '')
    const read = yield* readResource(subject, request, person.active ? 'link-lost' : 'inactive-hidden')
    if (read.kind !== 'resource') return { outcome: 'failed', reason: read.problem }
    const different = wrongPaths(job, person, writes, read.resource)
    const created = writes.some(({ paths }) => paths === undefined)
    const kept = keptPaths(job, person.id, created, different)
    const wrong = different.filter((path) => !kept.has(path))
    for (const [write, paths] of byWrite(writes, wrong)) yield* reportWrong(job, write, paths, read.exchange)
    if (wrong.length > 0) return { outcome: 'failed', reason: `Not as written: ${wrong.join(', ')}` }
    if (typeof property(read.resource, 'active') === 'string') return yield* activeAsText(writes, read.exchange)
    if (different.length > 0)
      return { outcome: 'succeeded', reason: `The target keeps its own: ${different.join(', ')}` }
    return person.active ? AS_WRITTEN : yield* findsInactive(job, person, link)
  }
  yield* step(subject, 'verify', body, 'read back')
}

/** The service writes the text "False", and every reader of the user needs the boolean. */
function* activeAsText(writes: readonly Write[], exchangeId: string): Behaviour<StepResult> {
  const write = writes.findLast(({ paths }) => paths === undefined || paths.includes('active')) ?? writes.at(-1)
  const exchanges = [...(write === undefined ? [] : [write.exchange]), exchangeId]
  yield* reportRule('active-not-boolean', { exchanges })
  return { outcome: 'failed', reason: 'active is a text, no boolean' }
}

function wrongPaths(job: Job, person: Person, writes: readonly Write[], resource: JsonObject): string[] {
  const paths = userDifferences(job, person, resource).map(({ mapping }) => pathOf(mapping.target))
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
function* findsInactive(job: Job, person: Person, link: PersonLink): Behaviour<StepResult> {
  const [wanted] = matchingValues(job, person)
  if (wanted === undefined) return AS_WRITTEN
  const answer = yield* exchange(matchUserRequest(job, wanted.value, 'match-user', wanted.mapping))
  const resources = yield* readList(answer)
  if (resources === undefined) return { outcome: 'failed', reason: matchFailure('User', person.userName, answer) }
  if (resources.some(({ id }) => id === link.id)) return AS_WRITTEN
  yield* reportRule('inactive-hidden', {
    exchanges: [answer.exchange],
    detail: `the filter on ${pathOf(wanted.mapping.target)} finds nothing`,
  })
  return { outcome: 'failed', reason: 'The filter hides it' }
}

function* readBackDeletion(job: Job, deletion: Deletion): Behaviour<void> {
  const group = deletion.subject.kind === 'group'
  const body = function* (): Behaviour<StepResult> {
    const request = group ? readGroupRequest(job, deletion.id) : readUserRequest(job, deletion.id)
    const answer = yield* exchange(request)
    if (answer.kind === 'response' && answer.status === 404) return { outcome: 'succeeded', reason: 'It is gone' }
    const exchanges = [deletion.write.exchange, answer.exchange]
    if (answer.kind === 'silence') {
      yield* reportRule('no-answer', { exchanges: [answer.exchange], detail: answer.reason })
      return { outcome: 'failed', reason: answer.reason }
    }
    yield* reportUnread(answer, 'delete-without-effect', exchanges)
    return { outcome: 'failed', reason: `GET answers ${answer.status}` }
  }
  yield* step(deletion.subject, 'verify', body, 'read back')
}
