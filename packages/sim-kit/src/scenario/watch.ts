import { type Behaviour, type Command, together } from '../behaviour/behaviour.ts'
import type { PlannedStep } from './planned.ts'

/** What a scenario saw of the vendor at work. */
export interface Seen {
  /** Names of subjects whose last step failed, in lower case. */
  readonly failed: Set<string>
  /** Of the values an expectation asks for, those that some write carried. */
  readonly sent: Set<string>
  /** Every value an expectation asks for. */
  readonly wanted: ReadonlySet<string>
}

/** Opens the watch over a plan: only what its expectations ask for is looked for in what is sent. */
export function openWatch(steps: readonly PlannedStep[]): Seen {
  const wanted = new Set<string>()
  for (const planned of steps) {
    if (planned.type !== 'expect' || planned.check.type !== 'people') continue
    for (const { has } of planned.check.people)
      for (const [, value] of has) if (value !== null) wanted.add(String(value))
  }
  return { failed: new Set(), sent: new Set(), wanted }
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
  if (command.type !== 'together') return yield command
  const lanes = command.lanes.map((lane) => watching(lane, seen))
  return yield* together(lanes, command.limit)
}

function note(command: Command, subject: string | undefined, seen: Seen): void {
  if (command.type === 'endStep' && subject !== undefined) {
    if (command.result.outcome === 'failed') seen.failed.add(subject)
    else if (command.result.outcome === 'succeeded') seen.failed.delete(subject)
  }
  if (command.type === 'send' && seen.wanted.size > 0) noteValues(command.request.body, seen)
}

function noteValues(body: unknown, { wanted, sent }: Seen): void {
  const waiting = [body]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === 'object' && value !== null) waiting.push(...definedValues(value))
    else if (wanted.has(String(value))) sent.add(String(value))
  }
}

function definedValues(value: object): unknown[] {
  return Object.values(value).filter((inner) => inner !== undefined)
}
