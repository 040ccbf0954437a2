import { type RunEvent, runEventSchema } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import type { FindingDraft } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import type { WireResult } from '../http/wire-client.ts'
import { createMasker } from './mask.ts'
import { createRecorder, type Recorder } from './recorder.ts'

const ok: WireResult = { kind: 'response', status: 200, reasonPhrase: 'OK', headers: [], body: '{}', ms: 1.5 }
const draft = (exchanges: string[], more: Partial<FindingDraft> = {}): FindingDraft => ({
  id: 'f',
  whose: 'server',
  title: 'T',
  consequence: 'c',
  change: 'd',
  rfc: null,
  mark: 'inferred',
  exchanges,
  ...more,
})

function open(): {
  recorder: Recorder
  events: RunEvent[]
  send: (shape: string, outcome?: 'succeeded' | 'failed', result?: WireResult) => string
} {
  const events: RunEvent[] = []
  const recorder = createRecorder({
    people: 2,
    groups: 1,
    shapes: ['a', 'b', 'c'],
    masker: createMasker(['Bearer secret-token']),
    now: () => new Date(0),
    sinks: [(event) => events.push(runEventSchema.parse(event))],
    bodyLimit: 10,
  })
  const send = (shape: string, outcome: 'succeeded' | 'failed' = 'succeeded', result = ok): string => {
    const step = recorder.beginStep({ kind: 'user', name: 'ann' }, 'create', undefined)
    const request = {
      method: 'GET',
      target: '/',
      headers: [['Authorization', 'Bearer secret-token']] as const,
      body: undefined,
    }
    const id = recorder.exchange({ step, attempt: 1, startedAt: new Date(0), shape, quirks: ['q'], request, result })
    recorder.endStep(step, { outcome })
    return id
  }
  return { recorder, events, send }
}

const finish = (recorder: Recorder) => recorder.finish({ status: 'finished', stopReason: null })

describe('coverage', () => {
  test('a shape survives when it was exercised and nothing speaks against it', () => {
    const { recorder, send } = open()
    send('a')
    send('unknown')
    expect(finish(recorder).coverage).toEqual({ known: 3, exercised: 1, survived: 1, missing: ['b', 'c'], broken: [] })
  })

  test('a failed step breaks the shapes of its exchanges', () => {
    const { recorder, send } = open()
    send('a', 'failed')
    send('b')
    expect(finish(recorder).coverage).toMatchObject({ exercised: 2, survived: 1, broken: ['a'] })
  })

  test('an error finding breaks the shapes it names, a warning does not', () => {
    const { recorder, send } = open()
    const [a, b] = [send('a'), send('b')]
    recorder.finding(draft([a]))
    recorder.finding(draft([b], { id: 'w', level: 'warn' }))
    expect(finish(recorder).coverage).toMatchObject({ survived: 1, broken: ['a'] })
  })
})

describe('an own check', () => {
  test('is in the events, marked, and in no figure of the vendor’s traffic', () => {
    const { recorder, events, send } = open()
    send('a')
    const own = send(OWN_CHECK, 'failed')
    recorder.finding(draft([own]))
    const { counters, coverage, shapes, quirks, verdict } = finish(recorder)
    expect(counters).toMatchObject({ exchanges: 1, ownChecks: 1, findings: 1 })
    expect(coverage).toMatchObject({ exercised: 1, survived: 1, broken: [] })
    expect([[...shapes], [...quirks], verdict]).toEqual([['a'], ['q'], 'fail'])
    const ended = events.flatMap((event) => (event.type === 'step' && event.step.outcome !== null ? [event.step] : []))
    expect(ended.map(({ ownCheck }) => ownCheck)).toEqual([undefined, true])
    const sent = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.shape] : []))
    expect(sent).toEqual(['a', OWN_CHECK])
  })

  test('adds no quirk, and makes no step of the vendor’s one of ours', () => {
    const { recorder, events } = open()
    const step = recorder.beginStep({ kind: 'user', name: 'ann' }, 'create', undefined)
    const seen = { step, attempt: 1, startedAt: new Date(0), quirks: ['q'], result: ok }
    const request = { method: 'GET', target: '/', headers: [], body: undefined }
    recorder.exchange({ ...seen, shape: OWN_CHECK, request })
    recorder.exchange({ ...seen, shape: 'b', quirks: [], request })
    recorder.exchange({ ...seen, shape: OWN_CHECK, request })
    recorder.endStep(step, { outcome: 'failed' })
    expect(events.at(-1)).not.toHaveProperty('step.ownCheck')
    const { quirks, coverage } = finish(recorder)
    expect([quirks.size, coverage.broken]).toEqual([0, ['b']])
  })
})

describe('verdict', () => {
  test('a warning passes; an error finding, a failed step and a broken-off run fail', () => {
    const warned = open()
    warned.recorder.finding(draft([], { level: 'warn' }))
    expect(finish(warned.recorder).verdict).toBe('pass')
    const found = open()
    found.recorder.finding(draft([]))
    expect(finish(found.recorder).verdict).toBe('fail')
    const failed = open()
    failed.send('a', 'failed')
    expect(finish(failed.recorder).verdict).toBe('fail')
    expect(open().recorder.finish({ status: 'stopped', stopReason: 'x' }).verdict).toBe('fail')
  })
})

describe('events', () => {
  test('a step is told when it begins and when it ends; an open one ends with the run', () => {
    const { recorder, events } = open()
    recorder.beginStep({ kind: 'group', name: 'g' }, 'createGroup', 'assignment')
    recorder.finish({ status: 'stopped', stopReason: 'gone' })
    expect(events).toMatchObject([
      { type: 'step', step: { id: 's1', outcome: null, cause: 'assignment' } },
      { type: 'step', step: { id: 's1', outcome: 'failed', reason: 'gone' } },
      { type: 'finished', status: 'stopped', stopReason: 'gone', counters: { steps: 1, failed: 1 } },
    ])
  })

  test('exchanges leave masked, bodies cut, with quirks and the tolerances the server names', () => {
    const { events, send } = open()
    const header = (value: string): WireResult => ({ ...ok, headers: [['Scimulator-Exchange', value]] })
    send('a', 'succeeded', { ...ok, body: '0123456789abc' })
    send('a', 'succeeded', header('id1; tolerances=one, two'))
    send('a', 'succeeded', header('id1'))
    send('a', 'succeeded', { kind: 'silence', reason: 'reset', ms: 3 })
    const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))
    expect(exchanges[0]).toMatchObject({
      id: 'x1',
      stepId: 's1',
      quirks: ['q'],
      request: { headers: [['Authorization', 'Bearer ***']], body: null },
      response: { body: '0123456789… (3 characters more)' },
    })
    expect(exchanges.map(({ tolerances }) => tolerances)).toEqual([null, ['one', 'two'], [], null])
    expect(exchanges[3]).toMatchObject({ response: null, error: 'reset', ms: 3 })
  })

  test('an exchange names the fault it met, the way’s before the target’s, without secrets', () => {
    const { recorder, events, send } = open()
    const says = { ...ok, headers: [['scimulator-fault', 'hang secret-token']] } as WireResult
    send('a', 'succeeded', says)
    send('a', 'succeeded', { ...says, fault: 'reset on GET' })
    send('a')
    const seen = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.fault] : []))
    expect(seen).toEqual(['hang ***', 'reset on GET', undefined])
    expect(finish(recorder).faults.map(({ fault, by }) => `${by} ${fault}`)).toEqual([
      'target hang ***',
      'target reset on GET',
    ])
  })

  test('SC-02 no event carries the credential, wherever the target put it', () => {
    const { recorder, events, send } = open()
    send('a', 'succeeded', { ...ok, body: '12345secret-token' })
    send('a', 'succeeded', { kind: 'silence', reason: 'coded as "secret-token"', ms: 1 })
    recorder.beginStep({ kind: 'user', name: 'secret-token' }, 'import', 'secret-token')
    recorder.finding(draft([], { title: 'secret-token', consequence: 'secret-token', change: 'secret-token' }))
    finish(recorder)
    expect(JSON.stringify(events)).not.toContain('secret')
  })

  test('a body of megabytes is recorded as its beginning', () => {
    const { events, send } = open()
    send('a', 'succeeded', { ...ok, body: `token "${'x'.repeat(10_000_000)}"` })
    const recorded = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.response?.body] : []))
    expect(recorded).toEqual(['token "xxx… (9999998 characters more)'])
  })

  test('reasons and titles with an endless detail of the server are cut', () => {
    const { recorder, events } = open()
    const step = recorder.beginStep({ kind: 'user', name: 'ann' }, 'create', undefined)
    recorder.endStep(step, { outcome: 'failed', reason: `400: ${'x'.repeat(5000)}` })
    recorder.finding(draft([], { title: `Refused: ${'x'.repeat(5000)}` }))
    for (const event of events.slice(1, 3)) expect(JSON.stringify(event).length).toBeLessThan(2500)
  })

  test('the last event says what the target should hold, when the run knows', () => {
    const { recorder, events } = open()
    const expected = { users: [{ userName: 'ann', active: true }], groups: [] }
    recorder.finish({ status: 'finished', stopReason: null, expected })
    expect(events.at(-1)).toMatchObject({ type: 'finished', expected })
  })

  test('the same finding again joins the first; other titles of one id stay apart, up to a limit', () => {
    const { recorder, events } = open()
    recorder.finding(draft(['x1']))
    recorder.finding(draft(['x2', 'x1']))
    expect(events.at(-1)).toMatchObject({ finding: { exchanges: ['x1', 'x2'] } })
    for (let index = 0; index < 100; index++) recorder.finding(draft(['x3'], { title: `T${index}` }))
    expect(finish(recorder).counters.findings).toBe(20)
  })

  test('steps count by what they did, people and groups alike', () => {
    const { recorder } = open()
    for (const action of ['create', 'createGroup', 'renameGroup', 'deactivate', 'verify'] as const) {
      recorder.endStep(recorder.beginStep({ kind: 'user', name: 'x' }, action, undefined), { outcome: 'succeeded' })
    }
    recorder.endStep(recorder.beginStep({ kind: 'user', name: 'x' }, 'create', undefined), {
      outcome: 'notSent',
      reason: 'r',
    })
    expect(finish(recorder).counters).toMatchObject({
      steps: 6,
      created: 2,
      updated: 1,
      deactivated: 1,
      notSent: 1,
      failed: 0,
    })
  })
})
