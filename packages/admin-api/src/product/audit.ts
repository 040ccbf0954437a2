import { z } from 'zod'

/** What was done: a closed list. */
export const auditActionSchema = z.enum([
  'member.added',
  'member.invited',
  'member.deactivated',
  'member.reactivated',
  'member.removed',
  'member.renamed',
  'member.changed',
  'member.roleChanged',
  'member.refused',
  'member.purged',
  'session.started',
  'session.ended',
  'signIn.refused',
  'signInLink.created',
  'space.created',
  'space.changed',
  'document.created',
  'document.changed',
  'document.shared',
  'document.unshared',
  'saml.set',
  'saml.removed',
  'signOn.changed',
  'scim.enabled',
  'scim.disabled',
  'scim.tokenCreated',
  'scim.tokenEnded',
  'scim.settingsChanged',
])
/** What was done. */
export type AuditAction = z.infer<typeof auditActionSchema>

/** Who did it. */
export const auditActorSchema = z.object({
  kind: z.enum(['person', 'operator', 'scim', 'sign-on', 'support', 'system']),
  /** Id of the person, or of the SCIM token; null for the others. */
  id: z.string().nullable(),
  /** As the page names them. */
  name: z.string(),
})
/** Who did it. */
export type AuditActor = z.infer<typeof auditActorSchema>

/** A value that was or is, in the audit log. */
export const auditValueSchema: ReturnType<typeof z.json> = z.json()

/** One line of a team's audit log. */
export const auditRowSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: auditActorSchema,
  action: auditActionSchema,
  subject: z.object({
    kind: z.enum(['person', 'space', 'document', 'team']),
    id: z.string().nullable(),
    name: z.string(),
  }),
  /** What changed, name by name; null where there was nothing. Never a secret. */
  before: z.record(z.string(), auditValueSchema).nullable(),
  after: z.record(z.string(), auditValueSchema).nullable(),
  /** Id of the exchange or request it came by. */
  requestId: z.string().nullable(),
})
/** One line of a team's audit log. */
export type AuditRow = z.infer<typeof auditRowSchema>

/** A page of the audit log, newest first. */
export const auditPageSchema = z.object({
  rows: z.array(auditRowSchema),
  /** Hand it back as `before` for the next page; null at the end. */
  next: z.string().nullable(),
})
/** A page of the audit log. */
export type AuditPage = z.infer<typeof auditPageSchema>
