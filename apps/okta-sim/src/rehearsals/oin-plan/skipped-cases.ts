import type { RehearsalCase } from '@scimulator/sim-kit'
import { planned } from './stage.ts'

/** A case that is not played, and why. */
export interface SkippedCase {
  readonly one: RehearsalCase
  readonly reason: string
}

const CONSOLE = 'Looked at in Okta’s console: the target sees nothing of it'
const PASSWORD = 'What became of a password cannot be read from a target'
const BULK = 'Many at once in Okta’s console: the target sees the requests of the single acts'
const SOURCING = 'Profile sourcing by the app is not imitated'

/** The cases of the plan that nothing at the target can show. */
export const SKIPPED_CASES: readonly SkippedCase[] = [
  skipped('C9341', 'A new token is accepted', 'It takes a second token, which the target’s admin has to make'),
  ...['C9289', 'C9344', 'C9345'].map((id) => skipped(id, 'The attributes of the app are mapped', CONSOLE)),
  skipped('C9301', 'The password is set', PASSWORD),
  skipped('C9302', 'The password is changed', PASSWORD),
  skipped('C9303', 'Only active users are imported', CONSOLE),
  skipped('C9305', 'An imported user is updated', CONSOLE),
  skipped('C9338', 'The import shows its counts', CONSOLE),
  ...['C9324', 'C9325', 'C9326'].map((id) => skipped(id, 'More on rules of group push', CONSOLE)),
  ...['C9327', 'C9328', 'C9329', 'C9331'].map((id) => skipped(id, 'Group push in bulk', BULK)),
  ...['C9359', 'C9360', 'C9361'].map((id) => skipped(id, 'The app is the source of profiles', SOURCING)),
]

function skipped(id: string, title: string, reason: string): SkippedCase {
  return { one: planned(id, title), reason }
}
