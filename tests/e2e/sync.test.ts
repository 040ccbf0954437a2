import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot, readHoldings, runSync, sorted, startServer } from '@scimulator/tests-support'
import { afterAll, describe, expect, it } from 'vitest'

const people = join(projectRoot, 'examples', 'people.csv')
const folder = await mkdtemp(join(tmpdir(), 'scimulator-e2e-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const profiles = [
  ['okta', 'template'],
  ['okta', 'aiw'],
  ['onelogin', 'v2-enterprise'],
  ['azure', 'default'],
  ['azure', 'aadOptscim062020'],
] as const

const targetArgs = (vendor: string, server: { url: string; scimUrl: string }): string[] =>
  vendor === 'onelogin'
    ? ['--target', 'acme', '--app-url', `${server.url}/teams/{subdomain}/scim/v2`]
    : ['--target', server.scimUrl]

describe.each([':memory:', 'sqlite file'])('a sync into a team kept in %s', (store) => {
  it.each(profiles)(
    '%s %s passes, exercises its whole catalogue and leaves what it says it leaves',
    async (vendor, profile) => {
      const data = store === ':memory:' ? store : join(folder, `${vendor}-${profile}`)
      const server = await startServer({ data })
      try {
        const sync = await runSync(vendor, [
          ...targetArgs(vendor, server),
          '--token',
          server.token,
          '--profile',
          profile,
          '--people',
          people,
        ])
        expect(sync.report.findings).toEqual([])
        expect(sync.report.coverage).toMatchObject({ missing: [], broken: [] })
        expect(sync.report.coverage.known).toBeGreaterThanOrEqual(20)
        expect(sync.report.coverage.survived).toBe(sync.report.coverage.known)
        expect(sync.report.verdict).toBe('pass')
        expect(sync.code).toBe(0)
        expect(await readHoldings(server.scimUrl, server.token)).toEqual(sorted(sync.report.expected))
      } finally {
        await server.stop()
      }
    },
  )
})
