import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenariosDocumentSchema, syncReportSchema } from '@scimulator/admin-api'
import { type Directory, generateDirectory } from '@scimulator/sim-kit'
import { readHoldings, runCli, sorted, startServer } from '@scimulator/tests-support'
import { expect, it, onTestFinished } from 'vitest'

/** Of the first profile of a vendor; the others differ in what they send, not in how much they remember. */
const LARGE = { users: 10_000, groups: 100 } as const
const SMALL = { users: 1000, groups: 20 } as const
/** Old space a simulator may use, in MB: it refuses to go on beyond. */
const HEAP = 256

const scenario = `id: first-sync
summary: Everybody for the first time
steps: [sync, { expect: synced }]
`

/** What decides how many requests a vendor needs. */
interface Figures {
  readonly people: number
  readonly groups: number
  readonly memberships: number
  /** People whose manager is provisioned too. */
  readonly managed: number
  /** Requests with at most so many members each. */
  batches(size: number): number
}

/** Only people with access are provisioned, as members too. */
function figuresOf({ people, groups }: Directory): Figures {
  const active = new Set(people.filter((person) => person.active).map(({ id }) => id))
  const sizes = groups.map(({ members }) => members.filter((id) => active.has(id)).length)
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    people: active.size,
    groups: groups.length,
    memberships: sum(sizes),
    managed: people.filter(({ id, manager }) => active.has(id) && manager !== undefined && active.has(manager)).length,
    batches: (size) => sum(sizes.map((members) => Math.ceil(members / size))),
  }
}

type Requests = (figures: Figures) => number

const toOkta =
  (start: number): Requests =>
  ({ people, groups, batches }) =>
    start + 2 * people + 3 * groups + batches(100)
const toOneLogin: Requests = ({ people, groups, memberships }) => 2 + 3 * people + groups + memberships
const toEntra: Requests = ({ people, groups, managed, batches }) => 4 + 2 * people + 2 * groups + managed + batches(20)

/** What each profile sends for a first sync. */
const requests: Readonly<Record<string, Requests>> = {
  // Two connection tests and two imports; a look-up and a POST each; a group is looked up, created, read and replaced.
  'okta aiw': ({ people, groups }) => 4 + 2 * people + 4 * groups,
  // One probe of groups more; a group is looked up, created and named, and gets its members by the hundred.
  'okta template': toOkta(5),
  // Resource types and schemas are read besides.
  'okta oin-wizard': toOkta(7),
  'okta oin-wizard-patch': toOkta(7),
  // A probe and the groups; a look-up, a POST and a GET each; a POST per group, a PATCH per membership.
  'onelogin v2-enterprise': toOneLogin,
  'onelogin v2-core': toOneLogin,
  // This connector has no groups.
  'onelogin invision': ({ people }) => 1 + 3 * people,
  // Four probes; a match and a POST each, groups alike; a PATCH per manager; members by the twenty.
  'azure default': toEntra,
  'azure aadOptscim062020': toEntra,
}

const profiles = scenariosDocumentSchema
  .parse(JSON.parse((await runCli(['scenarios', '--json'])).stdout))
  .vendors.flatMap(({ vendor, scenarios }) =>
    scenarios
      .filter(({ id }) => id === 'churn')
      .flatMap((churn) => churn.profiles.map((id, index) => [vendor, id, index === 0 ? LARGE : SMALL] as const)),
  )

it.each(profiles)(
  '%s (%s) provisions %o with as many requests as the vendor, in bounded memory',
  async (vendor, profile, { users, groups }) => {
    const folder = await mkdtemp(join(tmpdir(), 'scimulator-soak-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, 'first-sync.yaml')
    await writeFile(file, scenario)
    const server = await startServer({ data: join(folder, 'data') })
    onTestFinished(() => server.stop())
    const target = ['--target', server.scimUrl, '--token', server.token, '--profile', profile]
    const size = ['--users', String(users), '--groups', String(groups), '--seed', 'soak']
    const { code, stdout, stderr } = await runCli(
      ['sync', vendor, '--json', '--no-dashboard', '--scenario', file, ...target, ...size],
      { NODE_OPTIONS: `--max-old-space-size=${HEAP}` },
    )
    expect(code, stderr.slice(-1000)).toBe(0)
    const report = syncReportSchema.parse(JSON.parse(stdout))
    expect(report.findings).toEqual([])
    const directory = generateDirectory({ users, groups, seed: 'soak' })
    expect(report.counters.exchanges).toBe(requests[`${vendor} ${profile}`]?.(figuresOf(directory)))
    expect(report.expected.users).toHaveLength(figuresOf(directory).people)
    expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(report.expected))
  },
)
