import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type DirectoryGroup, type StepResult, step } from '@scimulator/sim-kit'
import { reportNotApplied, reportRule } from '../findings/report-finding.ts'
import type { RuleId } from '../findings/rules.ts'
import type { Job, Write } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { groupDifferences } from '../job/mapped.ts'
import { property } from '../mapping/target.ts'
import { readGroupRequest, readMembersRequest } from '../requests/group-requests.ts'
import { readResource } from './reading.ts'

/** Reads a group this cycle wrote: with its members when they were changed, else as the next evaluation reads it. */
export function* readBackGroup(
  job: Job,
  group: DirectoryGroup,
  link: GroupLink,
  writes: readonly Write[],
): Behaviour<void> {
  const subject = { kind: 'group', name: group.displayName } as const
  const changed = writes.some(({ members }) => members !== undefined)
  const body = function* (): Behaviour<StepResult> {
    const request = changed ? readMembersRequest(job, link.id ?? '') : readGroupRequest(job, link.id ?? '')
    const read = yield* readResource(subject, request, 'link-lost')
    if (read.kind !== 'resource') return { outcome: 'failed', reason: read.problem }
    const wrong = yield* reportAttributes(job, group, writes, read.resource, read.exchange)
    const lost = changed ? yield* reportMembers(job, link, writes, read.resource, read.exchange) : false
    return wrong || lost
      ? { outcome: 'failed', reason: 'Not as written' }
      : { outcome: 'succeeded', reason: 'What was written is there' }
  }
  yield* step(subject, 'verify', body, 'read back')
}

function* reportAttributes(
  job: Job,
  group: DirectoryGroup,
  writes: readonly Write[],
  resource: JsonObject,
  exchangeId: string,
): Behaviour<boolean> {
  const paths: string[] = groupDifferences(job, group, resource).map(({ name }) => name)
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
  const idOf = (person: string): string | undefined => job.links.people.get(person)?.id
  const wanted = new Set(link.members.flatMap((person) => idOf(person) ?? []))
  const added = writes.filter(({ shape }) => shape.startsWith('add-'))
  const removed = writes.filter(({ shape }) => shape.startsWith('remove-'))
  const missing = link.members.filter((person) => !actual.has(idOf(person) ?? ''))
  const missingIds = new Set(missing.flatMap((person) => idOf(person) ?? []))
  const addedIds = new Set(added.flatMap(({ members }) => members ?? []))
  // Only a member who was there before can have been taken away by a removal.
  const notShown = new Set(link.notShown)
  const taken = missing.some((person) => !notShown.has(person) && !addedIds.has(idOf(person) ?? ''))
  link.notShown = missing
  const emptied = taken ? removed : []
  const notAdded = added.filter(({ members }) => members?.some((id) => missingIds.has(id)))
  const notRemoved = removed.filter(({ members }) => members?.some((id) => actual.has(id) && !wanted.has(id)))
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
