import { z } from 'zod'

/** The document `scenarios --json` prints. */
export const scenariosDocumentSchema = z.object({
  vendors: z.array(
    z.object({
      vendor: z.string(),
      label: z.string(),
      scenarios: z.array(
        z.object({
          id: z.string(),
          summary: z.string(),
          /** Whether all vendors have it; else it is the vendor's own. */
          shared: z.boolean(),
          /** Settings with their defaults. */
          options: z.record(z.string(), z.union([z.number(), z.string()])),
          /** Profiles that can play it. */
          profiles: z.array(z.string()),
        }),
      ),
    }),
  ),
})
/** The document `scenarios --json` prints. */
export type ScenariosDocument = z.infer<typeof scenariosDocumentSchema>
