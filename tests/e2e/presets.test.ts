import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SyncReport, teamFaultsSchema } from '@scimulator/admin-api'
import { loadScenario, runSimulator } from '@scimulator/sim-kit'
import { type Lab, loadVendor, playVendor, projectRoot, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presetsPage } from './presets-page.ts'
import { type Noticed, type Notices, table, UNTOLD } from './presets-table.ts'

type Vendor = Awaited<ReturnType<typeof loadVendor>>

/** One person after the other: side by side it is chance whose failure is the first. */
function oneByOne(vendor: Vendor): Vendor {
  const profiles = vendor.profiles.map((profile) => ({
    ...profile,
    knobs: profile.knobs.map((knob) => (knob.id === 'concurrency' ? { ...knob, default: '1' } : knob)),
  }))
  return { ...vendor, profiles }
}

const vendors = (await Promise.all(['okta', 'onelogin', 'azure'].map(loadVendor))).map(oneByOne)
const defects = Object.entries(table).map(([preset, row]) => ({ preset, row }))
const situations = defects
  .flatMap(({ preset, row: { situation } }) => (situation === undefined ? [] : [{ preset, ...situation }]))
  .map((situation, place) => ({ ...situation, place }))
type Situation = (typeof situations)[number]
/** Teams a server begins with at most. */
const TEAMS = 20

let lab: Lab
let operator: Visitor

/** A server with empty teams for the tests of a block. */
function withTeams(count: number): void {
  beforeAll(async () => {
    const names = Array.from({ length: count }, (_, at) => `t${at}`)
    lab = await startLab(names.map((team) => ({ team, displayName: team, vendor: 'okta', people: [] })))
    operator = await lab.operator()
  })
  afterAll(() => lab.stop())
}

async function teamWith(at: number, presets: readonly string[]): Promise<{ scimUrl: string; token: string }> {
  const team = lab.teams.find(({ name }) => name === `t${at}`)
  if (team === undefined) throw new Error(`There is no team t${at}.`)
  expect((await operator.api('PUT', `/api/teams/${team.name}/preset`, { presets })).status).toBe(200)
  return team
}

/** A vendor whose default profile plays a scenario file too. */
function withFile(vendor: Vendor, { play, settings }: Situation): Vendor {
  const name = `${play}.yaml`
  const text = readFileSync(join(import.meta.dirname, 'preset-situations', name), 'utf8')
  const profiles = vendor.profiles.map((profile) => {
    if (profile.id !== vendor.defaultProfile) return profile
    const { scenario } = loadScenario({ name, text }, profile)
    const played: typeof scenario = {
      ...scenario,
      play: (context) => scenario.play(settings === undefined ? context : { ...context, settings }),
    }
    return { ...profile, scenarios: [...profile.scenarios, played] }
  })
  return { ...vendor, profiles }
}

/** What is the same in every run: ids, addresses and random values of the target are not. */
function plain(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/localhost:\d+/g, 'HOST')
    .replaceAll(/\bt\d+\b/g, 'TEAM')
}

function noticed({ findings, steps }: SyncReport): Noticed {
  const ids = [...new Set(findings.map(({ id, level }) => (level === 'warn' ? `${id} (warn)` : id)))].sort()
  const reason = steps.find(({ outcome }) => outcome === 'failed')?.reason ?? null
  return { findings: ids, words: reason === null ? null : plain(reason) }
}

/** What vendors notice that notice anything. */
async function noticedBy(plays: readonly (readonly [vendor: Vendor, report: Promise<SyncReport>])[]): Promise<Notices> {
  const all = await Promise.all(plays.map(async ([{ id }, report]) => [id, noticed(await report)] as const))
  return Object.fromEntries(all.filter(([, { findings, words }]) => findings.length > 0 || words !== null))
}

it.each(defects)(
  '$preset: somebody notices it, or it is said why nobody does',
  ({ row: { why, notices, situation } }) => {
    const counts = [notices, situation?.notices ?? {}].map((each) => Object.keys(each).length)
    expect(counts.some((count) => count > 0) || why !== undefined).toBe(true)
    expect(counts[0] === 0).toBe(why !== undefined)
  },
)

it.each(vendors)('$id: the page is about what sync plays where nothing else is said', async (vendor) => {
  const lines: string[] = []
  const err = { write: () => true, isTTY: false }
  const io = {
    out: (text: string) => void lines.push(text),
    err,
    env: {},
    cwd: projectRoot,
    onInterrupt: () => () => {},
  }
  expect(await runSimulator(vendor, ['sync', '--help'], io)).toBe(0)
  const said = lines.join('').replaceAll(/\s+/g, ' ')
  const { users, groups, seed, scenario } = UNTOLD
  for (const text of [`generate (default: ${users})`, `generate (default: ${groups})`, `random (default: ${seed})`])
    expect(said).toContain(text)
  expect(said).toContain(`(default: "${scenario}")`)
})

const perBlock = Math.floor(TEAMS / vendors.length)
const blocks = Array.from({ length: Math.ceil(defects.length / perBlock) }, (_, at) => ({
  name: defects[at * perBlock]?.preset,
  block: defects.slice(at * perBlock, (at + 1) * perBlock).map((defect, place) => ({ ...defect, place })),
}))
describe.each(blocks)('$name and the next', ({ block }) => {
  withTeams(block.length * vendors.length)

  it.each(block)('$preset: what each vendor notices, in the words of its admin', async ({ preset, row, place }) => {
    const plays = vendors.map((vendor, at) => {
      const report = teamWith(place * vendors.length + at, [preset]).then((team) =>
        playVendor(vendor, vendor.defaultProfile, { ...team, ...UNTOLD, ...row.order }),
      )
      return [vendor, report] as const
    })
    expect(await noticedBy(plays)).toEqual(row.notices)
  })
})

describe('in a situation of its own', () => {
  withTeams(vendors.length * (situations.length + 1))

  /** Plays a situation with the vendors that notice the defect in it, each against the team of its place from `first` on. */
  function play(situation: Situation, first: number, presets: readonly string[]): Promise<Notices> {
    const plays = vendors.flatMap((vendor, at) => {
      if (!(vendor.id in situation.notices)) return []
      const order = { scenario: situation.play, users: 1, groups: 0, seed: situation.play }
      const report = teamWith(first + at, presets).then((team) =>
        playVendor(withFile(vendor, situation), vendor.defaultProfile, { ...team, ...order }),
      )
      return [[vendor, report] as const]
    })
    return noticedBy(plays)
  }

  it('the table has every defect there is, and docs/presets.md shows it', async () => {
    const { body } = await operator.api('GET', '/api/teams/t0/faults')
    const { knownPresets } = teamFaultsSchema.parse(body)
    expect(Object.keys(table).sort()).toEqual(knownPresets.map(({ id }) => id).sort())
    await expect(presetsPage(knownPresets, vendors)).toMatchFileSnapshot(join(projectRoot, 'docs', 'presets.md'))
  })

  it.each(situations)('$preset: what vendors notice of $play, in the words of their admins', async (situation) => {
    const { preset, place, notices } = situation
    const found = await play(situation, (place + 1) * vendors.length, [preset])
    expect(found).toEqual(notices)
    const sound = await play(situation, 0, [])
    for (const id of Object.keys(notices))
      expect(sound[id], `${id} at a target without the defect`).not.toEqual(found[id])
  })
})
