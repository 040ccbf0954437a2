import { type SyncReport, syncReportSchema } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import { startCounters } from '../recorder/counters.ts'
import { hostile, record } from '../testing/run-record.ts'
import { type ReportFormat, renderReport, reportFormats } from './formats.ts'

describe('an own check', () => {
  const [step] = record().report.steps
  const exchanges = (step?.exchanges ?? []).map((exchange) => ({ ...exchange, shape: OWN_CHECK, quirks: [] }))
  const steps = [
    { ...step, subject: { kind: 'user', name: 'ann' }, action: 'verify', reason: 'lost', ownCheck: true, exchanges },
  ] as SyncReport['steps']
  const counters = { ...startCounters(1, 0), exchanges: 4, ownChecks: 2 }
  const show = (format: ReportFormat): string => renderReport(format, record({ steps, counters }))

  test('is counted apart and called so on the terminal', () => {
    expect(show('terminal')).toContain('4 requests and 2 own checks')
    expect(show('terminal')).toMatch(/\n {2}own check +1\n/)
    expect(show('terminal')).toContain('  own check: ann\n    lost')
    expect(show('terminal')).toContain('for example:  POST /scim/Users?a=1&b= -> 500 (own check)')
    const one = { ...counters, ownChecks: 1 }
    expect(renderReport('terminal', record({ counters: one }))).toContain('4 requests and 1 own check;')
    expect(renderReport('terminal', record())).not.toContain('own check')
  })

  test('is called so step by step, where a single order is shown', () => {
    const { head, ...rest } = record({ steps })
    const shown = renderReport('terminal', { ...rest, head: { ...head, isAction: true } })
    expect(shown).toMatch(/FAILED +own check ann\n +lost\n +POST \/scim\/Users\?a=1&b= -> 500 \(own check\)/)
  })

  test('is called so in html, junit and har', () => {
    expect(show('html')).toContain('<dt>own checks</dt><dd>2</dd>')
    expect(show('html')).toContain('failed</span> own check <b>ann</b>')
    expect(show('html')).toContain('x1 · 12 ms · own check · tolerance t')
    expect(show('junit')).toContain('classname="fake plain lifecycle.own check" name="own check user ann"')
    expect(show('har')).toContain('x1 own check user ann')
    expect(renderReport('har', record())).not.toContain('own check')
  })
})

describe('faults injected on purpose', () => {
  const [step] = record().report.steps
  const exchanges = (step?.exchanges ?? []).map((exchange) => ({ ...exchange, attempt: 2, fault: 'reset on POST' }))
  const faults: SyncReport['faults'] = [
    { fault: 'reset on POST', by: 'way', hits: 9, exchanges: ['x1', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9', 'x10', 'x11'] },
    { fault: 'slow by 5 ms on GET', by: 'way', hits: 0, exchanges: [] },
    { fault: 'wrongStatus', by: 'target', hits: 1, exchanges: ['x1'] },
  ]
  const changes = { faults, steps: [{ ...step, subject: { kind: 'user', name: 'ann' }, reason: null, exchanges }] }
  const show = (format: ReportFormat): string => renderReport(format, record(changes as Partial<SyncReport>))
  const texts = [
    'reset on POST: met by 9 requests (x1, x4, x5, x6, x7 and 4 more)',
    'slow by 5 ms on GET: met by no request',
    'wrongStatus, as the target says: met by 1 request (x1)',
  ]

  test('stand before everything they may have caused on the terminal', () => {
    const text = show('terminal')
    expect(text).toContain(`Faults injected on purpose: 3\n  ${texts.join('\n  ')}\n`)
    expect(text.indexOf('Faults injected')).toBeLessThan(text.indexOf('Findings:'))
    expect(text).toContain('for example:  POST /scim/Users?a=1&b= -> 500 (attempt 2, fault: reset on POST)')
  })

  test('are in html with the exchanges that are shown', () => {
    expect(show('html')).toContain('<h2>Faults injected on purpose: 3</h2>')
    expect(show('html')).toContain(
      '<li><b>reset on POST</b> <span class="meta">met by 9 requests</span> <a href="#x1">x1</a></li>',
    )
    expect(show('html')).toContain('x1 · 12 ms · attempt 2 · fault: reset on POST · quirk q')
  })

  test('are properties in junit, remarks in har, and in json as they are', () => {
    for (const text of texts) expect(show('junit')).toContain(`<property name="fault" value="${text}"/>`)
    expect(show('har')).toContain('x1 create user ann, attempt 2, fault: reset on POST')
    expect(show('har')).toContain(`; fault: ${texts[0]}; fault:`)
    expect(syncReportSchema.parse(JSON.parse(show('json'))).faults).toEqual(faults)
  })

  test('are no markup and no control where a target names them', () => {
    const named = record({ faults: [{ fault: hostile, by: 'target', hits: 1, exchanges: ['x1'] }] })
    for (const format of reportFormats) {
      const text = renderReport(format, named)
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      if (format === 'html' || format === 'junit') expect(text).not.toContain('<img')
      expect(text).not.toContain('##vso[')
    }
  })

  test('are no section where there are none', () => {
    for (const format of ['terminal', 'html', 'junit', 'har'] as const)
      expect(renderReport(format, record({ faults: [] }))).not.toMatch(/faults injected|"fault"|fault: /i)
  })
})
