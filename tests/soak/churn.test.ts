import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenariosDocumentSchema } from '@scimulator/admin-api'
import { readHoldings, runCli, runSync, sorted, startServer } from '@scimulator/tests-support'
import { expect, it, onTestFinished } from 'vitest'

const { stdout } = await runCli(['scenarios', '--json'])
const profiles = scenariosDocumentSchema
  .parse(JSON.parse(stdout))
  .vendors.flatMap(({ vendor, scenarios }) =>
    scenarios.filter(({ id }) => id === 'churn').flatMap((churn) => churn.profiles.map((id) => [vendor, id] as const)),
  )

it.each(profiles)(
  '%s (%s) keeps up with 20 cycles of joiners, movers and leavers among 500 people',
  async (vendor, profile) => {
    const data = await mkdtemp(join(tmpdir(), 'scimulator-soak-'))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const server = await startServer({ data })
    onTestFinished(() => server.stop())
    const options = ['cycles=20', 'joiners=15', 'movers=40', 'leavers=15'].flatMap((option) => ['--option', option])
    const { code, report } = await runSync(vendor, [
      ...['--target', server.scimUrl, '--token', server.token, '--profile', profile, '--seed', 'soak'],
      ...['--users', '500', '--groups', '20', '--scenario', 'churn', '--exchanges', 'failed', ...options],
    ])
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    const looks = report.steps.filter(({ action, cause }) => action === 'verify' && cause?.startsWith('expect'))
    expect(looks.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 21 }, () => 'succeeded'))
    expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(report.expected))
  },
)
