import type { Directory } from '../directory/directory.ts'
import type { ActionOrder, AdminAction, PreparedAction } from './admin-action.ts'

/** Makes an order ready; when it is played, the run is told which action that is. @throws UsageError as the action does */
export function prepareAction(action: AdminAction, order: ActionOrder, directory: Directory): PreparedAction {
  const { directory: after, play } = action.prepare(order, directory)
  return {
    directory: after,
    *play(context) {
      context.noteAction?.(action.id)
      return yield* play(context)
    },
  }
}
