import type { InferredClaim } from '@scimulator/admin-api'
import type { Evidence, Profile } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'

/** What a run used of the vendor's catalogue, by id. */
export interface UsedClaims {
  readonly shapes: ReadonlySet<string>
  readonly quirks: ReadonlySet<string>
  readonly knobs: ReadonlySet<string>
}

interface Claimed {
  readonly id: string
  readonly summary: string
  readonly evidence: Evidence
}

/** What a run used that nobody has seen or read, only concluded: whoever relies on the run should know. */
export function inferredClaims(profile: Profile, suite: Rehearsal | undefined, used: UsedClaims): InferredClaim[] {
  const pick = (kind: InferredClaim['kind'], claims: readonly Claimed[], ids: ReadonlySet<string>): InferredClaim[] =>
    claims
      .filter(({ id, evidence }) => evidence.mark === 'inferred' && ids.has(id))
      .map(({ id, summary }) => ({ kind, id, summary }))
  const cases = (suite?.cases ?? []).map(({ id, title, evidence }) => ({ id, summary: title, evidence }))
  return [
    // The requests of a suite carry the ids of its cases.
    ...(suite === undefined ? pick('request', profile.shapes, used.shapes) : pick('case', cases, used.shapes)),
    ...pick('quirk', profile.quirks, used.quirks),
    ...pick('knob', profile.knobs, used.knobs),
  ]
}
