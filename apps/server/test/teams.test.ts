import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authenticateTeam } from '../src/scim/authenticate.ts'
import { createSqliteTeamStore } from '../src/teams/sqlite-team-store.ts'
import type { TeamStore } from '../src/teams/team.ts'
import { createToken } from '../src/teams/token.ts'

let folder: string
let teams: TeamStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teams-'))
  teams = createSqliteTeamStore(join(folder, 'teams.db'))
})
afterEach(() => {
  teams.close()
  rmSync(folder, { recursive: true })
})

function aRequest(authorization: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.rawHeaders = ['Host', 'localhost', 'Authorization', authorization]
  return request
}

describe('teams', () => {
  it('AT-06 AT-18 a token opens its team until it is revoked, and only its digest is kept', () => {
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: null, strict: false })
    const token = createToken()
    teams.admitOperatorToken(team.id, token)
    teams.admitOperatorToken(team.id, token)
    expect(teams.byToken(token)).toMatchObject({ team, access: { write: true } })
    expect(teams.byToken(`${token}x`)).toBeUndefined()
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain(token)
    teams.revokeOperatorTokens(team.id)
    expect(teams.byToken(token)).toBeUndefined()
  })
  it('AT-10 a team that has switched SCIM off answers 403 to its own token and 401 to any other', () => {
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: null, strict: false })
    teams.admitOperatorToken(team.id, 't0k')
    teams.setScimEnabled(team.id, false)
    expect(() => authenticateTeam(aRequest('Bearer t0k'), 'acme', teams)).toThrow(
      expect.objectContaining({ status: 403 }),
    )
    expect(() => authenticateTeam(aRequest('Bearer nope'), 'acme', teams)).toThrow(
      expect.objectContaining({ status: 401 }),
    )
    teams.setScimEnabled(team.id, true)
    expect(authenticateTeam(aRequest('Bearer t0k'), 'acme', teams).team.id).toBe(team.id)
  })
  it('AT-15 AT-02 no two tokens are alike, and the empty token opens nothing', () => {
    const tokens = Array.from({ length: 1000 }, createToken)
    expect(new Set(tokens).size).toBe(1000)
    expect(tokens[0]).toMatch(/^scimulator_[\w-]{43}$/)
    expect(teams.byToken('')).toBeUndefined()
  })
  it('teams and what they are survive a restart; a name is given once', () => {
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: 'alpha', strict: false })
    teams.setStrict(team.id, true)
    teams.close()
    teams = createSqliteTeamStore(join(folder, 'teams.db'))
    expect(teams.list()).toEqual([{ ...team, strict: true }])
    expect(() => teams.create({ name: 'acme', displayName: 'X', vendor: null, strict: false })).toThrow()
    expect(teams.byName('__proto__')).toBeUndefined()
  })
})
