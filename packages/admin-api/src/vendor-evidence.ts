import { z } from 'zod'
import { evidenceMarkSchema } from './run.ts'

/** One claim about a vendor and where it comes from. */
export const vendorClaimSchema = z.object({
  /**
   * `request` = a kind of request, `quirk` = what it carries beyond the RFC, `knob` = a setting, `transport` = a rule about
   * the target's address, `action` = an order of the admin, `settings` = the document of the app, `case` = of an acceptance
   * suite, `signOn` and `signOnKnob` = the same for SAML.
   */
  kind: z.enum([
    'profile',
    'request',
    'quirk',
    'knob',
    'transport',
    'action',
    'settings',
    'case',
    'signOn',
    'signOnKnob',
  ]),
  id: z.string(),
  summary: z.string(),
  mark: evidenceMarkSchema,
  source: z.string(),
  /** ISO 8601; a year or a month where no more is known. */
  date: z.string(),
  /** Profiles it holds for; empty where it is the vendor's as a whole. */
  profiles: z.array(z.string()),
  /** Of a knob: the values there are, and the one that holds. */
  values: z.array(z.string()).exactOptional(),
  default: z.string().exactOptional(),
})
/** One claim about a vendor and where it comes from. */
export type VendorClaim = z.infer<typeof vendorClaimSchema>

/** All that a simulator claims about its vendor. */
export const vendorEvidenceSchema = z.object({
  vendor: z.string(),
  label: z.string(),
  claims: z.array(vendorClaimSchema),
})
/** All that a simulator claims about its vendor. */
export type VendorEvidence = z.infer<typeof vendorEvidenceSchema>

/** The document `scimulator quirks --json` prints. */
export const quirksDocumentSchema = z.object({ vendors: z.array(vendorEvidenceSchema) })
/** The document `scimulator quirks --json` prints. */
export type QuirksDocument = z.infer<typeof quirksDocumentSchema>
