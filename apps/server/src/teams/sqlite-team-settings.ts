import type Database from 'better-sqlite3'
import type { TeamSettings } from './team-settings.ts'

interface Row {
  readonly id: string
  readonly plan: string
  readonly seats: number | null
  readonly profilePolicy: string
  readonly emailUserNames: number
  readonly needsSaml: number
}

/** Settings of teams in the database of teams. Every write of SCIM asks for them, so they are kept in memory as well. */
export interface SqliteTeamSettings {
  /** @throws Error when there is no such team. */
  of(teamId: string): TeamSettings
  change(teamId: string, change: Partial<TeamSettings>): void
}

/** Keeps settings in the database of teams; this process alone writes it. */
export function createTeamSettings(db: Database.Database): SqliteTeamSettings {
  const all = db.prepare<[], Row>(
    `select id, plan, seats, profile_policy as profilePolicy, email_user_names as emailUserNames,
       needs_saml as needsSaml
     from teams`,
  )
  const update = db.prepare<unknown[]>(
    `update teams set plan = ?, seats = ?, profile_policy = ?, email_user_names = ?, needs_saml = ? where id = ?`,
  )
  const byTeam = new Map<string, TeamSettings>()
  function reload(): void {
    for (const row of all.all()) byTeam.set(row.id, toSettings(row))
  }
  function of(teamId: string): TeamSettings {
    const settings = byTeam.get(teamId)
    if (settings !== undefined) return settings
    reload()
    const fresh = byTeam.get(teamId)
    if (fresh === undefined) throw new Error(`There is no team ${JSON.stringify(teamId)}.`)
    return fresh
  }
  reload()
  return {
    of,
    change(teamId, change) {
      const { plan, seats, profilePolicy, emailUserNames, needsSaml } = { ...of(teamId), ...change }
      update.run(plan, seats, profilePolicy, Number(emailUserNames), Number(needsSaml), teamId)
      reload()
    },
  }
}

function toSettings({ plan, seats, profilePolicy, emailUserNames, needsSaml }: Row): TeamSettings {
  return {
    plan: plan === 'enterprise' ? 'enterprise' : 'free',
    seats,
    profilePolicy: profilePolicy === 'keep' ? 'keep' : 'apply',
    emailUserNames: emailUserNames === 1,
    needsSaml: needsSaml === 1,
  }
}
