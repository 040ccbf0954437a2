import { describe, expect, test } from 'vitest'
import { type Behaviour, send } from '../behaviour/behaviour.ts'
import { findings, list, once, run } from '../testing/drive-run.ts'
import type { WireAnswer } from '../testing/fake-wire.ts'

test('a request whose answer the vendor judges does not end the run as the first', async () => {
  const refused = (): WireAnswer => ({ status: 401 })
  expect((await run(send(list), refused)).driven.status).toBe('stopped')
  const { driven, events } = await run(send({ ...list, ownVerdict: true }), refused)
  expect(driven.status).toBe('finished')
  expect(findings(events)).toEqual([])
  const silent = await run(send({ ...list, ownVerdict: true }), () => ({ silence: 'reset' }))
  expect(silent.driven.status).toBe('stopped')
})

describe('what stops a run at its first answer', () => {
  test.each<[string, WireAnswer, string, string]>([
    ['silence', { silence: 'nothing listens' }, 'targetUnreachable', 'The target cannot be reached: nothing listens.'],
    ['401', { status: 401, body: '{}' }, 'tokenRefused', 'The target refuses the token (status 401).'],
    ['403', { status: 403 }, 'accessRefused', 'The target refuses access (status 403).'],
    [
      '403 with a reason',
      { status: 403, body: '{"detail":"SCIM is switched off."}' },
      'accessRefused',
      'The target refuses access (status 403): "SCIM is switched off."',
    ],
    [
      'HTML',
      { status: 404, body: '<!doctype html>' },
      'targetNotScim',
      'The target does not speak SCIM: it answers 404 with HTML.',
    ],
    ['nothing', { status: 200 }, 'targetNotScim', 'The target does not speak SCIM: it answers 200 with an empty body.'],
    [
      'text',
      { status: 200, body: 'hi' },
      'targetNotScim',
      'The target does not speak SCIM: it answers 200 with something that is no JSON.',
    ],
    [
      'a redirect',
      { status: 302, headers: [['Location', 'https://x/']] },
      'targetRedirects',
      'The target redirects (status 302) to https://x/.',
    ],
  ])('%s as the first answer, with one finding that names the exchange', async (_what, answer, id, reason) => {
    const meeting = { met: false }
    const { driven, events, wire } = await run(once(), () => answer, {
      meeting,
      retry: () => ({ retry: true, afterMs: 0, why: 'again' }),
    })
    expect(driven).toEqual({ status: 'stopped', reason })
    expect(meeting).toEqual({ met: false })
    expect(findings(events)).toMatchObject([{ id, level: 'error', exchanges: ['x1'] }])
    expect(wire.requests).toHaveLength(1)
  })

  test.each<WireAnswer>([
    { status: 401 },
    { status: 403 },
    { status: 302 },
    { status: 200, body: '<!doctype html>' },
    { status: 200, body: '[]' },
    { silence: 'reset' },
  ])('not %j of a target an earlier run has met: that is for the vendor to judge', async (answer) => {
    const { driven, events } = await run(once(), () => answer, { meeting: { met: true } })
    expect(driven).toEqual({ status: 'finished', value: 'status' in answer ? answer.status : 0 })
    expect(findings(events)).toEqual([])
  })

  test('is that of the first run that meets the target', async () => {
    const meeting = { met: false }
    await run(once(), () => ({ status: 503 }), { meeting })
    expect(meeting).toEqual({ met: true })
  })

  test('not an empty answer to a write: there is nothing to read', async () => {
    function* write(): Behaviour<number> {
      const answer = yield* send({ shape: 'list', method: 'PATCH', path: '/Groups/1', body: {} })
      return answer.kind === 'response' ? answer.status : 0
    }
    expect((await run(write(), () => ({ status: 204 }))).driven).toEqual({ status: 'finished', value: 204 })
  })

  test.each([{ status: 503, body: '<p>' }, { status: 429 }, { status: 404, body: '{}' }])(
    'not %j: that is for the vendor to judge',
    async (answer) => {
      expect((await run(once(), () => answer)).driven).toEqual({ status: 'finished', value: answer.status })
    },
  )

  test.each(['{"hello":1}', '[]', 'null'])('JSON that is no list to the first query: %s', async (body) => {
    const { driven } = await run(once(), () => ({ status: 200, body }))
    expect(driven).toEqual({
      status: 'stopped',
      reason: 'The target does not speak SCIM: it answers 200 with JSON that is no ListResponse.',
    })
  })
})
