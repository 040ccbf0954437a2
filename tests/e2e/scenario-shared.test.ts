import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SyncReport, scenariosDocumentSchema } from '@scimulator/admin-api'
import {
  type Holdings,
  type Lab,
  projectRoot,
  readHoldings,
  runCli,
  runSync,
  sorted,
  startLab,
} from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

const listed = scenariosDocumentSchema.parse(JSON.parse((await runCli(['scenarios', '--json'])).stdout)).vendors
const profiles = listed.flatMap(({ vendor, scenarios }) =>
  scenarios.filter(({ id }) => id === 'churn').flatMap((churn) => churn.profiles.map((id) => [vendor, id] as const)),
)
const vendors = ['okta', 'onelogin', 'azure'] as const
const shared = ['import', 'rename', 'mass-leave', 'reorg', 'big-group'] as const

let lab: Lab

/** One server for the tests of a block, with a team for each of them. */
function withTeams(vendor: string, names: readonly string[]): void {
  beforeAll(async () => {
    lab = await startLab(names.map((team) => ({ vendor, team, displayName: team, people: [] })))
  })
  afterAll(() => lab.stop())
}

interface Played {
  readonly code: number
  readonly report: SyncReport
  /** What the team holds after the run that it did not hold before. */
  readonly held: Holdings
}

/** Plays a vendor against a team of its own. */
async function play(vendor: string, team: string, args: readonly string[]): Promise<Played> {
  const { scimUrl, token } = addressOf(team)
  const before = await readHoldings(scimUrl, token)
  const { code, report } = await runSync(vendor, ['--target', scimUrl, '--token', token, ...args])
  const members = new Set(before.users.map(({ userName }) => userName))
  const { users, groups } = await readHoldings(scimUrl, token)
  return { code, report, held: { users: users.filter(({ userName }) => !members.has(userName)), groups } }
}

function addressOf(team: string): { scimUrl: string; token: string } {
  const found = lab.teams.find(({ name }) => name === team)
  if (found === undefined) throw new Error(`There is no team ${team}.`)
  return found
}

function looks({ steps }: SyncReport): (string | null)[] {
  return steps.flatMap(({ action, cause, outcome }) =>
    action === 'verify' && cause?.startsWith('expect') ? [outcome] : [],
  )
}

describe.each(profiles)('%s (%s)', (vendor, profile) => {
  withTeams(vendor, ['lifecycle', 'rehire', 'churn', 'once', 'twice'])

  it.each([
    ['lifecycle', 0],
    ['rehire', 12],
    ['churn', 4],
  ])('scenario %s passes, and the server holds what the vendor believes after each cycle', async (scenario, count) => {
    const args = ['--profile', profile, '--scenario', scenario, '--users', '20', '--groups', '4']
    const { code, report, held } = await play(vendor, scenario, args)
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    expect(looks(report)).toEqual(Array.from({ length: count }, () => 'succeeded'))
    expect(held).toEqual(sorted(report.expected))
  })

  it('sends the same requests for the same seed, ids of the server apart', async () => {
    const first = await requestsOf(vendor, profile, 'once')
    expect(first.length).toBeGreaterThan(20)
    expect(await requestsOf(vendor, profile, 'twice')).toEqual(first)
  })
})

describe.each(vendors)('%s', (vendor) => {
  withTeams(vendor, [...shared, 'example', 'again'])

  it.each(shared)('scenario %s passes', async (scenario) => {
    const args = ['--scenario', scenario, '--users', '12', '--groups', '3']
    const { code, report, held } = await play(vendor, scenario, args)
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    expect(looks(report).length).toBeGreaterThan(1)
    expect(held).toEqual(sorted(report.expected))
  })

  it('goes on from what an earlier scenario left, where the state is kept', async () => {
    const data = await mkdtemp(join(tmpdir(), 'scimulator-scenario-'))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const people: number[] = []
    for (const scenario of ['churn', 'rename', 'churn']) {
      const args = ['--state', '--data', data, '--scenario', scenario, '--users', '12', '--groups', '3']
      const { code, report } = await play(vendor, 'again', args)
      expect(report.findings).toEqual([])
      expect(code).toBe(0)
      people.push(report.counters.people)
    }
    expect(people).toEqual([12, 21, 21])
  })

  it('plays the documented example file', async () => {
    const example = join(projectRoot, 'examples', 'scenario.yaml')
    const { code, report } = await play(vendor, 'example', ['--scenario', example])
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
  })
})

describe('scenarios', () => {
  it('lists every vendor’s own and the shared ones', () => {
    expect(listed.map(({ vendor }) => vendor).toSorted()).toEqual(vendors.toSorted())
    for (const { scenarios } of listed) {
      const ids = (isShared: boolean): string[] =>
        scenarios.filter((one) => one.shared === isShared).map(({ id }) => id)
      expect(ids(false)).toEqual(expect.arrayContaining(['lifecycle', 'demo', 'removal']))
      expect(ids(true)).toEqual(expect.arrayContaining(['rehire', 'churn', ...shared]))
    }
  })

  it('lists one vendor as text, by its alias too', async () => {
    const { stdout } = await runCli(['scenarios', 'entra'])
    expect(stdout).toContain('lifecycle    own')
    expect(stdout).toContain('churn        shared')
  })
})

/** Method, target and body of every request of a small churn, with what the server gives (ids, times, versions) replaced. */
async function requestsOf(vendor: string, profile: string, team: string): Promise<string[]> {
  const args = ['--profile', profile, '--scenario', 'churn', '--option', 'cycles=2', '--users', '8', '--groups', '2']
  const { report } = await play(vendor, team, args)
  const given = new Map<string, string>()
  const normal = (text: string): string =>
    text
      .replaceAll(`/${team}/`, '/TEAM/')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
        const known = given.get(id) ?? `id-${given.size + 1}`
        given.set(id, known)
        return known
      })
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/W\/\\?"\d+\\?"/g, 'VERSION')
  const keyOf = ({ subject }: SyncReport['steps'][number]): string => `${subject.kind} ${subject.name}`
  // Requests of different people may overtake each other; the order holds per subject.
  return report.steps
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
    .flatMap((step) =>
      step.exchanges.map(
        ({ request }) => `${keyOf(step)}: ${request.method} ${normal(request.target)} ${normal(request.body ?? '')}`,
      ),
    )
}
