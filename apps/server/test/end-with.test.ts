import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { endWith } from '../src/lifecycle/end-with.ts'

class FakeProcess extends EventEmitter {
  readonly codes: number[] = []
  exit(code: number): void {
    this.codes.push(code)
  }
}

function start(close: () => Promise<void>): { owner: FakeProcess; closes: () => number; log: string[] } {
  const owner = new FakeProcess()
  const log: string[] = []
  let closes = 0
  const server = {
    close() {
      closes += 1
      return close()
    },
  }
  endWith(server, pino({ level: 'info' }, { write: (line: string) => void log.push(line) }), owner)
  return { owner, closes: () => closes, log }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('RL-13 %s stops in order, with code 0', async (event) => {
  const { owner, closes } = start(() => Promise.resolve())
  owner.emit(event)
  owner.emit('SIGTERM')
  await settled()
  expect([closes(), owner.codes]).toEqual([1, [0]])
})

it('RL-13 a second Ctrl-C ends at once', () => {
  const { owner } = start(() => new Promise(() => {}))
  owner.emit('SIGINT')
  expect(owner.codes).toEqual([])
  owner.emit('SIGINT')
  expect(owner.codes).toEqual([1])
})

it('DS-12 a failure nobody caught is logged and stops the server in order, with code 1', async () => {
  const { owner, closes, log } = start(() => Promise.resolve())
  owner.emit('uncaughtException', new Error('boom'))
  await settled()
  expect([closes(), owner.codes]).toEqual([1, [1]])
  expect(log.join('')).toContain('boom')
})

it('a server that cannot stop in order ends with code 1', async () => {
  const { owner } = start(() => Promise.reject(new Error('stuck')))
  owner.emit('SIGTERM')
  await settled()
  expect(owner.codes).toEqual([1])
})
