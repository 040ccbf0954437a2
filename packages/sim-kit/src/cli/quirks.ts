import { evidenceMarkSchema, type QuirksDocument } from '@scimulator/admin-api'
import { UsageError } from '../errors.ts'
import { evidenceText } from '../evidence/evidence-text.ts'
import { listEvidence } from '../evidence/list-evidence.ts'
import { unknownWord } from '../nearest.ts'
import type { Vendor } from '../profile/profile.ts'
import type { CliIo } from './io.ts'

/** Options of `quirks` as commander gives them. */
export interface QuirksOptions {
  readonly mark?: string
  readonly json?: boolean
}

/** Prints what the simulator claims about its vendor, all or what rests on one mark. @throws UsageError */
export function printQuirks(vendor: Vendor, { mark, json }: QuirksOptions, io: Pick<CliIo, 'out'>): void {
  const all = listEvidence(vendor)
  const marks = evidenceMarkSchema.options
  if (mark !== undefined && !marks.some((known) => known === mark))
    throw new UsageError(unknownWord('Mark', mark, marks))
  const evidence = { ...all, claims: all.claims.filter((claim) => mark === undefined || claim.mark === mark) }
  const document: QuirksDocument = { vendors: [evidence] }
  io.out(json === true ? `${JSON.stringify(document, null, 2)}\n` : evidenceText(evidence))
}
