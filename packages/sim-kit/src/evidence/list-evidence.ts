import type { VendorClaim, VendorEvidence } from '@scimulator/admin-api'
import type { Evidence, Profile, Vendor } from '../profile/profile.ts'

/** Everything a vendor's simulator claims, each claim once, with the profiles it holds for. */
export function listEvidence(vendor: Vendor): VendorEvidence {
  const claims = new Map<string, VendorClaim>()
  for (const profile of vendor.profiles) {
    for (const claim of profileClaims(profile)) addClaim(claims, claim)
  }
  for (const claim of vendorClaims(vendor)) addClaim(claims, claim)
  return { vendor: vendor.id, label: vendor.label, claims: [...claims.values()] }
}

function addClaim(claims: Map<string, VendorClaim>, claim: VendorClaim): void {
  const { profiles, ...said } = claim
  // The same words of another profile are the same claim; other words under the same id stand beside it.
  const key = JSON.stringify(said)
  const known = claims.get(key)
  if (known === undefined) claims.set(key, claim)
  else claims.set(key, { ...known, profiles: [...known.profiles, ...profiles] })
}

function profileClaims(profile: Profile): VendorClaim[] {
  const { id, shapes, quirks, knobs, transport = [], adminActions, settings } = profile
  const profiles = [id]
  const claim = (kind: VendorClaim['kind'], name: string, summary: string, evidence: Evidence): VendorClaim => ({
    kind,
    id: name,
    summary,
    ...pick(evidence),
    profiles,
  })
  return [
    claim('profile', id, `${profile.label}: ${profile.summary}`, profile.evidence),
    ...shapes.map((shape) => claim('request', shape.id, shape.summary, shape.evidence)),
    ...quirks.map((quirk) => claim('quirk', quirk.id, quirk.summary, quirk.evidence)),
    ...knobs.map((knob) => ({
      ...claim('knob', knob.id, knob.summary, knob.evidence),
      values: [...knob.values],
      default: knob.default,
    })),
    ...transport.map(({ rule, evidence }) =>
      claim('transport', rule, 'Demanded of the address of the target', evidence),
    ),
    ...adminActions.map((action) => claim('action', action.id, `${action.label}: ${action.summary}`, action.evidence)),
    ...(settings === undefined ? [] : [claim('settings', 'settings', settings.summary, settings.evidence)]),
  ]
}

function vendorClaims({ rehearsals = [], signOn }: Vendor): VendorClaim[] {
  const whole = { profiles: [] }
  const cases = rehearsals.flatMap((suite) =>
    suite.cases.map(({ id, title, level, evidence }) => ({
      kind: 'case' as const,
      id: `${suite.id}/${id}`,
      summary: level === 'required' ? title : `${title} (${level})`,
      ...pick(evidence),
      ...whole,
    })),
  )
  const behaviours = (signOn?.behaviours ?? []).map(({ id, summary, evidence }) => ({
    kind: 'signOn' as const,
    id,
    summary,
    ...pick(evidence),
    ...whole,
  }))
  const knobs = (signOn?.knobs ?? []).map(({ id, summary, evidence, values, default: value }) => ({
    kind: 'signOnKnob' as const,
    id,
    summary,
    ...pick(evidence),
    ...whole,
    values: [...values],
    default: value,
  }))
  return [...cases, ...behaviours, ...knobs]
}

function pick({ mark, source, date }: Evidence): Evidence {
  return { mark, source, date }
}
