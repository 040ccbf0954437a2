/** @see RFC 7644 §3.4.1 Retrieving a Known Resource — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1 */
import type { Subject } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Behaviour, ScimRequest } from '@scimulator/sim-kit'
import { reportRule, reportUnread } from '../findings/report-finding.ts'
import type { RuleId } from '../findings/rules.ts'
import { NOT_DESERIALISABLE, readFailure } from '../messages/provisioning-log.ts'
import { deserialisationProblem, exchange } from './answers.ts'

/** What a read by id gave: the resource, or why there is none. */
export type Reading =
  | { readonly kind: 'resource'; readonly exchange: string; readonly resource: JsonObject }
  | { readonly kind: 'lost'; readonly problem: string }
  | { readonly kind: 'unreadable'; readonly problem: string }

/** Reads a linked resource by its id; `lost` is what a 404 means here. */
export function* readResource(subject: Subject, request: ScimRequest, lost: RuleId): Behaviour<Reading> {
  const answer = yield* exchange(request)
  const seen = { exchanges: [answer.exchange] }
  if (answer.kind === 'silence' || answer.status !== 200) {
    const gone = answer.kind === 'response' && answer.status === 404
    if (answer.kind === 'silence') yield* reportRule('no-answer', { ...seen, detail: answer.reason })
    else if (gone) yield* reportRule(lost, seen)
    else yield* reportUnread(answer, 'read-refused')
    return { kind: gone ? 'lost' : 'unreadable', problem: readFailure(subject, answer) }
  }
  const problem = deserialisationProblem(answer.json)
  if (problem !== undefined || !isJsonObject(answer.json)) {
    yield* reportRule('not-deserialisable', { ...seen, detail: problem ?? 'no resource' })
    return { kind: 'unreadable', problem: `${NOT_DESERIALISABLE}: ${problem}` }
  }
  if (request.shape === 'read-group' && hasMembers(answer.json)) yield* reportRule('excluded-attributes-ignored', seen)
  return { kind: 'resource', exchange: answer.exchange, resource: answer.json }
}

/** Whether a group came with members. */
export function hasMembers(group: JsonObject): boolean {
  return Array.isArray(group.members) && group.members.length > 0
}
