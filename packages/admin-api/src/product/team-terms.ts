import { z } from 'zod'

/** What a team has bought: SCIM belongs to `enterprise` alone. */
export const teamPlanSchema = z.enum(['enterprise', 'free'])
/** What a team has bought. */
export type TeamPlan = z.infer<typeof teamPlanSchema>

/** What changes the plan or the seats of a team. Nobody who is in leaves by it. */
export const teamTermsChangeSchema = z
  .strictObject({
    plan: teamPlanSchema.exactOptional(),
    /** Active members at most; null: no limit. */
    seats: z.number().int().min(1).max(1_000_000).nullable().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'name the plan or the seats')
/** What changes the plan or the seats of a team. */
export type TeamTermsChange = z.infer<typeof teamTermsChangeSchema>

/** Plan and seats of a team, as whoever runs the server sees them. */
export const teamTermsSchema = z.object({
  team: z.string(),
  plan: teamPlanSchema,
  seats: z.object({ used: z.number().int(), limit: z.number().int().nullable() }),
})
/** Plan and seats of a team. */
export type TeamTerms = z.infer<typeof teamTermsSchema>
