/** @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3 */
import { isJsonObject } from '@scimulator/scim-core'
import type { Answer, Behaviour } from '@scimulator/sim-kit'
import { reportRefused, reportRule } from '../findings/report-finding.ts'
import type { Job } from '../job/job.ts'
import { pathOf } from '../mapping/target.ts'
import { deserialisationProblem } from './answers.ts'

/** States why a create was refused. */
export function* reportCreateRefused(job: Job, shape: string, answer: Answer): Behaviour<void> {
  if (answer.kind === 'response' && answer.status === 409) {
    const asked = asksForName(job, shape)
    yield* reportRule(asked ? 'create-conflict' : 'create-conflict-unmatched', { exchanges: [answer.exchange] })
  } else yield* reportRefused(job, shape, answer)
}

/** Whether the name that a target keeps unique is among the matching attributes. */
function asksForName({ settings: { user, group } }: Job, shape: string): boolean {
  const [{ matching }, name] = shape === 'create-group' ? [group, 'displayName'] : [user, 'userName']
  return matching.some(({ target }) => pathOf(target) === name)
}

/** The id in the answer to a create, or what is wrong with the answer. */
export function* createdId(
  answer: Extract<Answer, { kind: 'response' }>,
): Behaviour<{ readonly id: string | undefined; readonly problem: string }> {
  const seen = { exchanges: [answer.exchange] }
  if (answer.status !== 201) yield* reportRule('create-status', { ...seen, detail: `status ${answer.status}` })
  const id = isJsonObject(answer.json) ? answer.json.id : undefined
  if (typeof id !== 'string' || id === '') {
    yield* reportRule('create-without-id', seen)
    return { id: undefined, problem: 'id is missing' }
  }
  const problem = deserialisationProblem(answer.json)
  if (problem === undefined) return { id, problem: '' }
  yield* reportRule('not-deserialisable', { ...seen, detail: problem })
  return { id: undefined, problem }
}
