import type { EvidenceMark, VendorClaim, VendorEvidence } from '@scimulator/admin-api'
import { wrap } from '../report/text.ts'

/** Headings of the kinds of claims, in the order they are shown. */
export const claimHeadings: readonly (readonly [VendorClaim['kind'], string])[] = [
  ['profile', 'Profiles'],
  ['request', 'Requests'],
  ['quirk', 'Quirks'],
  ['knob', 'Knobs'],
  ['transport', 'Transport'],
  ['action', 'Admin actions'],
  ['settings', 'Settings'],
  ['case', 'Cases of the acceptance suites'],
  ['signOn', 'Single sign-on'],
  ['signOnKnob', 'Settings of single sign-on'],
]

const marks: readonly EvidenceMark[] = ['captured', 'vendor-docs', 'other-guide', 'inferred']

/** How many claims rest on what: `captured 20, vendor-docs 31, inferred 4`. */
export function countMarks(claims: readonly Pick<VendorClaim, 'mark'>[]): string {
  return marks
    .map((mark) => [mark, claims.filter((claim) => claim.mark === mark).length] as const)
    .filter(([, count]) => count > 0)
    .map(([mark, count]) => `${mark} ${count}`)
    .join(', ')
}

/** The claims as a person reads them in a terminal. */
export function evidenceText({ label, claims }: VendorEvidence): string {
  const lines = [`${label}: ${claims.length} claims (${countMarks(claims)})`]
  for (const [kind, heading] of claimHeadings) {
    const own = claims.filter((claim) => claim.kind === kind)
    if (own.length > 0) lines.push('', heading, ...own.flatMap(claimLines))
  }
  return `${lines.join('\n')}\n`
}

function claimLines({ id, summary, mark, source, date, values, default: value }: VendorClaim): string[] {
  const choice = values === undefined ? '' : ` [${values.join(' | ')}; ${value}]`
  return [...wrap(`  ${id}: ${summary}${choice}`, 4), ...wrap(`    ${mark}; ${source}; ${date}`, 6)]
}
