/** @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3 */
import { isJsonObject } from '@scimulator/scim-core'
import type { Answer, Behaviour } from '@scimulator/sim-kit'
import { reportRefused, reportRule } from '../findings/report-finding.ts'
import type { Job } from '../job/job.ts'
import { deserialisationProblem } from './answers.ts'

/** States why a create was refused. */
export function* reportCreateRefused(job: Job, shape: string, answer: Answer): Behaviour<void> {
  if (answer.kind === 'response' && answer.status === 409) {
    yield* reportRule('create-conflict', { exchanges: [answer.exchange] })
  } else yield* reportRefused(job, shape, answer)
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
