import type { ResourceStore } from '@scimulator/scim-store'
import type { Config } from '../config/config.ts'
import { seedTeam } from './seed-team.ts'
import type { NewTeam, Team, TeamStore } from './team.ts'
import { createToken } from './token.ts'
import { openTokenFile, type TokenFile } from './token-file.ts'

/** A team of this start with its token in plain words, for whoever started the server. */
export interface PreparedTeam {
  readonly team: Team
  readonly token: string
}

/** Makes the teams this start asks for, where they are not there yet, and sees that their tokens open them. */
export async function prepareTeams(config: Config, teams: TeamStore, store: ResourceStore): Promise<PreparedTeam[]> {
  const tokens = openTokenFile(config.dataDir)
  if (config.demoTeams.length === 0) return [prepareSingleTeam(config, teams, tokens)]
  const prepared: PreparedTeam[] = []
  for (const demo of config.demoTeams) {
    const { displayName, vendor } = demo
    const { team, isNew } = ensureTeam(teams, { name: demo.team, displayName, vendor, strict: false })
    if (isNew) await seedTeam(store, team, demo)
    prepared.push({ team, token: admit(teams, team, keptToken(tokens, team.name)) })
  }
  return prepared
}

function prepareSingleTeam(config: Config, teams: TeamStore, tokens: TokenFile): PreparedTeam {
  const { team: name, strict } = config
  const { team } = ensureTeam(teams, { name, displayName: name, vendor: null, strict })
  if (team.strict !== strict) teams.setStrict(team.id, strict)
  // A token given at this start is the one that works; those of earlier starts do not.
  if (config.token !== null) teams.revokeTokens(team.id)
  return { team: { ...team, strict }, token: admit(teams, team, config.token ?? keptToken(tokens, name)) }
}

function ensureTeam(teams: TeamStore, wanted: NewTeam): { team: Team; isNew: boolean } {
  const existing = teams.byName(wanted.name)
  return existing === undefined ? { team: teams.create(wanted), isNew: true } : { team: existing, isNew: false }
}

function admit(teams: TeamStore, team: Team, token: string): string {
  teams.addToken(team.id, token)
  return token
}

function keptToken(tokens: TokenFile, team: string): string {
  const kept = tokens.get(team)
  if (kept !== undefined) return kept
  const token = createToken()
  tokens.set(team, token)
  return token
}
