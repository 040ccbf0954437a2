import { type AuditRow, roleSchema } from '@scimulator/admin-api'
import { REASON_WORDS } from '../../../team-words.ts'
import { textOf } from './changes.ts'

/** What a refused change was, in a sentence or two; null for a row of something that was done. */
export function refusalSentence({ action, after }: Pick<AuditRow, 'action' | 'after'>): string | null {
  if (action !== 'member.refused') return null
  const reason = textOf(after, 'reason')
  const attempt = textOf(after, 'attempt')
  return [
    reason === null ? '' : `Refused: ${REASON_WORDS.get(reason) ?? reason}.`,
    attempt === null ? '' : `Attempted: ${attemptWords(attempt)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

// It is roles that were to be given, a request, or a word of its own.
function attemptWords(attempt: string): string {
  const isRole = attempt.split(', ').every((part) => roleSchema.safeParse(part).success)
  return isRole ? `role ${attempt}` : attempt
}
