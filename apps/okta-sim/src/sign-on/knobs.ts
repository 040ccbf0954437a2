import { type Knob, NAME_ID_FORMAT } from '@scimulator/sim-kit'
import { evidence } from './sources.ts'

const signed = ['Signed', 'Unsigned'] as const

/** Fields of "Configure SAML" in the App Integration Wizard. */
export const knobs: readonly Knob[] = [
  {
    id: 'responseSignature',
    summary: 'Advanced: Response',
    values: signed,
    default: 'Signed',
    evidence: evidence('captured', 'response'),
  },
  {
    id: 'assertionSignature',
    summary: 'Advanced: Assertion Signature',
    values: signed,
    default: 'Signed',
    evidence: evidence('captured', 'response'),
  },
  {
    id: 'signatureAlgorithm',
    summary: 'Advanced: Signature Algorithm',
    values: ['RSA-SHA256', 'RSA-SHA1'],
    default: 'RSA-SHA256',
    evidence: evidence('captured', 'response'),
  },
  {
    id: 'digestAlgorithm',
    summary: 'Advanced: Digest Algorithm',
    values: ['SHA256', 'SHA1'],
    default: 'SHA256',
    evidence: evidence('captured', 'response'),
  },
  {
    id: 'nameIdFormat',
    summary: 'Name ID format; the value stays the application username',
    values: ['Unspecified', 'EmailAddress', 'Persistent'],
    default: 'Unspecified',
    evidence: evidence('vendor-docs', 'fields'),
  },
  {
    id: 'attributeStatements',
    summary: 'Attribute Statements: none, or firstName, lastName and email from the profile',
    values: ['none', 'profile'],
    default: 'none',
    evidence: evidence('vendor-docs', 'fields'),
  },
  {
    id: 'groupAttributeStatements',
    summary: 'Group Attribute Statements: none, or all groups as one attribute',
    values: ['none', 'groups'],
    default: 'none',
    evidence: evidence('vendor-docs', 'fields'),
  },
]

/** The format of the NameID that the app is set to. */
export function nameIdFormatOf(knobValues: Readonly<Record<string, string>>): string {
  if (knobValues.nameIdFormat === 'EmailAddress') return NAME_ID_FORMAT.emailAddress
  if (knobValues.nameIdFormat === 'Persistent') return NAME_ID_FORMAT.persistent
  return NAME_ID_FORMAT.unspecified
}
