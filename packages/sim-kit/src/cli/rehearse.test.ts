import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rehearseReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { send, waitFor } from '../behaviour/behaviour.ts'
import { rehearse } from '../behaviour/rehearse.ts'
import type { Rehearsal, RehearsalCase } from '../profile/rehearsal.ts'
import { sendJson } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, type Ran, run, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

const evidence = { mark: 'vendor-docs', source: 'the suite', date: '2026' } as const
const cases: RehearsalCase[] = [
  { id: 'get', title: 'Get users', level: 'required', evidence },
  { id: 'create', title: 'Create a user', level: 'required', evidence },
  { id: 'soon', title: 'Cursor paging', level: 'preview', evidence },
  { id: 'odd', title: 'An odd header', level: 'required', evidence, knownFalseFailure: 'RFC 7644 asks for less.' },
  { id: 'groups', title: 'Groups', level: 'required', evidence },
  { id: 'late', title: 'Never played', level: 'required', evidence },
]

/** Each case sends one request; the target answers with how the case is to come out. */
const suite: Rehearsal = {
  id: 'gallery',
  label: 'Gallery suite',
  summary: 'What the gallery asks for.',
  evidence,
  options: [
    { id: 'data', summary: 'which test data', values: ['small', 'large'], default: 'small' },
    { id: 'app', summary: 'who sends', values: ['plain', 'fancy'], default: 'plain' },
  ],
  profileOption: 'app',
  cases,
  headers: ({ host }) => [
    ['Host', host],
    ['X-Suite', 'gallery'],
  ],
  *play(_context, { data }) {
    for (const one of cases.slice(0, 5)) {
      yield* rehearse(suite, one, function* () {
        if (one.id === 'groups') return { outcome: 'skip', reason: 'groups are not announced' }
        if (one.id === 'soon') yield* waitFor(60_000, 'the suite pauses')
        const answer = yield* send({ shape: one.id, method: 'GET', path: `/Users?case=${one.id}&data=${data}` })
        if (answer.kind === 'response' && answer.status === 200) return { outcome: 'pass' }
        const instead = answer.kind === 'response' ? `status ${answer.status}` : answer.reason
        return { outcome: 'fail', asserted: 'Status is 200', instead, exchanges: [answer.exchange] }
      })
    }
  },
}

/** Rehearses against a target on which the named cases fail. */
async function rehearsed(
  failing: string[],
  ...more: string[]
): Promise<Ran & { requests: string[]; headers: unknown[] }> {
  const headers: unknown[] = []
  const { url, requests } = await target((request, response) => {
    headers.push(request.headers['x-suite'])
    const fails = failing.some((id) => request.url?.includes(`case=${id}&`))
    sendJson(response, fails ? 400 : 200, { Resources: [] })
  })
  const ran = await run(['rehearse', `${url}/scim`, '--token', 'canary-token', ...more], {
    vendor: { rehearsals: [suite, { ...suite, id: 'other', cases: [] }] },
  })
  return { ...ran, requests, headers }
}

describe('rehearse', () => {
  test('plays the first suite with its own client, and exits 0 when what the vendor demands passes', async () => {
    const { code, out, err, requests, headers } = await rehearsed([])
    expect([code, err]).toEqual([0, ''])
    expect(requests).toEqual(['get', 'create', 'soon', 'odd'].map((id) => `GET /scim/Users?case=${id}&data=small`))
    expect(new Set(headers)).toEqual(new Set(['gallery']))
    expect(out).toMatch(/^Fake IdP \(Plain app\), rehearse:gallery -> http/)
    expect(out).toMatch(
      /\nPASS in [\d.]+ m?s: 6 cases, 4 requests\nSimulated time: 1 min\n {2}1 min: the suite pauses\n/,
    )
    expect(out).toContain('\nGallery suite: 6 cases, 4 pass, 0 fail, 1 skipped, 1 not run\n')
    expect(out).toContain('\n  pass     get: Get users\n')
    expect(out).toContain('\n  skip     groups: Groups\n           groups are not announced\n')
    expect(out).toContain('\n  not run  late: Never played\n')
  })

  test('a case the vendor demands fails the run, and says what was asserted and what came instead', async () => {
    const { code, out } = await rehearsed(['create'])
    expect(code).toBe(1)
    expect(out).toMatch(/\nFAIL in /)
    expect(out).toContain(
      '\n  FAIL     create: Create a user\n           asserted: Status is 200\n           instead:  status 400\n           seen in:  x2\n',
    )
  })

  test('a preview and a known false failure fail no run', async () => {
    const { code, out } = await rehearsed(['soon', 'odd'])
    expect(code).toBe(0)
    expect(out).toContain('2 fail (1 known false)')
    expect(out).toContain('\n  fail     soon (preview): Cursor paging\n')
    expect(out).toContain('\n           known false failure: RFC 7644 asks for less.\n')
  })

  test('--json prints the run with the cases of the suite', async () => {
    const { code, out } = await rehearsed(['create', 'odd'], '--json')
    expect(code).toBe(1)
    const { rehearsal, ...report } = rehearseReportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({
      scenario: 'rehearse:gallery',
      verdict: 'fail',
      simulatedMs: 60_000,
      waits: [{ why: 'the suite pauses', ms: 60_000, atStep: 2 }],
      coverage: { known: 6, exercised: 4, missing: ['groups', 'late'], broken: ['create', 'odd'] },
      findings: [
        { id: 'create', level: 'error' },
        { id: 'odd', level: 'warn' },
      ],
    })
    expect(rehearsal).toMatchObject({ suite: 'gallery', label: 'Gallery suite' })
    const rows = rehearsal.cases.map(({ id, outcome, exchanges }) => [id, outcome, exchanges])
    expect(rows).toEqual([
      ['get', 'pass', ['x1']],
      ['create', 'fail', ['x2']],
      ['soon', 'pass', ['x3']],
      ['odd', 'fail', ['x4']],
      ['groups', 'skip', []],
      ['late', 'notRun', []],
    ])
    expect(rehearsal.cases[3]).toEqual({
      id: 'odd',
      title: 'An odd header',
      level: 'required',
      mark: 'vendor-docs',
      outcome: 'fail',
      asserted: 'Status is 200',
      instead: 'status 400',
      knownFalseFailure: 'RFC 7644 asks for less.',
      exchanges: ['x4'],
    })
  })

  test('JUnit has one testcase per case, with a failure for those that count', async () => {
    await rehearsed(['create', 'odd'], '--report', 'junit=r.xml', '--report', 'html=r.html')
    const xml = await readFile(join(folder(), 'r.xml'), 'utf8')
    expect(xml).toContain('<testsuite name="fake gallery" tests="6" failures="1" skipped="2"')
    expect(xml.match(/<testcase /g)).toHaveLength(6)
    expect(xml).toMatch(
      /name="create: Create a user" time="[\d.]+"><failure message="status 400">asserted: Status is 200\n/,
    )
    expect(xml).toMatch(/name="odd: An odd header" time="[\d.]+"><system-out>failed \(known false failure: /)
    const html = await readFile(join(folder(), 'r.html'), 'utf8')
    expect(html).toContain('<h2>Gallery suite</h2>')
    expect(html).toContain('simulated time: 1 min')
  })

  test('a target that refuses the token ends it: exit 2, the rest was not run', async () => {
    const { url } = await target((_request, response) => sendJson(response, 401, {}))
    const args = ['rehearse', url, '--token', 'canary-token', '--json']
    const { code, out, err } = await run(args, { vendor: { rehearsals: [suite] } })
    expect([code, err]).toEqual([2, 'The target refuses the token (status 401).\n'])
    const { rehearsal, verdict } = rehearseReportSchema.parse(JSON.parse(out))
    expect(verdict).toBe('fail')
    expect(new Set(rehearsal.cases.map(({ outcome }) => outcome))).toEqual(new Set(['notRun']))
  })

  test.each<[string[], RegExp]>([
    [['--suite', 'galery'], /^Suite "galery" is unknown\. Did you mean gallery\? There are: gallery, other\.\n$/],
    [['--option', 'data=tiny'], /^Value of option data "tiny" is unknown\./],
    [['--option', 'date=small'], /^Option of the suite gallery "date" is unknown\. Did you mean data\?/],
    [
      ['--profile', 'plain', '--option', 'app=fancy'],
      /^--profile plain and --option app=fancy name two profiles: give one of them\.\n$/,
    ],
    [['--option', 'app=fancy'], /^Profile "fancy" is unknown\./],
    [['--suite', 'other', '--option', 'x'], /^--option takes NAME=VALUE/],
  ])('%j is refused, exit 2, nothing sent', async (args, line) => {
    const { code, err, requests } = await rehearsed([], ...args)
    expect([code, requests]).toEqual([2, []])
    expect(err).toMatch(line)
  })

  test('a vendor without suites says so', async () => {
    const { code, err } = await run(['rehearse', 'http://127.0.0.1:9', '--token', 't'])
    expect([code, err]).toEqual([2, 'No acceptance suite of Fake IdP is known.\n'])
  })
})
