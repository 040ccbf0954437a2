import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type DirectoryGroup, type StepResult, step } from '@scimulator/sim-kit'
import { reportNotApplied, reportRule } from '../findings/report-finding.ts'
import type { RuleId } from '../findings/rules.ts'
import type { Job, Write } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { property } from '../mapping/target.ts'
import { readGroupRequest, readMembersRequest } from '../requests/group-requests.ts'
import { deserialisationProblem, exchange } from './answers.ts'
import { hasMembers } from './matching.ts'
import { groupDifferences } from './provision-group.ts'

/** Reads a group this cycle wrote: with its members when they were changed, else as the next evaluation reads it. */
export function* readBackGroup(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  writes: readonly Write[],
): Behaviour<void> {
  const changed = writes.some(({ members }) => members !== undefined)
  const body = function* (): Behaviour<StepResult> {
    const request = changed ? readMembersRequest(job, link.id ?? '') : readGroupRequest(job, link.id ?? '')
    const answer = yield* exchange(request)
    const resource = yield* readable(request.shape, answer)
    if (resource === undefined) return { outcome: 'failed', reason: 'The group cannot be read' }
    const wrong = yield* reportAttributes(job, group, link, writes, resource, answer.exchange)
    const lost = changed ? yield* reportMembers(job, link, writes, resource, answer.exchange) : false
    return wrong || lost
      ? { outcome: 'failed', reason: 'Not as written' }
      : { outcome: 'succeeded', reason: 'What was written is there' }
  }
  yield* step({ kind: 'group', name: group.displayName }, 'verify', body, 'read back')
}

function* readable(shape: string, answer: Answer): Behaviour<JsonObject | undefined> {
  const seen = { exchanges: [answer.exchange] }
  if (answer.kind === 'silence' || answer.status !== 200) {
    const detail = answer.kind === 'silence' ? answer.reason : `status ${answer.status}`
    yield* reportRule('read-refused', { ...seen, detail })
    return undefined
  }
  const problem = deserialisationProblem(answer.json)
  if (problem !== undefined || !isJsonObject(answer.json)) {
    yield* reportRule('not-deserialisable', { ...seen, detail: problem ?? 'no resource' })
    return undefined
  }
  if (shape === 'read-group' && hasMembers(answer.json)) yield* reportRule('excluded-attributes-ignored', seen)
  return answer.json
}

function* reportAttributes(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  writes: readonly Write[],
  resource: JsonObject,
  exchangeId: string,
): Behaviour<boolean> {
  const paths: string[] = groupDifferences(group, link, resource).map(({ name }) => name)
  const write = writes.findLast(
    ({ paths: written }) => written === undefined || paths.some((path) => written.includes(path)),
  )
  if (paths.length === 0 || write === undefined) return false
  const exchanges = [write.exchange, exchangeId]
  const detail = paths.join(', ')
  if (write.paths === undefined) yield* reportRule('attribute-lost', { exchanges, detail })
  else yield* reportNotApplied(job, write.shape, detail, exchanges)
  return true
}

function* reportMembers(
  job: Job,
  link: GroupLink,
  writes: readonly Write[],
  resource: JsonObject,
  exchangeId: string,
): Behaviour<boolean> {
  const actual = memberIds(resource)
  const added = writes.filter(({ shape }) => shape.startsWith('add-'))
  const removed = writes.filter(({ shape }) => shape.startsWith('remove-'))
  const wanted = new Set(link.members.flatMap((person) => job.links.people.get(person)?.id ?? []))
  const missing = new Set([...wanted].filter((id) => !actual.has(id)))
  const notAdded = added.filter(({ members }) => members?.some((id) => missing.has(id)))
  const notRemoved = removed.filter(({ members }) => members?.some((id) => actual.has(id) && !wanted.has(id)))
  const emptied = missing.size > 0 && removed.length > 0 ? removed : []
  // A removal that emptied the group took the members just added along: one fault, not two.
  const wrong: [RuleId, readonly Write[]][] = [
    ['group-emptied', emptied],
    ['members-not-added', emptied.length > 0 ? [] : notAdded],
    ['members-not-removed', notRemoved],
  ]
  for (const [rule, culprits] of wrong) {
    for (const { exchange: id } of culprits) yield* reportRule(rule, { exchanges: [id, exchangeId] })
  }
  return wrong.some(([, culprits]) => culprits.length > 0)
}

function memberIds(resource: JsonObject): Set<string> {
  const members = property(resource, 'members')
  const ids = Array.isArray(members) ? members.map((member) => property(member, 'value')) : []
  return new Set(ids.filter((id) => typeof id === 'string'))
}
