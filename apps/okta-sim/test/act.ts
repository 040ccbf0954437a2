import type { Expected } from '@scimulator/admin-api'
import type { ActionOrder, AdminAction, Behaviour, Profile, ScenarioContext } from '@scimulator/sim-kit'

/** What the admin orders by that id, over the directory of the context; options that are not named have their defaults. */
export function act(
  profile: Profile,
  id: string,
  context: ScenarioContext,
  { options, ...subjects }: Partial<ActionOrder> = {},
): Behaviour<Expected> {
  const action = actionOf(profile, id)
  const order = { ...subjects, options: { ...defaultsOf(action), ...options } }
  const { directory, play } = action.prepare(order, context.directory)
  return play({ ...context, directory })
}

/** The profile's action of that id. */
export function actionOf(profile: Profile, id: string): AdminAction {
  const found = profile.adminActions.find((action) => action.id === id)
  if (found === undefined) throw new Error(`no action ${id}`)
  return found
}

/** The options of an order that names none. */
export function defaultsOf({ options = [] }: AdminAction): Record<string, string> {
  return Object.fromEntries(options.flatMap(({ id, default: usual }) => (usual === undefined ? [] : [[id, usual]])))
}
