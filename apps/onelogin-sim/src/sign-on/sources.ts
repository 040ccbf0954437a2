import type { EvidenceMark } from '@scimulator/admin-api'
import type { Evidence } from '@scimulator/sim-kit'

/** What the claims about OneLogin's sign-on rest on, and when it was captured or read. */
const SOURCES = {
  signedResponse: ['crewjam/saml testdata TestSPCanHandleOneloginResponse', '2016'],
  signedAssertion: ['russellhaering/gosaml2 providertests/testdata/onelogin_response.xml', '2017'],
  metadata: ['metadata in public code and guides, 2013 to 2018', '2018'],
  guides: [
    'guides of other vendors for SAML Custom Connector (Advanced): sparkflows, workstars, cryptr, workiva',
    '2026',
  ],
  terraform: ['onelogin/terraform-provider docs/resources/onelogin_saml_apps.md', '2026'],
  responseConnector: ['datalocker guide: connector that signs the response', '2026'],
  none: ['no source found; concluded from the ones there are', '2026'],
} as const

/** Key of a source. */
export type SignOnSource = keyof typeof SOURCES

/** The evidence for a claim. */
export function evidence(mark: EvidenceMark, key: SignOnSource): Evidence {
  const [source, date] = SOURCES[key]
  return { mark, source, date }
}
