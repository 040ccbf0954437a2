import { type SyncReport, syncReportSchema } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import { startCounters } from '../recorder/counters.ts'
import { hostile, record } from '../testing/run-record.ts'
import { writeReports } from './destinations.ts'
import { renderReport, reportFormats } from './formats.ts'
import { createProgress } from './progress.ts'

test('no report lets text of the target become markup or terminal control', () => {
  for (const format of reportFormats) {
    const text = renderReport(format, record())
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    if (format === 'html' || format === 'junit') expect(text).not.toContain('<img')
    expect(text).not.toMatch(/^\s*::/m)
    expect(text).not.toContain('##vso[')
  }
})

describe('terminal', () => {
  const text = renderReport('terminal', record())
  test('verdict, counts per action, coverage and findings', () => {
    expect(text).toContain('FAIL in 1.5 s: 1 people, 0 groups, 0 requests')
    expect(text).toMatch(/create +1\n/)
    expect(text).toMatch(/createGroup +1\n/)
    expect(text).toContain('Coverage: 2 of 3 request shapes exercised, 1 survived')
    expect(text).toContain('not exercised: c')
    expect(text).toContain('broken: b')
    expect(text).toContain('[f, RFC 7644 §3.3]')
    expect(text).toContain('what follows: then')
    expect(text).toContain('to change:    do')
    expect(text).toContain('createGroup: never')
  })

  test('what the run rests on that is concluded, by kind', () => {
    expect(text).toContain('Inferred: 1 request: r1; 2 knobs: k1, k2 (see: scimulator quirks fake --mark inferred)\n')
    expect(renderReport('terminal', record({ inferred: [] }))).toContain('Inferred: nothing that was used\n')
    expect(renderReport('html', record())).toMatch(
      /<h2>Inferred, so not to rely on: 3<\/h2>\n<ul><li>request <b>r1<\/b>/,
    )
    expect(renderReport('junit', record())).toContain(
      '<property name="inferred" value="1 request: r1; 2 knobs: k1, k2"/>',
    )
  })

  test('steps that failed alike are one entry, with the first names', () => {
    const [step] = record().report.steps
    const named = (name: string) => ({ ...step, subject: { kind: 'user' as const, name }, reason: `no ${name} here` })
    const steps = ['ann', 'bob', 'cy', 'di', 'ed'].map(named) as SyncReport['steps']
    const shown = renderReport('terminal', record({ steps, counters: { ...startCounters(5, 0), failed: 5 } }))
    expect(shown).toContain('5 steps failed')
    expect(shown).toContain('\nFailed steps: 5\n  create (5): ann, bob and 3 more\n    no ann here\n')
  })

  test('what was left out is told by its reason: skipped apart from what the vendor has no request for', () => {
    const [step] = record().report.steps
    const left = (outcome: 'skipped' | 'notSent', reason: string) => ({ ...step, outcome, reason })
    const steps = [left('skipped', 'is off'), left('skipped', 'is off'), left('notSent', 'no request')]
    const shown = renderReport('terminal', record({ steps: steps as SyncReport['steps'] }))
    expect(shown).toContain('\nSkipped:\n  create (2): is off\n\nNot sent:\n  create: no request\n')
  })

  test('a finding shows the request it was first seen in, and what is wrong stands before the figures', () => {
    expect(text).toContain('for example:  POST /scim/Users?a=1&b= -> 500')
    expect(text.indexOf('Findings: 2')).toBeLessThan(text.indexOf('Coverage:'))
    expect(text).toContain('Note: noted')
  })

  test('no line of the kit’s own words is longer than a terminal is wide', () => {
    const missing = Array.from({ length: 60 }, (_, index) => `shape-${index}`)
    const { coverage } = record().report
    const long = renderReport('terminal', record({ coverage: { ...coverage, missing } }))
    for (const line of long.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('a clean run fits on one screen and says there is no finding', () => {
    const clean = renderReport('terminal', record({ findings: [], verdict: 'pass', runUrl: 'http://h/runs/1' }))
    expect(clean).toContain('Findings: none')
    expect(clean).toContain('Run: http://h/runs/1')
    expect(clean.split('\n').length).toBeLessThan(25)
  })
})

test('json is valid by its schema and equal to the report', () => {
  expect(syncReportSchema.parse(JSON.parse(renderReport('json', record())))).toEqual(record().report)
})

test('names in scripts and emoji that are written with joiners stay whole in markup', () => {
  for (const format of ['html', 'junit'] as const) expect(renderReport(format, record())).toContain('👩‍🚀')
})

test('junit keeps line ends of an attribute as references', () => {
  expect(renderReport('junit', record())).toMatch(/message="[^"]*&#10;[^"]*&#13;[^"]*"/)
})

test('junit counts failures, skips and findings, and an early end is an error', () => {
  const text = renderReport('junit', record({ stopped: 'gone' }))
  expect(text).toMatch(/<testsuite name="fake plain lifecycle steps" tests="2" failures="1" skipped="1"/)
  expect(text).toMatch(/<testsuite name="fake plain lifecycle findings" tests="2" failures="1"/)
  expect(text).toContain('<error message="gone"/>')
  const opened = text.match(/<[a-z-]+(?=[ >])/g)?.length ?? 0
  const closed = text.match(/<\/|\/>/g)?.length ?? 0
  expect(opened).toBe(closed)
})

test('har holds every exchange with url, query and body', () => {
  const { log } = JSON.parse(renderReport('har', record())) as { log: { version: string; entries: unknown[] } }
  expect(log.version).toBe('1.2')
  expect(log.entries[0]).toMatchObject({
    time: 12,
    request: {
      method: 'POST',
      url: 'http://h:1/scim/Users?a=1&b=',
      queryString: [
        { name: 'a', value: '1' },
        { name: 'b', value: '' },
      ],
      postData: { mimeType: 'a/b', text: '{"a":1}' },
    },
    response: { status: 500, content: { text: hostile } },
  })
})

test('har has what version 1.2 demands, also for a request without an answer', () => {
  const [step] = record().report.steps
  const silent = step?.exchanges.map((exchange) => ({ ...exchange, response: null, error: 'reset' })) ?? []
  const steps = [{ ...step, exchanges: silent }] as SyncReport['steps']
  const har: unknown = JSON.parse(renderReport('har', record({ steps, target: 'masked ***' })))
  const log = {
    version: '1.2',
    creator: { name: 'Scimulator', version: '0.1.0' },
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00.000Z',
        time: 12,
        cache: {},
        timings: { send: 0, wait: 12, receive: 0 },
        request: { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: 7 },
        response: { status: 0, httpVersion: 'HTTP/1.1', content: { size: 0, mimeType: '' }, redirectURL: '' },
      },
    ],
  }
  expect(har).toMatchObject({ log })
})

test('html loads nothing and links findings to their exchanges', () => {
  const text = renderReport('html', record())
  expect(text).not.toMatch(/<(script|link|img|iframe)|<[^>]*src=|url\(/)
  expect(text).toContain('href="#x1"')
  expect(text).toContain('id="x1"')
})

describe('progress', () => {
  const step = {
    id: 's',
    index: 0,
    subject: { kind: 'user', name: 'ann' },
    action: 'create',
    reason: null,
    cause: null,
    startedAt: '',
    finishedAt: null,
  } as const

  test('one changing line on a terminal, cleared at the end', () => {
    const written: string[] = []
    const progress = createProgress({ isTTY: true, columns: 20, write: (text: string) => written.push(text) })
    progress.sink({ type: 'step', step: { ...step, outcome: 'failed' } })
    expect(written).toEqual(['1 steps, 1 failed …'])
    progress.clear()
    expect(written.at(-1)).toBe('\r\u001b[2K')
  })

  test('a line every five hundred steps elsewhere', () => {
    const written: string[] = []
    const progress = createProgress({ write: (text: string) => written.push(text) })
    for (let count = 0; count < 1250; count++) {
      progress.sink({ type: 'step', step: { ...step, outcome: null } })
      progress.sink({ type: 'step', step: { ...step, outcome: 'succeeded' } })
    }
    expect(written).toEqual(['500 steps\n', '1000 steps\n'])
  })
})

test('a report too large for one string is one clear line', async () => {
  const print = (): void => {
    throw new RangeError('Invalid string length')
  }
  expect(await writeReports(record(), [{ format: 'json', file: undefined }], print)).toEqual([
    'The json report cannot be written: it is too large; with --exchanges failed it is smaller.',
  ])
})
