import { describe, expect, test } from 'vitest'
import { type Behaviour, type ScimRequest, send, together } from '../behaviour/behaviour.ts'
import { findings, json, list, run } from '../testing/drive-run.ts'

describe('what stops a run', () => {
  function* many(): Behaviour<void> {
    for (let count = 0; count < 10; count++) yield* send(list)
  }

  test('three silences in a row, retries counted', async () => {
    const { driven, wire, events } = await run(many(), (index) => (index === 0 ? json : { silence: 'reset' }))
    expect(driven).toEqual({ status: 'stopped', reason: 'The target stopped answering: reset.' })
    expect(wire.requests).toHaveLength(4)
    expect(findings(events)[0]?.exchanges).toEqual(['x2', 'x3', 'x4'])
  })

  test('three silences of one method, though another is answered between them', async () => {
    const write: ScimRequest = { shape: 'write', method: 'POST', path: '/Users', body: {} }
    function* readAndWrite(): Behaviour<void> {
      for (let count = 0; count < 10; count++) {
        yield* send(list)
        yield* send(write)
      }
    }
    const { driven, wire } = await run(readAndWrite(), (index) => (index % 2 === 0 ? json : { silence: 'timed out' }))
    expect(driven.status).toBe('stopped')
    expect(wire.requests).toHaveLength(6)
  })

  test('three silences of three methods', async () => {
    function* mixed(): Behaviour<void> {
      yield* send(list)
      for (const method of ['POST', 'PATCH', 'DELETE', 'GET'] as const) {
        yield* send({ shape: 'write', method, path: '/Users/1' })
      }
    }
    const { driven, wire } = await run(mixed(), (index) => (index === 0 ? json : { silence: 'timed out' }))
    expect(driven.status).toBe('stopped')
    expect(wire.requests).toHaveLength(4)
  })

  test('silences with answers between them do not', async () => {
    const { driven } = await run(many(), (index) => (index % 3 === 0 ? json : { silence: 'reset' }))
    expect(driven.status).toBe('finished')
  })

  test('an interrupt, in every lane', async () => {
    const abort = new AbortController()
    const { driven, wire } = await run(
      together([many(), many()], 2),
      (index) => {
        if (index === 3) abort.abort()
        return json
      },
      { signal: abort.signal },
    )
    expect(driven).toEqual({ status: 'stopped', reason: 'interrupted' })
    expect(wire.requests.length).toBeLessThan(6)
  })

  test('an error inside a behaviour is no stop: it is thrown', async () => {
    function* broken(): Behaviour<void> {
      yield* send(list)
      throw new Error('bug')
    }
    await expect(run(together([many(), broken()], 2))).rejects.toThrow('bug')
  })
})
