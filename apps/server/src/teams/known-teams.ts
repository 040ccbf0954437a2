import type { PreparedTeam } from './prepare-teams.ts'
import type { TokenFile } from './token-file.ts'

/** The teams whose token this server itself was told or made: whoever started it and the simulators are told of it. */
export interface KnownTeams {
  list(): readonly PreparedTeam[]
  /** The token of a team is another from now on: the one of the token file, if it is kept there. */
  replaceToken(teamId: string, token: string): void
}

/** Knows teams. `onChange` is told of each replacement. */
export function createKnownTeams(
  prepared: readonly PreparedTeam[],
  tokens: TokenFile,
  onChange: () => void,
): KnownTeams {
  let teams = prepared
  return {
    list: () => teams,
    replaceToken(teamId, token) {
      const known = teams.find(({ team }) => team.id === teamId)
      // A token that the operator handed in stays what it was: another one stands beside it.
      if (known === undefined || !known.isProvisioning) return
      tokens.set(known.team.name, token)
      teams = teams.map((each) => (each === known ? { ...each, token } : each))
      onChange()
    },
  }
}
