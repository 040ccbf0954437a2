import { expect, test } from 'vitest'
import { type Behaviour, send } from '../behaviour/behaviour.ts'
import { asOwnCheck } from '../behaviour/own-check.ts'
import { watchKnobs } from '../evidence/watch-knobs.ts'
import { createMasker } from '../recorder/mask.ts'
import { createRecorder } from '../recorder/recorder.ts'
import { fakeWire } from '../testing/fake-wire.ts'
import { simulatedClock, systemClock } from './clock.ts'
import { drive } from './drive.ts'

function* read(): Behaviour<void> {
  yield* send({ shape: 'list', method: 'GET', path: '/Users' })
}

/** Knobs used by what is sent once and answered. */
async function used(behaviour: Behaviour<void>): Promise<{ used: string[]; sent: unknown[] }> {
  const watched = watchKnobs({ agent: 'a/1', tries: '1' })
  const wire = fakeWire(() => ({ status: 200, body: '{"totalResults":0,"Resources":[]}' }))
  await drive(behaviour, {
    knobs: watched.knobs,
    client: wire,
    connection: { baseUrl: 'http://h:1/scim', authorization: 'a' },
    profile: {
      headers: ({ knobs }) => [['User-Agent', knobs.agent ?? '']],
      retry: (_answer, attempt, _previousMs, knobs) =>
        attempt < Number(knobs.tries) ? { retry: true, afterMs: 0, why: 'w' } : { retry: false },
    },
    recorder: createRecorder({
      people: 0,
      groups: 0,
      shapes: ['list'],
      masker: createMasker([]),
      now: () => new Date(0),
      sinks: [],
    }),
    clock: simulatedClock(systemClock),
  })
  return { used: [...watched.used], sent: wire.requests.map(({ headers }) => headers) }
}

test('an own check is sent and asked again as the knobs say, and is no use of them', async () => {
  const sent = [[['User-Agent', 'a/1']]]
  expect(await used(read())).toEqual({ used: ['agent', 'tries'], sent })
  expect(await used(asOwnCheck(read()))).toEqual({ used: [], sent })
})
