import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkReportSchema } from '@scimulator/admin-api'
import { endProcess, firstLine, projectRoot, readKnownFaults, runCli } from '@scimulator/tests-support'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** What its known faults look like in its own answers. */
const KNOWN: Record<string, RegExp> = {
  'M-018': /^The members after adding one again are \["([^"]+)","[^"]+","\1"\]/,
  'F-004': /title eq "…a" are \[\] instead of \["A"\]/,
  'F-035': /was answered with 400 .*Cannot convert undefined or null to object/,
  'S-063': /^PATCH \/Users\/\S+ was answered with 204 instead of 400/,
  'O-007': /^Sorted ascending by emails\.value/,
  'B-018': /^The statuses are \["409","201"\]/,
  'B-019': /^1 Groups were made by one operation\./,
  'B-020': /^POST \/Bulk was not answered: /,
  'Q-012': /Cannot read properties of undefined/,
}

/** Every row it misses. The rows of unknown ids, ids in PUT and the scheme's case are those of the handlers around it. */
const FAILING = [
  ...['A-005', 'A-007', 'A-008', 'A-014', 'A-021', 'B-007', 'B-018', 'B-019', 'B-024', 'C-001', 'C-005', 'D-015'],
  ...['E-010', 'F-004', 'F-011', 'F-013', 'F-014', 'F-019', 'F-022', 'F-023', 'F-027', 'F-028', 'F-029', 'F-031'],
  ...['F-032', 'F-035', 'F-038', 'F-039', 'F-044', 'F-053', 'M-007', 'M-008', 'M-010', 'M-018', 'M-025', 'M-043'],
  ...['M-049', 'M-051', 'M-052', 'M-055', 'M-057', 'M-059', 'M-067', 'O-003', 'O-007', 'O-010', 'P-007', 'P-016'],
  ...['Q-006', 'Q-012', 'S-001', 'S-002', 'S-007', 'S-010', 'S-016', 'S-023', 'S-031', 'S-032', 'S-034', 'S-047'],
  ...['S-049', 'S-056', 'S-063', 'S-069', 'U-002', 'U-017', 'U-019', 'X-002', 'Z-002', 'Z-007', 'Z-016'],
]
/** What it does not do that it should, a form of `attributes` that makes it fail with 500, and a bulkId that it waits for for ever. */
const WARNING = ['A-011', 'B-020', 'C-010', 'D-004', 'E-006', 'E-008', 'R-013', 'S-025', 'S-066']

const token = 'interop-token'

async function check(url: string, env: Record<string, string>, only = '') {
  const { code, stdout, stderr } = await runCli(['check', url, '--json', '--only', only], env)
  if (stdout === '') throw new Error(`check printed nothing (exit ${code}): ${stderr}`)
  const report = checkReportSchema.parse(JSON.parse(stdout))
  const rows = (outcome: string) => report.results.filter((result) => result.outcome === outcome).map(({ id }) => id)
  return { code, report, rows }
}

describe('scimulator check on scimmy-routers 1.3.2', () => {
  let server: ChildProcess

  async function start(...flags: string[]): Promise<string> {
    server = spawn(process.execPath, [...flags, 'scimmy-server.mjs'], {
      cwd: join(projectRoot, 'tests', 'interop'),
      env: { PATH: process.env.PATH, SCIM_TOKEN: token },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return z.object({ url: z.string() }).parse(JSON.parse(await firstLine(server))).url
  }
  afterEach(() => endProcess(server))

  it('finds exactly the rows it misses', async () => {
    const { code, report, rows } = await check(await start(), { SCIM_TOKEN: token })
    expect(code).toBe(1)
    for (const [id, detail] of Object.entries(KNOWN)) {
      expect(report.results.find((result) => result.id === id)?.detail).toMatch(detail)
    }
    expect(rows('fail').sort()).toEqual(FAILING)
    expect(rows('warn').sort()).toEqual(WARNING)
    expect(FAILING).toEqual(expect.arrayContaining([...(await readKnownFaults('scimmy-routers 1.3.2')).rows]))
  })

  it('finds that on Express 5 it does not read the page that is asked for', async () => {
    const { rows: ids } = await readKnownFaults('scimmy-routers 1.3.2 on Express 5')
    const { code, rows } = await check(await start('--import', './express-5.mjs'), { SCIM_TOKEN: token }, 'P')
    expect(code).toBe(1)
    expect(rows('fail')).toEqual(expect.arrayContaining([...ids]))
    expect(FAILING.filter((id) => ids.includes(id))).toEqual([])
  })
})
