import type { AuditRow } from '@scimulator/admin-api'

/** Stands for the name of somebody whose data has been erased. */
export const REMOVED_PERSON = 'Removed person'

/** A row to be added to a team's audit log. Its id is given when it is added. */
export interface NewAuditRow extends Omit<AuditRow, 'id' | 'at'> {
  readonly at: number
}

/** Reads the audit log. Ids grow with the log, number by number within a team. */
export interface AuditReader {
  /** Newest first, older than the row with the id `before`. */
  auditBefore(teamId: string, before: string | null, count: number): Promise<readonly AuditRow[]>
  /** Oldest first, newer than the row with the id `after`. */
  auditAfter(teamId: string, after: string | null, count: number): Promise<readonly AuditRow[]>
}

/** Writes the audit log: rows are added and never changed. */
export interface AuditWriter {
  addAudit(teamId: string, row: NewAuditRow): Promise<void>
  /** Erases what the log says of a person beside the bare rows: names, and what changed about them. */
  forgetInAudit(teamId: string, personId: string): Promise<void>
}
