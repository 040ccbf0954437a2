import type { Finding } from '@scimulator/admin-api'
import { accountTexts } from './texts/accounts.ts'
import { answerTexts } from './texts/answers.ts'
import { conflictTexts } from './texts/conflicts.ts'
import { groupTexts } from './texts/groups.ts'
import { importTexts } from './texts/imports.ts'
import { listTexts } from './texts/lists.ts'
import { profileTexts } from './texts/profiles.ts'

/**
 * What a finding says, whatever the exchange. `{name}` stands for what it is about; without `whose` it is the
 * server's, without `level` an error.
 */
export type FindingText = Omit<Finding, 'id' | 'exchanges' | 'whose' | 'level'> &
  Partial<Pick<Finding, 'whose' | 'level'>>

/** Stable id of a finding. */
export type FindingId =
  | keyof typeof answerTexts
  | keyof typeof listTexts
  | keyof typeof accountTexts
  | keyof typeof profileTexts
  | keyof typeof conflictTexts
  | keyof typeof groupTexts
  | keyof typeof importTexts

/** Everything this simulator can find, by stable id. */
export const findingTexts: Readonly<Record<FindingId, FindingText>> = {
  ...answerTexts,
  ...listTexts,
  ...accountTexts,
  ...profileTexts,
  ...conflictTexts,
  ...groupTexts,
  ...importTexts,
}
