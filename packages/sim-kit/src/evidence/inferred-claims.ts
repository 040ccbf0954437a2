import type { InferredClaim } from '@scimulator/admin-api'
import type { Evidence, Profile } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'

/** What a run used of the vendor's catalogue, by id. */
export interface UsedClaims {
  readonly shapes: ReadonlySet<string>
  readonly quirks: ReadonlySet<string>
  readonly knobs: ReadonlySet<string>
  /** Actions of the admin. */
  readonly actions: ReadonlySet<string>
}

interface Claimed {
  readonly kind: InferredClaim['kind']
  readonly id: string
  readonly summary: string
  readonly evidence: Evidence
}

/** What a run used that nobody has seen or read, only concluded: whoever relies on the run should know. */
export function inferredClaims(profile: Profile, suite: Rehearsal | undefined, used: UsedClaims): InferredClaim[] {
  const pick = (
    kind: InferredClaim['kind'],
    claims: readonly Omit<Claimed, 'kind'>[],
    ids: ReadonlySet<string>,
  ): Claimed[] => claims.filter(({ id }) => ids.has(id)).map((claim) => ({ ...claim, kind }))
  const cases = (suite?.cases ?? []).map(({ id, title, evidence }) => ({ id, summary: title, evidence }))
  const actions = profile.adminActions.map((action) => ({ ...action, summary: `${action.label}: ${action.summary}` }))
  const claims = [
    ...profileClaims(profile, suite, used),
    // The requests of a suite carry the ids of its cases.
    ...(suite === undefined ? pick('request', profile.shapes, used.shapes) : pick('case', cases, used.shapes)),
    ...pick('quirk', profile.quirks, used.quirks),
    ...pick('knob', profile.knobs, used.knobs),
    ...pick('action', actions, used.actions),
  ]
  return claims
    .filter(({ evidence }) => evidence.mark === 'inferred')
    .map(({ kind, id, summary }) => ({ kind, id, summary }))
}

/** What every request of a profile rests on: the profile as such, and its settings, the defaults too. */
function profileClaims(profile: Profile, suite: Rehearsal | undefined, { shapes }: UsedClaims): Claimed[] {
  if (shapes.size === 0 || (suite !== undefined && suite.profileOption === undefined)) return []
  const { id, label, summary, evidence, settings } = profile
  const own = { kind: 'profile', id, summary: `${label}: ${summary}`, evidence } as const
  return settings === undefined ? [own] : [own, { ...settings, kind: 'settings', id: 'settings' }]
}
