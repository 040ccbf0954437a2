import { v7 as uuid } from 'uuid'
import { createTeamSettings } from './sqlite-team-settings.ts'
import { createSqliteTokenStore } from './sqlite-token-store.ts'
import type { NewTeam, Team, TeamStore } from './team.ts'
import { openTeamDatabase } from './team-database.ts'
import { NEW_TEAM_SETTINGS } from './team-settings.ts'

interface TeamRow {
  readonly pk: number
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly vendor: string | null
  readonly scimEnabled: number
  readonly strict: number
}

/** How teams are kept. */
export interface TeamStoreOptions {
  /** Now, in milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
  /** Told of failures in the background. Default: nobody is. */
  readonly onError?: (error: unknown) => void
}

/** Opens the teams kept in one SQLite file, or in memory for `:memory:`. @throws UsageError when a newer release wrote it. */
export function createSqliteTeamStore(file: string, options: TeamStoreOptions = {}): TeamStore {
  const { now = Date.now, onError = () => {} } = options
  const db = openTeamDatabase(file)
  const insert = db.prepare<unknown[]>(
    'insert into teams(id, name, display_name, vendor, scim_enabled, strict) values (?, ?, ?, ?, 1, ?)',
  )
  const all = db.prepare<[], TeamRow>(
    `select pk, id, name, display_name as displayName, vendor, scim_enabled as scimEnabled, strict
     from teams order by pk`,
  )
  const enable = db.prepare<[number, string]>('update teams set scim_enabled = ? where id = ?')
  const setStrict = db.prepare<[number, string]>('update teams set strict = ? where id = ?')
  const settings = createTeamSettings(db)
  // Every request asks by name and this process alone writes the file, so the few teams are kept in memory.
  let byName = new Map<string, Team>()
  let byId = new Map<string, Team>()
  let byPk = new Map<number, Team>()
  function reload(): void {
    const rows = all.all()
    byPk = new Map(rows.map((row) => [row.pk, toTeam(row)]))
    byName = new Map([...byPk.values()].map((team) => [team.name, team]))
    byId = new Map([...byPk.values()].map((team) => [team.id, team]))
  }
  reload()
  const tokens = createSqliteTokenStore({ db, now, onError })

  return {
    admitOperatorToken: tokens.admitOperatorToken,
    revokeOperatorTokens: tokens.revokeOperatorTokens,
    issueToken: tokens.issueToken,
    tokens: tokens.tokens,
    revokeTokensOf: tokens.revokeTokensOf,
    revokeToken: tokens.revokeToken,
    setProvisioningToken: tokens.setProvisioningToken,
    provisioningToken: tokens.provisioningToken,
    byToken(token, client = null) {
      const found = tokens.find(token, client)
      const team = found === undefined ? undefined : byPk.get(found.teamPk)
      if (found === undefined || team === undefined) return undefined
      return { team, tokenId: found.id, access: found.access, subject: found.subject }
    },
    create(team: NewTeam, wanted = {}) {
      const id = uuid()
      insert.run(id, team.name, team.displayName, team.vendor, Number(team.strict))
      reload()
      settings.change(id, { ...NEW_TEAM_SETTINGS, ...wanted })
      return { ...team, id, scimEnabled: true }
    },
    byName: (name) => byName.get(name),
    byId: (id) => byId.get(id),
    list: () => [...byName.values()],
    setScimEnabled(teamId, enabled) {
      enable.run(Number(enabled), teamId)
      reload()
    },
    settings: settings.of,
    changeSettings: settings.change,
    setStrict(teamId, strict) {
      setStrict.run(Number(strict), teamId)
      reload()
    },
    close() {
      tokens.close()
      db.close()
    },
  }
}

function toTeam(row: TeamRow): Team {
  const { id, name, displayName, vendor } = row
  return { id, name, displayName, vendor, scimEnabled: row.scimEnabled === 1, strict: row.strict === 1 }
}
