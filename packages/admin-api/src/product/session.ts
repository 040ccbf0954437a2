import { z } from 'zod'
import { roleSchema } from './people.ts'

/** The person a browser has signed in as, in one team. */
export const signedInSchema = z.object({
  team: z.string(),
  teamDisplayName: z.string(),
  personId: z.string(),
  displayName: z.string(),
  userName: z.string(),
  role: roleSchema,
  /** How they came in: by their identity provider, by a one-time link, or played by the operator. */
  by: z.enum(['saml', 'link', 'operator']),
})
/** The person a browser has signed in as, in one team. */
export type SignedIn = z.infer<typeof signedInSchema>

/** Answer of `GET /api/session`: who is at the browser. */
export const sessionInfoSchema = z.object({
  ok: z.literal(true),
  /** Came by the operator's link: sees the lab and may act as a person. */
  operator: z.boolean(),
  /** Persons signed in, one per team at most. */
  people: z.array(signedInSchema),
})
/** Who is at the browser. */
export type SessionInfo = z.infer<typeof sessionInfoSchema>

/** Whom the operator plays. */
export const actAsSchema = z.strictObject({ team: z.string(), personId: z.string() })
/** Whom the operator plays. */
export type ActAs = z.infer<typeof actAsSchema>

/** One of a person's own sessions in a team. */
export const personSessionSchema = z.object({
  id: z.string(),
  by: z.enum(['saml', 'link', 'operator']),
  startedAt: z.string(),
  lastSeenAt: z.string(),
  /** Browser and system as the browser names itself; empty when it does not. */
  client: z.string(),
  /** The one this request came by. */
  isCurrent: z.boolean(),
})
/** One of a person's own sessions in a team. */
export type PersonSession = z.infer<typeof personSessionSchema>

/** Answer of `GET /api/teams/{team}/sign-in-options`: how people of a team sign in. */
export const signInOptionsSchema = z.object({
  team: z.string(),
  displayName: z.string(),
  /** Whether an identity provider is set up. */
  saml: z.boolean(),
  /** Whether it is the only way. */
  requireSso: z.boolean(),
  /** Path at which signing in by the identity provider begins. */
  startUrl: z.string(),
})
/** How people of a team sign in. */
export type SignInOptions = z.infer<typeof signInOptionsSchema>
