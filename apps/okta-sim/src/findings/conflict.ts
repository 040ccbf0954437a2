import type { OktaApp } from '../app/app.ts'
import type { NameKind } from '../app/seen-names.ts'
import type { FindingId } from './catalogue.ts'

/**
 * Whose fault a 409 is when a resource was to get a name: the admin's where the target has shown that somebody else
 * has it, or has not shown its names; the server's where nobody can have it.
 */
export function conflictFinding(app: OktaApp, kind: NameKind, name: string): FindingId {
  if (app.seen.isFree(kind, name)) return 'name-conflict'
  return kind === 'userName' ? 'user-name-taken' : 'group-name-taken'
}

/** Whether two names are the same but for their case. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}
