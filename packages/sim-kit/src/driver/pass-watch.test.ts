import { expect, test } from 'vitest'
import { type Behaviour, notSent, together } from '../behaviour/behaviour.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder } from '../recorder/recorder.ts'
import { fakeWire } from '../testing/fake-wire.ts'
import { simulatedClock, systemClock } from './clock.ts'
import { drive } from './drive.ts'

async function passesOf(behaviour: Behaviour<unknown>): Promise<string[]> {
  const told: string[] = []
  const options = { people: 0, groups: 0, shapes: [], masker: createMasker([]), now: () => new Date(0), sinks: [] }
  await drive(behaviour, {
    knobs: {},
    client: fakeWire(() => ({ status: 200 })),
    connection: { baseUrl: 'http://h:1/scim', authorization: 'a' },
    profile: { headers: () => [], retry: () => ({ retry: false }) },
    recorder: createRecorder(options),
    clock: simulatedClock(systemClock),
    passes: {
      begin: (turns) => void told.push(`begin ${turns}`),
      turn: () => void told.push('turn'),
      end: () => void told.push('end'),
    },
  })
  return told
}

function* lane(name: string): Behaviour<void> {
  yield* notSent({ kind: 'user', name }, 'create', 'nothing to do')
}

const lanes = (count: number): Behaviour<void>[] => Array.from({ length: count }, (_, index) => lane(`u${index}`))

test('each pass is told with its turns, side by side or one after the other', async () => {
  function* two(): Behaviour<void> {
    yield* together(lanes(3), 2)
    yield* together(lanes(2), 1)
  }
  expect(await passesOf(two())).toEqual(['begin 3', 'turn', 'turn', 'turn', 'end', 'begin 2', 'turn', 'turn', 'end'])
})

test('what is played inside a turn, or for one alone or nobody, is no pass; what that one plays may be', async () => {
  function* inner(): Behaviour<void> {
    yield* together(lanes(5), 2)
  }
  expect(await passesOf(together([inner(), lane('u')], 1))).toEqual(['begin 2', 'turn', 'turn', 'end'])
  expect(await passesOf(together([], 1))).toEqual([])
  expect((await passesOf(together([inner()], 1))).at(0)).toBe('begin 5')
})
