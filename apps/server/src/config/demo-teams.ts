import { z } from 'zod'
import { isTeamName } from '../teams/team-name.ts'
import { UsageError } from './usage-error.ts'

/** A person a demo team starts with. */
export interface DemoPerson {
  readonly userName: string
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly email?: string | undefined
  readonly title?: string | undefined
  readonly department?: string | undefined
  readonly externalId?: string | undefined
  readonly active?: boolean | undefined
}

/** A space a demo team starts with, with its owner in it and documents of theirs. */
export interface DemoSpace {
  readonly name: string
  readonly kind: 'open' | 'invite-only'
  readonly documents: readonly { readonly title: string; readonly body: string }[]
}

/** A team of the demo: its vendor is data handed in by whoever starts the server. */
export interface DemoTeam {
  readonly team: string
  readonly displayName: string
  readonly vendor: string
  readonly people: readonly DemoPerson[]
  /** Default: none. */
  readonly spaces?: readonly DemoSpace[] | undefined
}

const text = z.string().max(200)
const personSchema = z.strictObject({
  userName: text.min(1),
  givenName: text.optional(),
  familyName: text.optional(),
  email: text.optional(),
  title: text.optional(),
  department: text.optional(),
  externalId: text.optional(),
  active: z.boolean().optional(),
})
const spaceSchema = z.strictObject({
  name: text.min(1),
  kind: z.enum(['open', 'invite-only']),
  documents: z.array(z.strictObject({ title: text.min(1), body: z.string().max(10_000) })).max(100),
})
const demoTeamSchema = z.strictObject({
  team: z.string().refine(isTeamName, 'must be a team name: a-z, 0-9 and -'),
  displayName: text.min(1),
  vendor: z.string().regex(/^[a-z0-9-]{1,40}$/),
  people: z.array(personSchema).max(1000),
  spaces: z.array(spaceSchema).max(20).optional(),
})

/** Reads the value of `SCIMULATOR_DEMO`. @throws UsageError when it is not a list of demo teams. */
export function parseDemoTeams(value: string): DemoTeam[] {
  let json: unknown
  try {
    json = JSON.parse(value)
  } catch (cause) {
    throw new UsageError('SCIMULATOR_DEMO is not JSON.', { cause })
  }
  const parsed = z.array(demoTeamSchema).min(1).max(20).safeParse(json)
  if (!parsed.success) throw new UsageError(`SCIMULATOR_DEMO: ${z.prettifyError(parsed.error)}`)
  const names = parsed.data.map((team) => team.team)
  if (new Set(names).size !== names.length) throw new UsageError('SCIMULATOR_DEMO names a team twice.')
  return parsed.data
}
