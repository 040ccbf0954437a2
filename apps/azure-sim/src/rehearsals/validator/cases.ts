import type { Evidence, RehearsalCase } from '@scimulator/sim-kit'
import { validator } from '../../evidence/evidence.ts'

/** A test that must pass. */
export function required(id: string, title: string, more: Partial<RehearsalCase> = {}): RehearsalCase {
  return { id, title, level: 'required', evidence: evidenceOf(title), ...more }
}

/** A test the suite shows as a preview. */
export function preview(id: string, title: string): RehearsalCase {
  return { id, title, level: 'preview', evidence: evidenceOf(title) }
}

function evidenceOf(title: string): Evidence {
  return validator(`test ${JSON.stringify(title)}`)
}
