import type { SignOn } from '@scimulator/sim-kit'
import { behaviours } from './behaviours.ts'
import { accountOf } from './identifiers.ts'
import { knobs } from './knobs.ts'
import { addressesOf, metadataOf } from './metadata.ts'
import { noAccess, refuse, startOf } from './pages.ts'
import { peopleOf } from './people.ts'
import { responseFor } from './response.ts'

/** OneLogin as SAML identity provider. */
export const signOn: SignOn = {
  behaviours,
  knobs,
  form: { attributes: {}, emptyRelayState: false },
  certificate: (app) => ({
    subject: [
      ['C', 'US'],
      ['O', app.team],
      ['OU', 'OneLogin IdP'],
      ['CN', `OneLogin Account ${accountOf(app)}`],
    ],
    years: 5,
  }),
  addresses: addressesOf,
  metadata: metadataOf,
  refuse,
  respond: responseFor,
  unassigned: noAccess,
  start: startOf,
  people: peopleOf,
}
