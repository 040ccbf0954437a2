import { OWN_CHECK } from '@scimulator/admin-api'
import { type Behaviour, type Command, type ScimRequest, together } from './behaviour.ts'

export { OWN_CHECK }

/** Plays a behaviour as the simulator's own check of the target: what it sends is asked for nobody but ourselves. */
export function* asOwnCheck<T>(behaviour: Behaviour<T>): Behaviour<T> {
  let next = behaviour.next()
  while (!next.done) next = behaviour.next(yield* marked(next.value))
  return next.value
}

function* marked(command: Command): Behaviour<unknown> {
  if (command.type === 'send') return yield { type: 'send', request: ownRequest(command.request) }
  if (command.type === 'together') return yield* together(command.lanes.map(asOwnCheck), command.limit)
  return yield command
}

/** The request without what would make it the vendor's. */
function ownRequest({ quirks: _quirks, ...request }: ScimRequest): ScimRequest {
  return { ...request, shape: OWN_CHECK }
}
