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
} from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const readySchema = z.object({ teams: z.array(z.object({ name: z.string(), scimUrl: z.string(), token: z.string() })) })
const vendors = ['okta', 'onelogin', 'azure'] as const

describe('two teams on one server, all three simulators at once on both', () => {
  let server: ReturnType<typeof spawnCli>
  let folder: string
  let teams: z.infer<typeof readySchema>['teams']
  const expected = new Map<string, Holdings[]>()

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimulator-teams-'))
    const demo = ['north', 'south'].map((team) => ({ team, displayName: team, vendor: 'none', people: [] }))
    server = spawnCli(['serve', '--demo', '--port', '0', '--data', folder, '--json'], {
      SCIMULATOR_DEMO: JSON.stringify(demo),
    })
    teams = readySchema.parse(JSON.parse(await firstLine(server))).teams
    await Promise.all(teams.flatMap((team) => vendors.map((vendor) => sync(team, vendor))))
  })

  afterAll(async () => {
    await endProcess(server)
    await rm(folder, { recursive: true, force: true })
  })

  async function sync(team: (typeof teams)[number], vendor: string): Promise<void> {
    const own = ['--domain', `${vendor}.${team.name}.example`, '--group-prefix', `${team.name} ${vendor} `]
    const size = ['--users', '40', '--groups', '6', '--seed', team.name]
    const { report } = await runSync(vendor, ['--target', team.scimUrl, '--token', team.token, ...own, ...size])
    expect(report.findings, `${vendor} into ${team.name}`).toEqual([])
    expected.set(team.name, [...(expected.get(team.name) ?? []), report.expected])
  }

  it.each(['north', 'south'])(
    "team %s holds what its three directories left, by every vendor's own rules",
    async (name) => {
      const team = teams.find((candidate) => candidate.name === name)
      const held = await readHoldings(team?.scimUrl ?? '', team?.token ?? '')
      const parts = expected.get(name) ?? []
      const all = { users: parts.flatMap(({ users }) => users), groups: parts.flatMap(({ groups }) => groups) }
      const ofVendors = held.users.filter(({ userName }) => userName.endsWith(`.${name}.example`))
      expect({ users: ofVendors, groups: held.groups }).toEqual(sorted(all))
    },
  )

  it.each(['north', 'south'])(
    'team %s holds nobody of the other team, and its token opens nothing there',
    async (name) => {
      const team = teams.find((candidate) => candidate.name === name)
      const other = teams.find((candidate) => candidate.name !== name)
      const held = await readHoldings(team?.scimUrl ?? '', team?.token ?? '')
      expect(JSON.stringify(held)).not.toContain(`.${other?.name}.example`)
      const foreign = await fetch(`${other?.scimUrl}/Users`, { headers: { Authorization: `Bearer ${team?.token}` } })
      expect(foreign.status).toBe(401)
    },
  )
})
