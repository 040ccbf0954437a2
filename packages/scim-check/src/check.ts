import type { Discovery } from './discovery/discovery.ts'
import type { CheckContext } from './engine/context.ts'

/** How binding a row is: the RFC's own words, CHOICE where the text leaves it open, INTEROP where only clients ask for it. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'CHOICE' | 'INTEROP'

/** How a check ended. */
export type Outcome = 'pass' | 'fail' | 'warn' | 'skip'

/** How much a missed row hurts: 5 loses data or secrets, 4 stops a sync, 3 gives wrong results, 2 surprises, 1 is form. */
export type Damage = 1 | 2 | 3 | 4 | 5

/** One requirement that can be seen over HTTP. */
export interface Check {
  /** Row of the requirements matrix, such as `M-006`. */
  readonly id: string
  /** How binding it is. */
  readonly level: Level
  /** First letter of the id. */
  readonly group: string
  /** The requirement, as a sentence about the service provider. */
  readonly title: string
  /** Where it is written, such as `RFC 7644 §3.5.2.2`. */
  readonly section: string
  /** What to change when it is missed. */
  readonly advice: string
  /** How much it hurts when it is missed. */
  readonly damage: Damage
  /** It could touch what the run did not make: runs only when asked for. */
  readonly destructive?: boolean
  /** Why the check makes no sense for this target; undefined when it does. */
  readonly requires?: (discovery: Discovery) => string | undefined
  /**
   * Passes when it resolves. @throws CheckFailure when the requirement is missed, CheckSkip when it cannot be judged.
   */
  readonly run: (context: CheckContext) => Promise<void>
  /**
   * What holds even for a target that announces a tolerance for the row: passes, as a skip, when it resolves. Default: nothing.
   *
   * @throws CheckFailure when it is missed, CheckSkip when it cannot be judged
   */
  readonly tolerated?: (context: CheckContext) => Promise<void>
}

/** A check as it is written down: the group follows from the id, the section is the file's unless the row has its own. */
export type CheckRow = Omit<Check, 'group' | 'section'> & {
  /** Where it is written, if not in the section of the file. */
  readonly section?: string
}

/** Checks of one section of an RFC. */
export function defineChecks(section: string, rows: readonly CheckRow[]): readonly Check[] {
  return rows.map((row) => Object.freeze({ section, ...row, group: row.id.slice(0, 1) }))
}
