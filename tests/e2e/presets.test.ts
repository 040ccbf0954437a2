import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SyncReport, teamFaultsSchema } from '@scimulator/admin-api'
import { type Lab, loadVendor, playVendor, startLab, type Visitor } from '@scimulator/tests-support'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** What a run finds of a defect, and the first words its vendor's admin would read. */
const noticedSchema = z.object({ findings: z.array(z.string()), words: z.string().nullable() })
type Noticed = z.infer<typeof noticedSchema>

/** What is played, where the usual few people do not show it; who notices what: a vendor that is not named notices nothing. */
const rowSchema = z.object({
  order: z
    .object({ users: z.number(), groups: z.number().exactOptional(), scenario: z.string().exactOptional() })
    .exactOptional(),
  notices: z.record(z.string(), noticedSchema),
})
/** By defect. */
const file = join(import.meta.dirname, 'preset-notices.json')
const table = z.record(z.string(), rowSchema).parse(JSON.parse(readFileSync(file, 'utf8')))

const vendors = await Promise.all(['okta', 'onelogin', 'azure'].map(loadVendor))
const presets = Object.keys(table)
/** Teams a server begins with at most. */
const TEAMS = 18

let lab: Lab
let operator: Visitor

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

it('the table has every defect there is', async () => {
  const one = await startLab([{ team: 't0', displayName: 'T0', vendor: 'okta', people: [] }])
  try {
    const visitor = await one.operator()
    const { body } = await visitor.api('GET', '/api/teams/t0/faults')
    expect(presets.toSorted()).toEqual(
      teamFaultsSchema
        .parse(body)
        .knownPresets.map(({ id }) => id)
        .sort(),
    )
  } finally {
    await one.stop()
  }
})

const blocks = Array.from({ length: Math.ceil(presets.length / (TEAMS / 3)) }, (_, at) =>
  presets.slice(at * (TEAMS / 3), (at + 1) * (TEAMS / 3)),
)
describe.each(blocks)('%s and the next', (...block) => {
  const defects = block.flat()
  const plays = defects.flatMap((preset) => vendors.map((vendor) => ({ preset, vendor })))
  beforeAll(async () => {
    lab = await startLab(plays.map((_, at) => ({ team: `t${at}`, displayName: `T${at}`, vendor: 'okta', people: [] })))
    operator = await lab.operator()
  })
  afterAll(() => lab.stop())

  it.each(plays.map(({ preset, vendor }, at) => [preset, vendor.label, vendor, at] as const))(
    '%s: what %s notices, in the words of its admin',
    async (preset, _label, vendor, at) => {
      const team = lab.teams.find(({ name }) => name === `t${at}`)
      if (team === undefined) throw new Error(`There is no team t${at}.`)
      const { status } = await operator.api('PUT', `/api/teams/${team.name}/preset`, { presets: [preset] })
      expect(status).toBe(200)
      const order = { scenario: 'lifecycle', users: 12, groups: 3, seed: preset, ...table[preset]?.order }
      const report = await playVendor(vendor, vendor.defaultProfile, { ...team, ...order })
      expect(noticed(report)).toEqual(table[preset]?.notices[vendor.id] ?? { findings: [], words: null })
    },
  )
})
