import type { Knob } from '@scimulator/sim-kit'
import { SOURCE } from './sources.ts'

/** Fields of "Set up Single Sign-On with SAML", and choices where the evidence disagrees. */
export const knobs: readonly Knob[] = [
  {
    id: 'signing-option',
    summary: 'Signing Option',
    values: ['Sign SAML assertion', 'Sign SAML response', 'Sign SAML response and assertion'],
    default: 'Sign SAML assertion',
    evidence: SOURCE.signing,
  },
  {
    id: 'signing-algorithm',
    summary: 'Signing Algorithm',
    values: ['SHA-256', 'SHA-1'],
    default: 'SHA-256',
    evidence: SOURCE.signing,
  },
  {
    id: 'assignment-required',
    summary: 'Assignment required? With No, anybody of the tenant gets in',
    values: ['Yes', 'No'],
    default: 'Yes',
    evidence: SOURCE.none,
  },
  {
    id: 'lifetime',
    summary: 'Validity: from 5 minutes before to 60 after as captured, or 70 minutes from now as documented',
    values: ['65', '70'],
    default: '65',
    evidence: SOURCE.responses,
  },
  {
    id: 'authn-instant',
    summary: 'When the person signed in: just now, or hours ago as in an existing session',
    values: ['now', 'hours-ago'],
    default: 'now',
    evidence: SOURCE.responses,
  },
  {
    id: 'group-claim',
    summary: 'Group claim: none, or the object ids of the groups; over 150 only a link',
    values: ['none', 'groups'],
    default: 'none',
    evidence: SOURCE.groups,
  },
]
