import type { EvidenceMark } from '@scimulator/admin-api'
import type { Evidence } from '@scimulator/sim-kit'

/** What the claims about Okta's sign-on rest on, and when it was captured or read. */
const sources = {
  metadata: ['crewjam/saml testdata TestSPCanHandleOkta*: metadata and responses', '2020'],
  response: ['russellhaering/gosaml2 providertests/testdata/okta_response.xml', '2016'],
  concepts: ['okta/okta-developer-docs docs/concepts/saml', '2026-08'],
  wizard: ['okta-developer-docs create-an-app-integration/saml2', '2026-08'],
  fields: ['help.okta.com aiw-saml-reference', '2026'],
  unassigned: ['support.okta.com App-Sign-on-Error-403', '2026'],
  none: ['no source found; concluded from the ones there are', '2026'],
} as const

/** Key of a source. */
export type SignOnSource = keyof typeof sources

/** The evidence for a claim. */
export function evidence(mark: EvidenceMark, key: SignOnSource): Evidence {
  const [source, date] = sources[key]
  return { mark, source, date }
}
