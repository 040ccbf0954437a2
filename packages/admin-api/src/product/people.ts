import { z } from 'zod'

/** What a person may do in a team, most first. */
export const roleSchema = z.enum(['owner', 'admin', 'manager', 'member', 'guest'])
/** What a person may do in a team. */
export type Role = z.infer<typeof roleSchema>

/** Whether a membership opens the team: an invited person has not come yet, an inactive one has left. */
export const membershipStateSchema = z.enum(['active', 'inactive', 'invited'])
/** Whether a membership opens the team. */
export type MembershipState = z.infer<typeof membershipStateSchema>

/** By what way a person came into the team. */
export const originSchema = z.enum(['founder', 'scim', 'sign-on', 'invitation'])
/** By what way a person came into the team. */
export type Origin = z.infer<typeof originSchema>

/** One person's membership in one team. */
export const memberSchema = z.object({
  /** Id of the person: the same in every team, and not their SCIM id. */
  personId: z.string(),
  /** Id of the SCIM User; null while invited, and after a SCIM DELETE. */
  scimId: z.string().nullable(),
  userName: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  state: membershipStateSchema,
  origin: originSchema,
  /** ISO 8601 instants in UTC. */
  joinedAt: z.string(),
  changedAt: z.string(),
  /** When the person left; null while active or invited. */
  deactivatedAt: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  /** Spaces the person can open while active. */
  spaces: z.number().int(),
  /** Documents the person owns. */
  documents: z.number().int(),
})
/** One person's membership in one team. */
export type Member = z.infer<typeof memberSchema>

/** A page of memberships. */
export const memberPageSchema = z.object({ totalResults: z.number().int(), members: z.array(memberSchema) })
/** A page of memberships. */
export type MemberPage = z.infer<typeof memberPageSchema>

/** What changes a membership by hand. */
export const memberChangeSchema = z.strictObject({
  role: roleSchema.exactOptional(),
  /** `inactive` takes the person out of the team, `active` brings them back as they were, with the default role. */
  state: z.enum(['active', 'inactive']).exactOptional(),
})
/** What changes a membership by hand. */
export type MemberChange = z.infer<typeof memberChangeSchema>

/** Whom to invite. */
export const invitationRequestSchema = z.strictObject({
  email: z.string().min(3).max(254),
  role: roleSchema.exactOptional(),
})
/** Whom to invite. */
export type InvitationRequest = z.infer<typeof invitationRequestSchema>

/** A link that opens a team once: an invitation, or the operator's way in for one person. Shown to whoever made it. */
export const oneTimeLinkSchema = z.object({ url: z.string(), expiresAt: z.string() })
/** A link that opens a team once. */
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>

/** Answer of `POST /api/teams/{team}/invitations`: whoever was invited, and the link for them. */
export const invitedSchema = z.object({ member: memberSchema, link: oneTimeLinkSchema })
/** Answer of `POST /api/teams/{team}/invitations`. */
export type Invited = z.infer<typeof invitedSchema>

/** Names a person of the team. */
export const personChoiceSchema = z.strictObject({ personId: z.string() })
/** Names a person of the team. */
export type PersonChoice = z.infer<typeof personChoiceSchema>
