import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Exchange, SyncReport } from '@scimulator/admin-api'
import { endProcess, firstLine, projectRoot, readKnownFaults, runSync } from '@scimulator/tests-support'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

const folder = join(projectRoot, 'tests', 'interop')
const people = join(folder, 'people.csv')
const token = 'interop-token'
const errorSchema = z.object({ status: z.string(), detail: z.string() })
const groupSchema = z.object({ members: z.array(z.object({ value: z.string() })) })

/** What every exchange of a finding must show, worked out from that server's own answers. */
const proofs: Record<string, (exchanges: Exchange[]) => void> = {
  'members-duplicated': (exchanges) => {
    const groups = exchanges.flatMap(({ response }) => {
      const parsed = groupSchema.safeParse(JSON.parse(response?.body || '{}'))
      return parsed.success ? [parsed.data.members.map(({ value }) => value)] : []
    })
    expect(groups.some((members) => new Set(members).size < members.length)).toBe(true)
  },
  'create-refused': refusedBecause(/schema type that is incompatible/),
  'refused:add-manager': refusedBecause(/'manager' expected complex value but found type 'string'/),
  'refused:disable-user': refusedBecause(/'active' expected value type 'boolean' but found type 'string'/),
  'refused:add-filtered': refusedBecause(/does not match any values for 'add' op/),
}

function refusedBecause(detail: RegExp): (exchanges: Exchange[]) => void {
  return (exchanges) => {
    for (const { response } of exchanges) {
      expect(response?.status).toBe(400)
      expect(errorSchema.parse(JSON.parse(response?.body ?? '')).detail).toMatch(detail)
    }
  }
}

describe('scimmy-routers 1.3.2 on Express 4, a server that is strict about what vendors send', () => {
  let server: ChildProcess
  let url: string

  beforeEach(async () => {
    server = spawn(process.execPath, ['scimmy-server.mjs'], {
      cwd: folder,
      env: { PATH: process.env.PATH, SCIM_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    url = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(server))).url
  })
  afterEach(() => endProcess(server))

  const cases: [string, string, string[]][] = [
    ['okta', 'template', ['members-duplicated']],
    ['okta', 'aiw', []],
    ['onelogin', 'v2-enterprise', ['create-refused']],
    ['azure', 'default', ['refused:add-manager', 'refused:disable-user', 'refused:add-filtered']],
    ['azure', 'aadOptscim062020', ['refused:add-manager', 'refused:add-filtered']],
  ]
  it.each(cases)('%s %s finds exactly %j, each shown by the answers of the server', async (vendor, profile, ids) => {
    const args = ['--target', url, '--token', token, '--profile', profile, '--people', people]
    const { code, report } = await runSync(vendor, args)
    expect(report.findings.map(({ id }) => id)).toEqual(ids)
    expect({ code, verdict: report.verdict }).toEqual(
      ids.length > 0 ? { code: 1, verdict: 'fail' } : { code: 0, verdict: 'pass' },
    )
    for (const { id, exchanges } of report.findings) {
      expect(exchanges).not.toEqual([])
      proofs[id]?.(exchangesOf(report, exchanges))
    }
  })

  it('every known fault in what it takes from vendors is among the findings', async () => {
    const { findings } = await readKnownFaults('scimmy-routers 1.3.2')
    expect(cases.flatMap(([, , ids]) => ids)).toEqual(expect.arrayContaining([...findings]))
  })
})

function exchangesOf(report: SyncReport, ids: readonly string[]): Exchange[] {
  const wanted = new Set(ids)
  return report.steps.flatMap(({ exchanges }) => exchanges).filter(({ id }) => wanted.has(id))
}
