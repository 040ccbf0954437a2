import { z } from 'zod'

const retryAfterSchema = z.union([
  z.strictObject({ seconds: z.number().int().min(0).max(86_400) }),
  /** An HTTP date so many seconds from now. */
  z.strictObject({ date: z.number().int().min(-86_400).max(86_400) }),
  /** Any other text, such as `soon` or `1.5`. */
  z.strictObject({
    text: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[\x20-\x7e]+$/),
  }),
])

/** What a fault does to a request. */
export const faultEffectSchema = z.discriminatedUnion('kind', [
  /** Answers without doing anything; `html`: with a page, as a proxy would. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    retryAfter: retryAfterSchema.exactOptional(),
    html: z.boolean().exactOptional(),
  }),
  /** 401, whatever token was sent. */
  z.strictObject({ kind: z.literal('expiredToken') }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().int().min(1).max(600_000) }),
  /** Does nothing and answers nothing. */
  z.strictObject({ kind: z.literal('hang') }),
  /** Does nothing and breaks the connection off. */
  z.strictObject({ kind: z.literal('reset') }),
  /** Does what was asked, then breaks the connection off. */
  z.strictObject({ kind: z.literal('loseReply') }),
  /** Does what was asked twice, as a proxy that sends again, and gives the second answer. */
  z.strictObject({ kind: z.literal('duplicate') }),
  /** Answers a read as it would have been answered before the last write. */
  z.strictObject({ kind: z.literal('staleRead') }),
  /** Leaves out the second half of a page. */
  z.strictObject({ kind: z.literal('truncatePage') }),
  /** Says another `totalResults`; absent: one less. */
  z.strictObject({ kind: z.literal('wrongTotal'), total: z.number().int().min(0).exactOptional() }),
  z.strictObject({
    kind: z.literal('contentType'),
    value: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\x20-\x7e]+$/),
  }),
])
/** What a fault does to a request. */
export type FaultEffect = z.infer<typeof faultEffectSchema>

/** Which requests a fault is about: all that is given must hold. */
export const faultMatchSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).exactOptional(),
  /** First part of the path: `Users`, `Groups`, `Bulk`. */
  resource: z.string().min(1).max(100).exactOptional(),
  /** Text that stands in the path, the query or the body. */
  contains: z.string().min(1).max(200).exactOptional(),
})
/** Which requests a fault is about. */
export type FaultMatch = z.infer<typeof faultMatchSchema>

/** A failure injected on purpose. */
export const faultRuleSchema = z.strictObject({
  match: faultMatchSchema,
  effect: faultEffectSchema,
  /** The fault ends after so many requests; absent: it stays. */
  count: z.number().int().min(1).max(1_000_000).exactOptional(),
  /** Share of the matching requests, drawn from the seed; absent: all. */
  probability: z.number().gt(0).max(1).exactOptional(),
  seed: z.string().max(100).exactOptional(),
})
/** A failure injected on purpose. */
export type FaultRule = z.infer<typeof faultRuleSchema>

/** A fault that is switched on. */
export const activeFaultSchema = faultRuleSchema.extend({
  id: z.string(),
  /** Requests it has hit so far. */
  hits: z.number().int(),
})
/** A fault that is switched on. */
export type ActiveFault = z.infer<typeof activeFaultSchema>

/** A well-known defect of SCIM servers that a team can be given. */
export const presetSchema = z.object({ id: z.string(), summary: z.string(), source: z.string() })
/** A well-known defect of SCIM servers. */
export type Preset = z.infer<typeof presetSchema>

/** What is broken on purpose in a team. */
export const teamFaultsSchema = z.object({
  faults: z.array(activeFaultSchema),
  /** Ids of the defects switched on. */
  presets: z.array(z.string()),
  /** Every defect there is. */
  knownPresets: z.array(presetSchema),
})
/** What is broken on purpose in a team. */
export type TeamFaults = z.infer<typeof teamFaultsSchema>

/** The defects a team shall have; none: it keeps to the rules again. */
export const setPresetSchema = z.strictObject({ presets: z.array(z.string().max(100)).max(50) })
/** The defects a team shall have. */
export type SetPreset = z.infer<typeof setPresetSchema>
