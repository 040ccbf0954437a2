import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What a run finds of a defect, and the first words its vendor's admin would read. */
const noticedSchema = z.strictObject({ findings: z.array(z.string()), words: z.string().nullable() })
/** What a run finds, and what its admin reads. */
export type Noticed = z.infer<typeof noticedSchema>

/** Who notices what: a vendor that is not named notices nothing. */
const noticesSchema = z.record(z.string(), noticedSchema)
/** Who notices what. */
export type Notices = z.infer<typeof noticesSchema>

const rowSchema = z.strictObject({
  /** Why no vendor's usual life cycle shows the defect. */
  why: z.string().exactOptional(),
  /** What is played where what `sync` plays untold does not show it. */
  order: z
    .strictObject({ users: z.number(), groups: z.number().exactOptional(), scenario: z.string().exactOptional() })
    .exactOptional(),
  notices: noticesSchema,
  /** What else must be the case: a scenario file of `preset-situations`, and the app's settings; played with those named. */
  situation: z
    .strictObject({
      play: z.string(),
      settings: z.record(z.string(), z.json()).exactOptional(),
      notices: noticesSchema,
    })
    .exactOptional(),
})
/** What is noticed of a defect. */
export type Row = z.infer<typeof rowSchema>

/** What `sync` plays where nothing else is said. */
export const UNTOLD = { scenario: 'lifecycle', users: 20, groups: 4, seed: 'scimulator' } as const

/** By defect. */
export const table: Readonly<Record<string, Row>> = z
  .record(z.string(), rowSchema)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'preset-notices.json'), 'utf8')))
