import type { Behaviour } from './behaviour.ts'

/** Plays a behaviour unchanged; whether it came to no step at all, in lanes side by side neither. */
export function* isSilent(behaviour: Behaviour<unknown>): Behaviour<boolean> {
  const heard = { aStep: false }
  yield* listening(behaviour, heard)
  return !heard.aStep
}

function* listening<T>(behaviour: Behaviour<T>, heard: { aStep: boolean }): Behaviour<T> {
  const hear = (lane: Behaviour<unknown>): Behaviour<unknown> => listening(lane, heard)
  let next = behaviour.next()
  while (!next.done) {
    const { value } = next
    if (value.type === 'beginStep') heard.aStep = true
    next = behaviour.next(yield value.type === 'together' ? { ...value, lanes: value.lanes.map(hear) } : value)
  }
  return next.value
}
