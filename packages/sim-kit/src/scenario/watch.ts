import { type Behaviour, type Command, send, together } from '../behaviour/behaviour.ts'
import type { PlannedStep } from './planned.ts'
import { noteTold, openTold, type Told } from './told.ts'

/** What a scenario saw of the vendor at work. */
export interface Seen {
  /** Names of subjects whose last step failed, in lower case. */
  readonly failed: Set<string>
  /** Of the attributes an expectation asks for, what was last told of each User. */
  readonly told: Told
}

/** Opens the watch over a plan: only what its expectations ask for is looked for in what is sent. */
export function openWatch(steps: readonly PlannedStep[]): Seen {
  const paths = steps.flatMap((planned) => {
    if (planned.type !== 'expect' || planned.check.type !== 'people') return []
    return planned.check.people.flatMap(({ has }) => has.map(([path]) => path))
  })
  return { failed: new Set(), told: openTold(paths) }
}

/** Plays the vendor's behaviour unchanged, and notes what fails and what is sent. */
export function* watching<T>(behaviour: Behaviour<T>, seen: Seen): Behaviour<T> {
  let subject: string | undefined
  let next = behaviour.next()
  while (!next.done) {
    const command = next.value
    if (command.type === 'beginStep') subject = command.subject.name.toLowerCase()
    note(command, subject, seen)
    next = behaviour.next(yield* obeyed(command, seen))
  }
  return next.value
}

function* obeyed(command: Command, seen: Seen): Behaviour<unknown> {
  if (command.type === 'send') {
    const answer = yield* send(command.request)
    noteTold(seen.told, command.request, answer)
    return answer
  }
  if (command.type !== 'together') return yield command
  const lanes = command.lanes.map((lane) => watching(lane, seen))
  return yield* together(lanes, command.limit)
}

function note(command: Command, subject: string | undefined, seen: Seen): void {
  if (command.type === 'endStep' && subject !== undefined) {
    if (command.result.outcome === 'failed') seen.failed.add(subject)
    else if (command.result.outcome === 'succeeded') seen.failed.delete(subject)
  }
}
