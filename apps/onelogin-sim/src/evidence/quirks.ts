import type { Quirk } from '@scimulator/sim-kit'
import { captured, documented, guided, inferred } from './sources.ts'

/** Id of a quirk of the profile. */
export type QuirkId =
  | 'dangling-ampersand'
  | 'dangling-question-mark'
  | 'form-encoded-filter'
  | 'no-user-agent'
  | 'no-accept'
  | 'foreign-schema-urns'
  | 'manager-id'
  | 'lookup-before-write'
  | 'whole-body-put'
  | 'impossible-user-probe'
  | 'one-patch-per-group'
  | 'blank-strings'
  | 'untrimmed-names'
  | 'no-external-id'
  | 'needs-names-in-answer'
  | 'custom-headers'

const TABLE: Readonly<Record<QuirkId, Omit<Quirk, 'id'>>> = {
  'dangling-ampersand': { summary: 'A dangling "&" after the filter', evidence: captured('C1') },
  'dangling-question-mark': {
    summary: 'A dangling "?" on PUT and PATCH, and (inferred) on DELETE',
    evidence: captured('C1'),
  },
  'form-encoded-filter': {
    summary: 'The filter is form-encoded: "+" for a blank, %22 for a quote',
    evidence: captured('C1'),
  },
  'no-user-agent': { summary: 'No User-Agent header', evidence: captured('C1') },
  'no-accept': { summary: 'No Accept header', evidence: captured('C1') },
  'foreign-schema-urns': {
    summary: 'urn:scim:schemas:core:2.0 and urn:scim:schemas:extension:enterprise:2.0 in place of the RFC names',
    evidence: captured('C1'),
  },
  'manager-id': {
    summary: 'manager carries managerId, which RFC 7643 does not define',
    evidence: inferred('by analogy with the v1.1 enterprise template', 'O6'),
  },
  'lookup-before-write': { summary: 'A look-up by userName precedes every write', evidence: captured('C1') },
  'whole-body-put': {
    summary: 'Updates are PUTs of the whole template: what it omits looks cleared',
    evidence: captured('C1'),
  },
  'impossible-user-probe': {
    summary: 'Enable looks up a userName that cannot exist; 404 counts as good',
    evidence: documented('O1'),
  },
  'one-patch-per-group': { summary: 'One PATCH per group and person, one member each', evidence: captured('C1') },
  'blank-strings': {
    summary: '"" (and " " for the name of no manager) where a person has no value',
    evidence: inferred('a macro without a value yields an empty string', 'O6'),
  },
  'untrimmed-names': { summary: 'Names keep leading and trailing spaces', evidence: captured('C1') },
  'no-external-id': { summary: 'No externalId: the server must match by userName', evidence: documented('O6') },
  'needs-names-in-answer': {
    summary: 'A create fails when its answer lacks name.givenName or name.familyName',
    evidence: guided('V6'),
  },
  'custom-headers': {
    summary: 'Custom Headers of the admin on every call, which may take the place of Content-Type and User-Agent',
    evidence: guided('V1'),
  },
}

/** What the profile sends that the RFCs do not ask for. */
export const QUIRKS: readonly Quirk[] = Object.entries(TABLE).map(([id, quirk]) => ({ id, ...quirk }))
