import type { SignOn } from '@scimulator/sim-kit'
import { behaviours } from './behaviours.ts'
import { identifiersOf } from './identifiers.ts'
import { knobs } from './knobs.ts'
import { addressesOf, metadataOf } from './metadata.ts'
import { peopleOf } from './people.ts'
import { appNotAssigned, refuse } from './refusals.ts'
import { responseFor } from './response.ts'

/** Okta as SAML identity provider. */
export const signOn: SignOn = {
  behaviours,
  knobs,
  form: { attributes: { id: 'appForm' }, emptyRelayState: true },
  certificate: (app) => ({
    subject: [
      ['C', 'US'],
      ['ST', 'California'],
      ['L', 'San Francisco'],
      ['O', 'Okta'],
      ['OU', 'SSOProvider'],
      ['CN', identifiersOf(app).org],
      ['emailAddress', 'info@okta.com'],
    ],
    years: 10,
  }),
  addresses: addressesOf,
  metadata: metadataOf,
  refuse,
  respond: responseFor,
  unassigned: appNotAssigned,
  people: peopleOf,
}
