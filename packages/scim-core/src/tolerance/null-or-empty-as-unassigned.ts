import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirk 27 and section 8.3; onelogin.md quirk 20. null and [] are unassigned by RFC 7643 section 2.5 already.
/** An empty string leaves the attribute unassigned, whatever its type. */
export const NULL_OR_EMPTY_AS_UNASSIGNED: Tolerance<'null-or-empty-as-unassigned'> = {
  id: 'null-or-empty-as-unassigned',
  summary: 'An empty string leaves the attribute unassigned, whatever its type.',
  rows: ['S-030', 'M-050'],
  evidence: 'vendor-docs',
}
