import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHoldings, runSync, sorted, startServer } from '@scimulator/tests-support'
import { afterAll, describe, expect, it } from 'vitest'
import { heldByTheRules, peopleFile, sizeOfPeopleFile, untoldChanges } from './vendor-rules.ts'

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

it('has 40 people in 6 groups to go by', () => {
  expect(sizeOfPeopleFile()).toEqual({ people: 40, groups: 6 })
})

describe.each([':memory:', 'sqlite file'])('a sync into a team kept in %s', (store) => {
  it.each(profiles)(
    "%s %s passes with a report by the schema of sync.schema.json, exercises its catalogue, and leaves the people file's state by the vendor's rules",
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
          peopleFile,
        ])
        // runSync parsed it with the zod schema docs/schemas/sync.schema.json is generated from; nothing was dropped.
        expect(JSON.parse(sync.stdout)).toEqual(sync.report)
        expect(sync.report.findings).toEqual([])
        expect(sync.report.coverage).toMatchObject({ missing: [], broken: [] })
        expect(sync.report.coverage.known).toBeGreaterThanOrEqual(20)
        expect(sync.report.coverage.survived).toBe(sync.report.coverage.known)
        expect(sync.report.verdict).toBe('pass')
        expect(sync.code).toBe(0)
        const held = await readHoldings(server.scimUrl, server.token)
        expect(held).toEqual(sorted(heldByTheRules(vendor)))
        expect(untoldChanges(vendor, sync.report.steps)).toEqual([])
        expect(sorted(sync.report.expected)).toEqual(held)
      } finally {
        await server.stop()
      }
    },
  )
})
