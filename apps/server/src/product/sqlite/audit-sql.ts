import type { AuditActor, AuditRow } from '@scimulator/admin-api'
import { type AuditReader, type AuditWriter, type NewAuditRow, REMOVED_PERSON } from '../records/audit.ts'
import type { RunSql, Sql, Values } from './sql.ts'

interface Row {
  readonly number: number
  readonly at: number
  readonly actorKind: AuditActor['kind']
  readonly actorId: string | null
  readonly actorName: string | null
  readonly action: AuditRow['action']
  readonly subjectKind: AuditRow['subject']['kind']
  readonly subjectId: string | null
  readonly subjectName: string | null
  readonly before: string | null
  readonly after: string | null
  readonly requestId: string | null
}

const ROWS = `select a.number, a.at, a.actor_kind as actorKind, a.actor_id as actorId,
    coalesce(a.actor_name, actor.name) as actorName, a.action, a.subject_kind as subjectKind, a.subject_id as subjectId,
    coalesce(a.subject_name, subject.name) as subjectName, coalesce(a.before, subject.before) as before,
    coalesce(a.after, subject.after) as after, a.request_id as requestId
  from product_audit a
  left join product_audit_person actor on actor.team = a.team and actor.number = a.number and actor.part = 'actor'
  left join product_audit_person subject
    on subject.team = a.team and subject.number = a.number and subject.part = 'subject'
  where a.team = @teamId`

/** Reads the audit log. */
export function createAuditReader(run: RunSql): AuditReader {
  const rows = (more: string, values: Values): Promise<AuditRow[]> =>
    run((sql) => sql.all<Row>(ROWS + more, values).map(toAuditRow))
  return {
    auditBefore: (teamId, before, count) =>
      rows(' and a.number < @before order by a.number desc limit @count', {
        teamId,
        before: before === null ? Number.MAX_SAFE_INTEGER : toNumber(before),
        count,
      }),
    auditAfter: (teamId, after, count) =>
      rows(' and a.number > @after order by a.number limit @count', {
        teamId,
        after: after === null ? 0 : toNumber(after),
        count,
      }),
  }
}

/** Writes the audit log: what names a person, or says something about one, lies in a table of its own. */
export function createAuditWriter(run: RunSql): AuditWriter {
  return {
    addAudit: (teamId, row) => run((sql) => addRow(sql, teamId, row)),
    forgetInAudit: async (teamId, personId) =>
      void (await run((sql) =>
        sql.run(
          // Without being told, SQLite walks the whole team's rows by the primary key.
          `delete from product_audit_person indexed by product_audit_person_person
           where team = @teamId and person = @personId`,
          { teamId, personId },
        ),
      )),
  }
}

function addRow(sql: Sql, teamId: string, row: NewAuditRow): void {
  const { at, actor, action, subject, requestId } = row
  const isActorPerson = actor.kind === 'person'
  const isSubjectPerson = subject.kind === 'person'
  const [before, after] = [toText(row.before), toText(row.after)]
  const number = lastNumber(sql, teamId) + 1
  sql.run(
    `insert into product_audit(team, number, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
       subject_name, before, after, request_id)
     values (@teamId, @number, @at, @actorKind, @actorId, @actorName, @action, @subjectKind, @subjectId, @subjectName,
       @before, @after, @requestId)`,
    {
      teamId,
      number,
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: isActorPerson ? null : actor.name,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: isSubjectPerson ? null : subject.name,
      before: isSubjectPerson ? null : before,
      after: isSubjectPerson ? null : after,
      requestId,
    },
  )
  if (isActorPerson)
    addPart(sql, { teamId, number, part: 'actor', person: actor.id, name: actor.name, before: null, after: null })
  if (isSubjectPerson)
    addPart(sql, { teamId, number, part: 'subject', person: subject.id, name: subject.name, before, after })
}

function lastNumber(sql: Sql, teamId: string): number {
  const text = 'select number from product_audit where team = @teamId order by number desc limit 1'
  return sql.get<{ number: number }>(text, { teamId })?.number ?? 0
}

function addPart(sql: Sql, part: Values): void {
  sql.run(
    `insert into product_audit_person(team, number, part, person, name, before, after)
     values (@teamId, @number, @part, @person, @name, @before, @after)`,
    part,
  )
}

function toText(values: AuditRow['before']): string | null {
  return values === null ? null : JSON.stringify(values)
}

function toAuditRow(row: Row): AuditRow {
  return {
    id: String(row.number),
    at: new Date(row.at).toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName ?? REMOVED_PERSON },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName ?? REMOVED_PERSON },
    before: toValues(row.before),
    after: toValues(row.after),
    requestId: row.requestId,
  }
}

function toValues(text: string | null): AuditRow['before'] {
  // This engine wrote the text from such a value.
  return text === null ? null : (JSON.parse(text) as AuditRow['before'])
}

// An id that is no number of ours stands before the first row and behind the last.
function toNumber(id: string): number {
  return /^\d{1,15}$/.test(id) ? Number(id) : 0
}
