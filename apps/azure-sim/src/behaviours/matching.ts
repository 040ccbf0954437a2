import type { Subject } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, type StepResult, step } from '@scimulator/sim-kit'
import { reportRule, reportUnread } from '../findings/report-finding.ts'
import type { RuleId } from '../findings/rules.ts'
import type { MatchingValue } from '../job/mapped.ts'
import { currentValue, pathOf } from '../mapping/target.ts'
import { MULTIPLE_ENTRIES } from '../messages/error-codes.ts'
import { matchFailure, NOT_DESERIALISABLE } from '../messages/provisioning-log.ts'
import { deserialisationProblem, exchange, listedResources } from './answers.ts'
import { hasMembers } from './reading.ts'

/** What the matching query said. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: string; readonly resource: JsonObject }
  | { readonly kind: 'failed' }

/** What is looked for. */
export interface Candidate {
  readonly subject: Subject
  readonly request: ScimRequest
  readonly by: MatchingValue
  /** Id before a restart: the query should find it again. */
  readonly formerId: string | undefined
  readonly cause: string
}

/** The Match step: one query by the matching attribute, one hit links, none creates, several fail. */
export function* match(candidate: Candidate): Behaviour<Match> {
  let match: Match = { kind: 'failed' }
  yield* step(
    candidate.subject,
    'import',
    function* () {
      const answer = yield* exchange(candidate.request)
      const judged = yield* judge(candidate, answer)
      match = judged.match
      return judged.result
    },
    candidate.cause,
  )
  return match
}

interface Judged {
  readonly match: Match
  readonly result: StepResult
}

function* judge(candidate: Candidate, answer: Answer): Behaviour<Judged> {
  const { shape } = candidate.request
  const kind = candidate.subject.kind === 'group' ? 'Group' : 'User'
  const seen = { exchanges: [answer.exchange] }
  const resources = yield* readList(answer)
  if (resources === undefined) return failed(matchFailure(kind, candidate.subject.name, answer))
  const [only, ...others] = resources
  if (only === undefined) return yield* noMatch(candidate, answer.exchange)
  if (others.length > 0) {
    yield* reportRule(severalRule(candidate, kind, resources), { ...seen, detail: `${resources.length} resources` })
    return failed(`DuplicateTargetEntries: ${MULTIPLE_ENTRIES}, ${resources.length} entries`)
  }
  return yield* oneMatch(shape, only, answer.exchange)
}

/** Only a name must be unique: of another matching attribute several resources may have the value that was asked for. */
function severalRule({ by }: Candidate, kind: 'User' | 'Group', resources: readonly JsonObject[]): RuleId {
  const { target } = by.mapping
  const isName = pathOf(target) === (kind === 'Group' ? 'displayName' : 'userName')
  const wanted = by.value.toLowerCase()
  if (!isName && resources.every((resource) => currentValue(resource, target)?.toLowerCase() === wanted)) {
    return 'matching-not-unique'
  }
  return kind === 'Group' ? 'several-groups' : 'several-matches'
}

/** The resources of the answer to a filter query; undefined, and a finding, when it holds no list. */
export function* readList(answer: Answer): Behaviour<JsonObject[] | undefined> {
  const seen = { exchanges: [answer.exchange] }
  if (answer.kind === 'silence') yield* reportRule('no-answer', { ...seen, detail: answer.reason })
  else if (answer.status !== 200) {
    yield* reportUnread(answer, 'query-refused')
  } else {
    const resources = listedResources(answer)
    if (resources === undefined) yield* reportRule('not-a-list', seen)
    return resources
  }
  return undefined
}

function* noMatch(candidate: Candidate, exchangeId: string): Behaviour<Judged> {
  if (candidate.formerId !== undefined) {
    const detail = `id ${candidate.formerId}`
    yield* reportRule('filter-misses', { exchanges: [exchangeId], detail })
  }
  const reason = 'No match in the target system'
  return { match: { kind: 'none' }, result: { outcome: 'succeeded', reason } }
}

function* oneMatch(shape: string, resource: JsonObject, exchangeId: string): Behaviour<Judged> {
  const seen = { exchanges: [exchangeId] }
  const problem = deserialisationProblem(resource)
  const { id } = resource
  if (problem !== undefined || typeof id !== 'string') {
    yield* reportRule('not-deserialisable', { ...seen, detail: problem ?? 'no resource' })
    return failed(`${NOT_DESERIALISABLE}: ${problem}`)
  }
  if (shape === 'match-group' && hasMembers(resource)) yield* reportRule('excluded-attributes-ignored', seen)
  return {
    match: { kind: 'one', id, resource },
    result: { outcome: 'succeeded', reason: `Matched ${id}: the object is linked` },
  }
}

function failed(reason: string): Judged {
  return { match: { kind: 'failed' }, result: { outcome: 'failed', reason } }
}
