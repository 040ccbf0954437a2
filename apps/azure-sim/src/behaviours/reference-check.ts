import type { Behaviour } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import type { Job } from '../job/job.ts'
import { referenceCheckRequest } from '../requests/reference-check.ts'
import { exchange, listedResources } from './answers.ts'

/** Whether the target says that it has a reference already; only asked where the knob says so, else it has not. */
export function* hasReference(
  job: Job,
  endpoint: 'Users' | 'Groups',
  id: string,
  reference: { readonly attribute: 'manager' | 'members'; readonly value: string },
): Behaviour<boolean> {
  if (knob(job.context, 'referenceCheck') === 'off') return false
  const answer = yield* exchange(referenceCheckRequest(job, endpoint, id, reference))
  return answer.kind === 'response' && answer.status === 200 && (listedResources(answer)?.length ?? 0) > 0
}
