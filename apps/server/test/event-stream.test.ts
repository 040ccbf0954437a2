import { EventEmitter } from 'node:events'
import type { Request, Response } from 'express'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createEventStreams } from '../src/http/event-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A response whose client never reads and never closes; the streams use no more of one than this. */
class DeafResponse extends EventEmitter {
  readonly writableLength = 0
  writableEnded = false
  writeHead(): this {
    return this
  }
  write(): boolean {
    if (this.writableEnded) throw new Error('write after end')
    return true
  }
  end(): void {
    this.writableEnded = true
  }
}

function aResponse(): { response: Response; ended: () => boolean } {
  const deaf = new DeafResponse()
  return { response: deaf as unknown as Response, ended: () => deaf.writableEnded } // see above
}

const GET = { method: 'GET' } as Request // no more of a request is looked at

it('DS-08 the oldest stream makes room for the newest, even if its client does not let go', () => {
  const streams = createEventStreams({ mayListen: () => true, maxStreams: 2 })
  const clients = [aResponse(), aResponse(), aResponse(), aResponse()]
  for (const { response } of clients) streams.open(GET, response)
  expect(clients.map(({ ended }) => ended())).toEqual([true, true, false, false])
  expect(streams.count).toBe(2)
})

it('PR-10 a stream whose caller may not listen any more ends with the next heartbeat, and says nothing after', () => {
  let mayListen = true
  const streams = createEventStreams({ mayListen: () => mayListen, heartbeatMs: 1000 })
  const { response, ended } = aResponse()
  const stream = streams.open(GET, response)
  vi.advanceTimersByTime(1500)
  expect(ended()).toBe(false)
  mayListen = false
  vi.advanceTimersByTime(1000)
  expect(ended()).toBe(true)
  expect(stream.send({ data: 'x' })).toBe(true)
  vi.advanceTimersByTime(5000)
})
