import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHoldings, runSync, sorted, startServer } from '@scimulator/tests-support'
import { expect, it, onTestFinished } from 'vitest'

it.each(['okta', 'onelogin', 'azure'])(
  '%s provisions 2,000 people and 40 groups into SQLite and leaves what it says',
  async (vendor) => {
    const data = await mkdtemp(join(tmpdir(), 'scimulator-soak-'))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const server = await startServer({ data })
    onTestFinished(() => server.stop())
    const size = ['--users', '2000', '--groups', '40', '--exchanges', 'failed']
    const { code, report } = await runSync(vendor, ['--target', server.scimUrl, '--token', server.token, ...size])
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(report.expected))
  },
)
