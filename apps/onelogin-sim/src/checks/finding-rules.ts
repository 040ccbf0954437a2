import type { FindingRule } from './rules/finding-rule.ts'
import { GROUP_FINDINGS, type GroupFindingId } from './rules/group-findings.ts'
import { PROFILE_FINDINGS, type ProfileFindingId } from './rules/profile-findings.ts'
import { READING_FINDINGS, type ReadingFindingId } from './rules/reading-findings.ts'
import { WRITING_FINDINGS, type WritingFindingId } from './rules/writing-findings.ts'

export type { FindingRule } from './rules/finding-rule.ts'

/** Id of a finding: stable, the rule it stands for. */
export type FindingId = ReadingFindingId | WritingFindingId | ProfileFindingId | GroupFindingId

/** What can be wrong with a server, by stable id, in the words of OneLogin's admin. */
export const FINDINGS: Readonly<Record<FindingId, FindingRule>> = {
  ...READING_FINDINGS,
  ...WRITING_FINDINGS,
  ...PROFILE_FINDINGS,
  ...GROUP_FINDINGS,
}
