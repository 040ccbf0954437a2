import type { SignOn } from '@scimulator/sim-kit'
import { behaviours } from './behaviours.ts'
import { knobs } from './knobs.ts'
import { addressesOf, metadataOf } from './metadata.ts'
import { peopleOf } from './people.ts'
import { notAssigned, refuse } from './refusals.ts'
import { responseFor } from './response.ts'

/** Entra as SAML identity provider. */
export const signOn: SignOn = {
  behaviours,
  knobs,
  form: { attributes: { name: 'hiddenform' }, emptyRelayState: false },
  certificate: () => ({ subject: [['CN', 'Microsoft Azure Federated SSO Certificate']], years: 3 }),
  addresses: addressesOf,
  metadata: metadataOf,
  refuse,
  respond: responseFor,
  unassigned: notAssigned,
  admitsAnybody: ({ knobs: values }) => values['assignment-required'] === 'No',
  start: ({ loginUrl }) => (loginUrl === '' ? { signIn: true } : { redirect: loginUrl }),
  people: peopleOf,
}
