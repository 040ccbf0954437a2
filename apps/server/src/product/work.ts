import type { AuditRow } from '@scimulator/admin-api'
import type { Project } from '@scimulator/scim-core'
import type { ResourceStore, ResourceTransaction } from '@scimulator/scim-store'
import type { Team } from '../teams/team.ts'
import type { Actor, AuditEntry } from './product.ts'
import type { NewAuditRow } from './records/audit.ts'
import type { Membership } from './records/people.ts'
import type { ProductRecords, RecordWriter } from './records/records.ts'
import type { TeamPolicy } from './team-policy.ts'

/** What the parts of the product are made with. */
export interface ProductContext {
  readonly store: ResourceStore
  readonly records: ProductRecords
  readonly teamById: (id: string) => Team | undefined
  readonly policyOf: (team: Team) => TeamPolicy
  /** A User as SCIM answers with it. */
  readonly show: Project
  readonly now: () => number
  readonly newId: () => string
  /** Ends the tokens that speak for a User of the team, by its SCIM id. */
  readonly endTokens: (teamId: string, scimId: string) => void
  /** Told of what fails after the answer has been given. */
  readonly onError: (error: unknown) => void
}

/** One change of a team, in one transaction: resources, records and audit log together. */
export interface Work {
  readonly team: Team
  readonly policy: TeamPolicy
  readonly tx: ResourceTransaction
  readonly records: RecordWriter
  readonly actor: Actor
  /** The instant of the change. */
  readonly at: number
  readonly newId: () => string
  /** A User as SCIM answers with it. */
  readonly show: Project
  /** Ends the tokens that speak for a User of the team. They are kept elsewhere, so they stay ended if the change is undone. */
  readonly endTokens: (scimId: string) => void
  /** What goes into the audit log when the change is refused, and so undone. */
  readonly refused: AuditEntry[]
}

/** Begins work inside a transaction that is running. */
export function beginWork(context: ProductContext, team: Team, actor: Actor, tx: ResourceTransaction): Work {
  return {
    team,
    policy: context.policyOf(team),
    tx,
    records: context.records.within(tx),
    actor,
    at: context.now(),
    newId: context.newId,
    show: context.show,
    endTokens: (scimId) => context.endTokens(team.id, scimId),
    refused: [],
  }
}

/** Does work in a transaction of its own. What a refusal leaves for the audit log is written once the work is undone. */
export async function doWork<T>(
  context: ProductContext,
  team: Team,
  actor: Actor,
  act: (work: Work) => Promise<T>,
): Promise<T> {
  const refused: AuditEntry[] = []
  try {
    return await context.store.transact(team.id, async (tx) => {
      const work = { ...beginWork(context, team, actor, tx), refused }
      return act(work)
    })
  } catch (error) {
    await noteAll(context, team, refused)
    throw error
  }
}

/** Writes entries into the audit log, in a transaction of their own. */
export async function noteAll(context: ProductContext, team: Team, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await context.store.transact(team.id, async (tx) => {
    const records = context.records.within(tx)
    for (const entry of entries) await records.addAudit(team.id, toRow(entry, context.now()))
  })
}

/** Writes a row into the audit log, together with the change it is about. */
export function note(work: Work, entry: Omit<AuditEntry, 'actor'>): Promise<void> {
  return work.records.addAudit(work.team.id, toRow({ ...entry, actor: work.actor }, work.at))
}

/** A person as the audit log names them. */
export function subjectOf({ personId, displayName }: Membership): AuditRow['subject'] {
  return { kind: 'person', id: personId, name: displayName }
}

function toRow({ actor, action, subject, before = null, after = null }: AuditEntry, at: number): NewAuditRow {
  const { requestId, kind, id, name } = actor
  return { at, actor: { kind, id, name }, action, subject, before, after, requestId }
}
