import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scenariosDocumentSchema, syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeVendor } from '../run/select.ts'
import { sharedScenarios } from '../scenario/shared-scenarios.ts'
import { fakeFollow } from '../testing/fake-follow.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { sendJson } from '../testing/http-target.ts'
import { memoryServer } from '../testing/memory-target.ts'
import { closeFolder, folder, openFolder, run, syncArgs, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

const profile = { follow: fakeFollow }
const story = `id: story
summary: Two people, one of whom leaves
people:
  - { userName: ann@example.com, givenName: Ann, familyName: Lee }
  - { userName: bob@example.com, givenName: Bob, familyName: Ray }
steps:
  - sync
  - expect: synced
  - leave: bob@example.com
  - sync
  - expect: { who: bob@example.com, is: inactive }
`

async function put(text: string): Promise<string> {
  await writeFile(join(folder(), 'story.yaml'), text)
  return 'story.yaml'
}

describe('sync --scenario FILE.yaml', () => {
  test('plays the file with its own people, and passes', async () => {
    const made = await target(memoryServer())
    const { code, out } = await run(syncArgs(made, '--json', '--scenario', await put(story)), { profile })
    expect(code).toBe(0)
    const report = syncReportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({
      scenario: 'story',
      counters: { people: 2, groups: 0 },
      expected: {
        users: [
          { userName: 'ann@example.com', active: true },
          { userName: 'bob@example.com', active: false },
        ],
      },
    })
  })

  test('names the actions it had the admin order among what is inferred', async () => {
    const made = await target(memoryServer())
    const text = `${story}  - act: { action: unassign, person: ann@example.com }\n`
    const { out } = await run(syncArgs(made, '--json', '--scenario', await put(text)), { profile })
    const { inferred = [] } = syncReportSchema.parse(JSON.parse(out))
    expect(inferred.filter(({ kind }) => kind === 'action').map(({ id }) => id)).toEqual(['unassign'])
  })

  test('its own reading of the target is recorded, and counts neither as traffic nor in the coverage', async () => {
    const made = await target(memoryServer())
    const { out } = await run(syncArgs(made, '--json', '--scenario', await put(story)), { profile })
    const { counters, coverage, steps } = syncReportSchema.parse(JSON.parse(out))
    expect(made.requests.filter((line) => line.startsWith('GET'))).toHaveLength(2)
    expect(counters.exchanges).toBe(made.requests.length - 2)
    expect(coverage).toMatchObject({ known: 3, exercised: 1 })
    const checks = steps.filter(({ action }) => action === 'verify')
    expect(checks.flatMap(({ exchanges }) => exchanges.map(({ shape }) => shape))).toEqual(['ownCheck', 'ownCheck'])
  })

  test('a difference fails the run, with whose attribute and the exchange', async () => {
    const memory = memoryServer()
    const made = await target((request, response, body) => {
      if (request.method === 'PUT') sendJson(response, 200, { id: '1' })
      else memory(request, response, body)
    })
    const { code, out } = await run(syncArgs(made, '--json', '--scenario', await put(story)), { profile })
    expect(code).toBe(1)
    const { verdict, findings, steps } = syncReportSchema.parse(JSON.parse(out))
    expect(verdict).toBe('fail')
    expect(findings).toMatchObject([
      { whose: 'server', title: 'bob@example.com is active, expected inactive.', exchanges: ['x5'] },
    ])
    expect(steps.at(-1)?.exchanges.map(({ id }) => id)).toEqual(['x5'])
  })

  test.each([
    [
      'an unknown word',
      story.replace('- leave', '- leeve'),
      'story.yaml:9:5: Step "leeve" is unknown. Did you mean leave?',
    ],
    [
      'somebody who is not there',
      story.replace('leave: bob', 'leave: bib'),
      'story.yaml:9:5: There is no "bib@example.com"',
    ],
    ['no YAML', 'id: [', 'story.yaml:1:'],
  ])('%s exits 2 with the place, and nothing is sent', async (_name, text, message) => {
    const made = await target(memoryServer())
    const { code, err } = await run(syncArgs(made, '--scenario', await put(text)), { profile })
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).toContain('Nothing was sent.')
    expect(made.requests).toEqual([])
  })

  test('a file that is not there, and people beside the file’s own, exit 2', async () => {
    const made = await target()
    const missing = await run(syncArgs(made, '--scenario', 'missing.yaml'), { profile })
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('missing.yaml cannot be read')])
    const both = await run(syncArgs(made, '--scenario', await put(story), '--users', '3'), { profile })
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('has people of its own')])
    expect(made.requests).toEqual([])
  })
})

describe('shared scenarios', () => {
  test('are played by a profile that follows its directory, with their options', async () => {
    const made = await target(memoryServer())
    const args = ['--json', '--users', '10', '--groups', '2', '--scenario', 'churn', '--option', 'cycles=2']
    const { code, out } = await run(syncArgs(made, ...args), { profile })
    expect(code).toBe(0)
    const { steps } = syncReportSchema.parse(JSON.parse(out))
    expect(steps.filter(({ action }) => action === 'verify').map(({ cause }) => cause)).toEqual([
      'expect',
      'expect, round 1 of 2',
      'expect, round 2 of 2',
    ])
  })

  test('an option it does not have exits 2', async () => {
    const args = ['--scenario', 'churn', '--option', 'cylces=2']
    const { code, err } = await run(syncArgs(await target(), ...args), { profile })
    expect(code).toBe(2)
    expect(err).toContain('Option of scenario churn "cylces" is unknown. Did you mean cycles?')
  })

  test('are in the profile’s list as the dashboard sees it, but only where it follows its directory', () => {
    const ids = sharedScenarios().map(({ id }) => id)
    expect(ids).toEqual(['big-group', 'churn', 'import', 'mass-leave', 'rehire', 'rename', 'reorg'])
    const listed = (vendor: ReturnType<typeof fakeVendor>): string[] | undefined =>
      describeVendor(vendor).profiles[0]?.scenarios.map(({ id }) => id)
    expect(listed(fakeVendor())).toEqual(['lifecycle', 'broken'])
    expect(listed(fakeVendor(profile))).toEqual(['lifecycle', 'broken', ...ids])
    const [lifecycle, , , churn] = describeVendor(fakeVendor(profile)).profiles[0]?.scenarios ?? []
    expect(churn).toMatchObject({ id: 'churn', options: { cycles: 3, joiners: 3, movers: 3, leavers: 2 } })
    expect(lifecycle).not.toHaveProperty('options')
  })

  test('scenarios lists them with their options, as text and as JSON', async () => {
    const text = await run(['scenarios'], { profile })
    expect(text.out).toContain('lifecycle    own     create everybody')
    expect(text.out).toMatch(/churn +shared .*cycles=3/)
    const { out } = await run(['scenarios', '--json'], { profile })
    const [listed] = scenariosDocumentSchema.parse(JSON.parse(out)).vendors
    expect(listed?.scenarios.find(({ id }) => id === 'churn')).toMatchObject({
      shared: true,
      options: { cycles: 3 },
      profiles: ['plain'],
    })
  })

  test('--help names them', async () => {
    const { out } = await run(['sync', '--help'], { profile })
    expect(out.replace(/\s+/g, ' ')).toContain('big-group, churn, import')
  })
})
