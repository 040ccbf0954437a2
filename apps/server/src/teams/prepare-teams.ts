import type { Config } from '../config/config.ts'
import type { DemoTeam } from '../config/demo-teams.ts'
import type { StartingProduct } from '../product/create-product.ts'
import { demoRoleOf, seedTeam } from './seed-team.ts'
import type { Team, TeamStore } from './team.ts'
import { createToken } from './token.ts'
import type { TokenFile } from './token-file.ts'

/** A team of this start with its token in plain words, for whoever started the server. */
export interface PreparedTeam {
  readonly team: Team
  readonly token: string
  /** Whether the token is the one of the team's page *SCIM Provisioning*. */
  readonly isProvisioning: boolean
}

/** What teams are prepared with. */
export interface TeamFurniture {
  readonly config: Config
  readonly teams: TeamStore
  readonly tokens: TokenFile
  readonly product: StartingProduct
}

/** Makes the teams this start asks for, where they are not there yet, and sees that their tokens open them. */
export async function prepareTeams(furniture: TeamFurniture): Promise<PreparedTeam[]> {
  const { config, teams, product } = furniture
  const prepared =
    config.demoTeams.length === 0
      ? [prepareSingleTeam(furniture)]
      : config.demoTeams.map((demo) => prepareDemoTeam(furniture, demo))
  for (const team of teams.list()) await product.adopt(team, demoRoleOf(team))
  for (const demo of config.demoTeams) {
    const team = teams.byName(demo.team)
    if (team !== undefined) await seedTeam(product, team, demo)
  }
  return prepared
}

function prepareDemoTeam({ teams, tokens }: TeamFurniture, demo: DemoTeam): PreparedTeam {
  const { team: name, displayName, vendor } = demo
  const team = teams.byName(name) ?? teams.create({ name, displayName, vendor, strict: false })
  const token = keptToken(tokens, name)
  teams.setProvisioningToken(team.id, token, null)
  return { team, token, isProvisioning: true }
}

function prepareSingleTeam({ config, teams, tokens }: TeamFurniture): PreparedTeam {
  const { team: name, strict } = config
  const team =
    teams.byName(name) ?? teams.create({ name, displayName: name, vendor: null, strict }, { needsSaml: false })
  if (team.strict !== strict) teams.setStrict(team.id, strict)
  // Of the operator's tokens the one given at this start works, and those of earlier starts do not.
  if (config.token !== null) teams.revokeOperatorTokens(team.id)
  const token = config.token ?? keptToken(tokens, name)
  teams.admitOperatorToken(team.id, token)
  return { team: { ...team, strict }, token, isProvisioning: config.token === null && team.vendor !== null }
}

function keptToken(tokens: TokenFile, team: string): string {
  const kept = tokens.get(team)
  if (kept !== undefined) return kept
  const token = createToken()
  tokens.set(team, token)
  return token
}
