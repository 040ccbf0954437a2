import { expect, test } from 'vitest'
import { play } from '../testing/play.ts'
import { type Behaviour, type ScimRequest, send, step, together } from './behaviour.ts'
import { asOwnCheck, OWN_CHECK } from './own-check.ts'

const read = (path: string): ScimRequest => ({ shape: 'read', method: 'GET', path, quirks: ['odd'] })

function* lane(path: string): Behaviour<number> {
  yield* step({ kind: 'user', name: path }, 'verify', function* () {
    const answer = yield* send(read(path))
    return { outcome: answer.kind === 'response' ? 'succeeded' : 'failed' }
  })
  return path.length
}

test('what a behaviour sends as the own check is marked, side by side too, and nothing else of it changes', () => {
  function* body(): Behaviour<readonly number[]> {
    yield* send(read('/1'))
    return yield* together([lane('/Users/2'), lane('/33')], 2)
  }
  const [own, plain] = [play(asOwnCheck(body()), () => ({ status: 200 })), play(body(), () => ({ status: 200 }))]
  expect(own.requests).toEqual(plain.requests.map(({ method, path }) => ({ shape: OWN_CHECK, method, path })))
  expect(own.steps).toEqual(plain.steps)
  expect(own.result).toEqual([8, 3])
})
