import type { PrintedLink } from '@scimulator/admin-api'
import { Refused } from '../server/running-server.ts'
import type { ServerApi } from './api.ts'
import type { DemoTeam } from './demo-teams.ts'

/** People whom every demo team starts with; the server calls them by their role. */
const ROLES = ['owner', 'admin', 'member'] as const

/** Has each vendor's simulator sign the people of its demo team in by SAML. Tells what did not work; the rest goes on. */
export async function setUpSignOn(api: ServerApi, teams: readonly DemoTeam[]): Promise<string[]> {
  const complaints = await Promise.all(teams.map((team) => setUpOne(api, team)))
  return complaints.filter((complaint) => complaint !== undefined)
}

async function setUpOne(api: ServerApi, { vendor, team }: DemoTeam): Promise<string | undefined> {
  try {
    await api.setUpSso(vendor, team)
    return undefined
  } catch (error) {
    if (error instanceof Refused) return `Single sign-on of the team ${team} was not set up: ${error.message}`
    throw error
  }
}

/** A one-time link for an owner, an admin and a member of each team, as long as the team has them and lets links in. */
export async function makeDemoLinks(api: ServerApi, teams: readonly DemoTeam[]): Promise<PrintedLink[]> {
  const links = await Promise.all(
    teams.flatMap(({ team }) => ROLES.map((role) => makeLink(api, team, `${role}@${team}.example`))),
  )
  return links.filter((link) => link !== undefined)
}

async function makeLink(api: ServerApi, team: string, userName: string): Promise<PrintedLink | undefined> {
  const member = await api.activeMember(team, userName)
  if (member === undefined) return undefined
  try {
    return await api.signInLink(team, member)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** The links as a person reads them. */
export function signInTable(links: readonly PrintedLink[]): string {
  if (links.length === 0) return ''
  const width = Math.max(...links.map(({ team }) => team.length))
  const rows = links.map(({ team, role, url }) => `  ${team.padEnd(width)} ${role.padEnd(6)}  ${url}`)
  return [
    '  Sign in to a team as one of its people; each link works once, for ten minutes:',
    ...rows,
    '  Another one: ./scimulator sign-in-link --team TEAM --person owner@TEAM.example',
    '',
  ].join('\n')
}
