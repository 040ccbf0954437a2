import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  endProcess,
  firstLine,
  type Holdings,
  readHoldings,
  runSync,
  sorted,
  spawnCli,
  spawnMemoryServer,
} from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const readySchema = z.object({ teams: z.array(z.object({ name: z.string(), scimUrl: z.string(), token: z.string() })) })
type Team = z.infer<typeof readySchema>['teams'][number]

const vendors = ['okta', 'onelogin', 'azure'] as const
const names = ['north', 'south'] as const
const sizes = { lifecycle: [40, 6], demo: [25, 4], removal: [25, 4] } as const
type Scenario = keyof typeof sizes
type Vendor = (typeof vendors)[number]

/**
 * [active people, inactive people, groups] a team holds of a vendor at the end, by that vendor's rules and not by what the
 * simulator says. Of 40 generated people 3 are inactive, of 25 it is 2.
 */
const left: Readonly<Record<Scenario, Readonly<Record<Vendor, readonly [number, number, number]>>>> = {
  lifecycle: {
    // 37 active, one of them deactivated for good; two newcomers who lose the app again. Inactive people never come.
    okta: [36, 3, 6],
    // Everybody, the 3 inactive suspended, 2 more on the way, 3 newcomers. Newcomers and a rename make new groups.
    onelogin: [38, 5, 8],
    // 37 active, one disabled, one deleted. A group out of scope is deleted.
    azure: [35, 1, 5],
  },
  demo: {
    // Inactive people never come; two of the others lose the app at once and stay deactivated.
    okta: [21, 2, 4],
    // Created with the rest, then suspended.
    onelogin: [23, 2, 4],
    // Everybody is active in the first cycle; the next one disables those whom the directory has as inactive.
    azure: [23, 2, 4],
  },
  removal: {
    // Nobody is ever deleted, only deactivated; unlinked groups are deleted.
    okta: [0, 23, 0],
    // People are deleted, groups never.
    onelogin: [0, 0, 4],
    // One purged person and one unassigned group are deleted, another person stays disabled.
    azure: [21, 1, 3],
  },
}

const servers = {
  'a SQLite file': (folder: string) =>
    spawnCli(['serve', '--demo', '--port', '0', '--data', folder, '--json'], {
      SCIMULATOR_DEMO: JSON.stringify(names.map((team) => ({ team, displayName: team, vendor: 'none', people: [] }))),
    }),
  'the memory engine': () => spawnMemoryServer({ north: 'n0rth', south: 's0uth' }),
}

describe.each(Object.entries(servers))(
  'two teams on one server over %s, all three simulators at once on both',
  (_, start) => {
    let server: ReturnType<typeof spawnCli>
    let folder: string
    let teams: Team[]
    /** What a team was given by the server, and what every sync so far says it left there. */
    const expected = new Map<string, Holdings[]>()

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'scimulator-teams-'))
      server = start(folder)
      teams = readySchema.parse(JSON.parse(await firstLine(server))).teams
      expect(teams.map(({ name }) => name).sort()).toEqual(names)
      for (const { name, scimUrl, token } of teams) expected.set(name, [await readHoldings(scimUrl, token)])
    })

    afterAll(async () => {
      await endProcess(server)
      await rm(folder, { recursive: true, force: true })
    })

    /** One vendor's scenario with people and groups of its own; what it was answered must name nobody of the other team. */
    async function sync(team: Team, vendor: Vendor, scenario: Scenario): Promise<void> {
      const [users, groups] = sizes[scenario]
      const own = ownNames(team.name, vendor, scenario)
      const named = ['--domain', own.domain, '--group-prefix', own.groupPrefix]
      const size = ['--users', `${users}`, '--groups', `${groups}`, '--seed', team.name]
      const target = ['--target', team.scimUrl, '--token', team.token]
      const { report } = await runSync(vendor, ['--scenario', scenario, ...target, ...named, ...size])
      const what = `${scenario} of ${vendor} into ${team.name}`
      expect(report.findings, what).toEqual([])
      expect(report.verdict, what).toBe('pass')
      expect(seenOf(otherThan(team), JSON.stringify(report)), what).toEqual([])
      expected.set(team.name, [...(expected.get(team.name) ?? []), report.expected])
    }

    function otherThan(team: Team): string {
      return names.find((name) => name !== team.name) ?? ''
    }

    it.each(Object.keys(sizes) as Scenario[])(
      "after scenario %s each team holds what its three directories left, by every vendor's own rules, and nobody saw the other team",
      async (scenario) => {
        await Promise.all(teams.flatMap((team) => vendors.map((vendor) => sync(team, vendor, scenario))))
        for (const team of teams) {
          const parts = expected.get(team.name) ?? []
          const all = { users: parts.flatMap(({ users }) => users), groups: parts.flatMap(({ groups }) => groups) }
          const held = await readHoldings(team.scimUrl, team.token)
          expect(held, team.name).toEqual(sorted(all))
          const counted = vendors.map((vendor) => [vendor, countsOf(held, team.name, vendor, scenario)])
          expect(Object.fromEntries(counted), team.name).toEqual(left[scenario])
          expect(seenOf(otherThan(team), JSON.stringify(held)), team.name).toEqual([])
        }
      },
    )

    it('opens nothing of a team to the token of the other, and no id of a team leads anywhere in the other', async () => {
      for (const team of teams) {
        const headers = { Authorization: `Bearer ${team.token}` }
        const other = teams.find((candidate) => candidate !== team)
        expect((await fetch(`${other?.scimUrl}/Users`, { headers })).status).toBe(401)
        for (const kind of ['Users', 'Groups']) {
          const foreign = await fetch(`${other?.scimUrl}/${kind}?count=1`, {
            headers: { Authorization: `Bearer ${other?.token}` },
          })
          const [{ id } = { id: 'none' }] = pageSchema.parse(await foreign.json()).Resources
          expect(id).not.toBe('none')
          expect((await fetch(`${team.scimUrl}/${kind}/${id}`, { headers })).status).toBe(404)
        }
      }
    })
  },
)

const pageSchema = z.object({ Resources: z.array(z.object({ id: z.string() })) })

/** What keeps one sync's people and groups apart from all others. */
function ownNames(team: string, vendor: Vendor, scenario: Scenario): { domain: string; groupPrefix: string } {
  return { domain: `${scenario}.${vendor}.${team}.example`, groupPrefix: `${team} ${vendor} ${scenario} ` }
}

function countsOf(held: Holdings, team: string, vendor: Vendor, scenario: Scenario): number[] {
  const own = ownNames(team, vendor, scenario)
  const users = held.users.filter(({ userName }) => userName.endsWith(`@${own.domain}`))
  const active = users.filter((user) => user.active).length
  const groups = held.groups.filter(({ displayName }) => displayName.startsWith(own.groupPrefix))
  return [active, users.length - active, groups.length]
}

/** The traces of a team in a text: its mail domain, its group names, its address. */
function seenOf(team: string, text: string): string[] {
  return [`${team}.example`, `"${team} `, `/teams/${team}/`, `//${team}.`].filter((trace) => text.includes(trace))
}
