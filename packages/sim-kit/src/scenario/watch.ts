import { type Behaviour, type Command, type StepResult, send, together } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'
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
  let current: WatchedStep = { subject: undefined, checks: false }
  let next = behaviour.next()
  while (!next.done) {
    const command = next.value
    if (command.type === 'beginStep') current = { subject: command.subject.name.toLowerCase(), checks: false }
    if (command.type === 'send' && command.request.shape === OWN_CHECK) current.checks = true
    if (command.type === 'endStep') noteEnd(command.result, current, seen)
    next = behaviour.next(yield* obeyed(command, seen))
  }
  return next.value
}

interface WatchedStep {
  readonly subject: string | undefined
  /** The simulator asked for itself. */
  checks: boolean
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

/** That an own check went well makes up for nothing the vendor failed to do. */
function noteEnd({ outcome }: StepResult, { subject, checks }: WatchedStep, { failed }: Seen): void {
  if (subject === undefined) return
  if (outcome === 'failed') failed.add(subject)
  else if (outcome === 'succeeded' && !checks) failed.delete(subject)
}
