import { expect, test } from 'vitest'
import { play } from '../testing/play.ts'
import { type Behaviour, notSent, send, together } from './behaviour.ts'
import { isSilent } from './silent.ts'

const left = (): Behaviour<unknown> => notSent({ kind: 'user', name: 'ann' }, 'update', 'nothing changed')

function* quiet(): Behaviour<void> {
  yield* send({ shape: 'read', method: 'GET', path: '/Users' })
}

function* sideBySide(...lanes: Behaviour<unknown>[]): Behaviour<void> {
  yield* together(lanes, 2)
}

test.each([
  ['requests alone are no step', quiet, true],
  ['a step is heard, sent or not', left, false],
  ['a step in a lane is heard', () => sideBySide(quiet(), left()), false],
  ['lanes without a step are silent', () => sideBySide(quiet(), quiet()), true],
  ['no lane at all is silent', () => sideBySide(), true],
])('%s', (_title, behaviour, silent) => {
  const [watched, plain] = [
    play(isSilent(behaviour()), () => ({ status: 200 })),
    play(behaviour(), () => ({ status: 200 })),
  ]
  expect(watched.result).toBe(silent)
  expect(watched.requests).toEqual(plain.requests)
  expect(watched.steps).toEqual(plain.steps)
})
