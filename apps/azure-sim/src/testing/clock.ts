import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, Directory, DirectoryChange, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { follow } from '../behaviours/follow.ts'
import type { JobSetup } from '../job/job.ts'
import { createResponder, type Fault, type Responder } from './responder.ts'
import { EXACT } from './trace.ts'
import { aContext, DEFAULT_SETUP } from './world.ts'

/** An app at a target, whose time moves with the waits of what is played. */
export interface TestApp {
  readonly context: ScenarioContext
  readonly responder: Responder
  /** Lets time pass without anything being played. */
  pass(ms: number): void
  /** Plays something on the app's context, with a directory. */
  play<T>(directory: Directory, body: (context: ScenarioContext) => Behaviour<T>): Played<T>
  follow(change: DirectoryChange): Played<Expected>
}

/** Opens an app with an empty target; the time begins at 2026-01-01T00:00:00Z. */
export function aTestApp(
  options: {
    readonly knobs?: Readonly<Record<string, string>>
    readonly fault?: Fault
    readonly setup?: JobSetup
    /** A document of settings. */
    readonly settings?: JsonObject
  } = {},
): TestApp {
  let now = Date.parse('2026-01-01T00:00:00Z')
  const responder = createResponder(options.fault)
  const base = aContext({ people: [], groups: [] }, { ...EXACT, ...options.knobs })
  const { settings } = options
  const context: ScenarioContext = { ...base, ...(settings && { settings }), now: () => new Date(now) }
  function* timed<T>(behaviour: Behaviour<T>): Behaviour<T> {
    let next = behaviour.next()
    while (!next.done) {
      if (next.value.type === 'wait') now += next.value.ms
      next = behaviour.next(yield next.value)
    }
    return next.value
  }
  const playOn: TestApp['play'] = (directory, body) => play(timed(body({ ...context, directory })), responder.answer)
  return {
    context,
    responder,
    pass(ms) {
      now += ms
    },
    play: playOn,
    follow: (change) => playOn(change.after, (inner) => follow(options.setup ?? DEFAULT_SETUP, change, inner)),
  }
}
