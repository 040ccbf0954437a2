import type { Knob } from '@scimulator/sim-kit'
import { evidence } from './sources.ts'

/** Fields of SAML Custom Connector (Advanced). */
export const knobs: readonly Knob[] = [
  {
    id: 'saml-signature-element',
    summary: 'SAML signature element',
    values: ['Assertion', 'Response', 'Both'],
    default: 'Assertion',
    evidence: evidence('other-guide', 'guides'),
  },
  {
    id: 'saml-signature-algorithm',
    summary: 'SAML Signature Algorithm. SHA-1 was the default for long; guides have it changed',
    values: ['SHA-1', 'SHA-256', 'SHA-512'],
    default: 'SHA-256',
    evidence: evidence('vendor-docs', 'terraform'),
  },
  {
    id: 'saml-initiator',
    summary: 'SAML initiator: with Service Provider the tile opens the Login URL instead of sending a response',
    values: ['OneLogin', 'Service Provider'],
    default: 'OneLogin',
    evidence: evidence('other-guide', 'guides'),
  },
  {
    id: 'saml-nameid-format',
    summary: 'SAML nameID format',
    values: ['Email', 'Unspecified', 'Persistent'],
    default: 'Email',
    evidence: evidence('other-guide', 'guides'),
  },
  {
    id: 'nameid-value',
    summary: 'Parameter NameID value; it must take what scimusername takes, or people are not found',
    values: ['Username', 'Email'],
    default: 'Username',
    evidence: evidence('inferred', 'none'),
  },
  {
    id: 'parameters',
    summary: 'Parameters in the assertion: none, or the set of the SAML test connector',
    values: ['none', 'test-connector'],
    default: 'none',
    evidence: evidence('captured', 'signedAssertion'),
  },
  {
    id: 'audience',
    summary: 'Audience (EntityID): filled in, or left blank, which sends the text {audience}',
    values: ['filled', 'blank'],
    default: 'filled',
    evidence: evidence('captured', 'signedAssertion'),
  },
  {
    id: 'session-not-on-or-after',
    summary: 'SAML sessionNotOnOrAfter, minutes',
    values: ['60', '1440'],
    default: '1440',
    evidence: evidence('captured', 'signedAssertion'),
  },
]
