import type { Expected } from '@scimulator/admin-api'
import type {
  ActionOption,
  ActionOrder,
  ActionSubject,
  AdminAction,
  Behaviour,
  Directory,
  Evidence,
  ScenarioContext,
} from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import { expectedState } from '../scenarios/expected.ts'

/** An act of the admin in the terms of this simulator. */
export interface Act {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  readonly needs?: readonly ActionSubject[]
  readonly options?: readonly ActionOption[]
  /** What the order makes of the directory; absent: nothing changes there. @throws UsageError */
  readonly change?: (order: ActionOrder, directory: Directory) => Directory
  readonly play: (app: OneLoginApp, order: ActionOrder, scene: Scene) => Behaviour<unknown>
}

/** What an act is played in: the directory before and after it. */
export interface Scene {
  readonly before: Directory
  readonly after: Directory
  readonly context: ScenarioContext
}

/** The act as an action of a profile whose apps are made with this connector. */
export function toAdminAction(act: Act, connector: Connector): AdminAction {
  const { id, label, summary, evidence, needs = [], options } = act
  return {
    id,
    label,
    summary,
    evidence,
    needs,
    ...(options === undefined ? {} : { options }),
    prepare(order, before) {
      const after = act.change?.(order, before) ?? before
      return {
        directory: after,
        *play(context): Behaviour<Expected> {
          const app = new OneLoginApp({ ...context, directory: after }, connector)
          yield* act.play(app, order, { before, after, context })
          return expectedState(app)
        },
      }
    },
  }
}

/** The subject that the action says it needs. */
export function named<T>(subject: T | undefined): T {
  if (subject === undefined) throw new TypeError('An action was prepared without the subject it needs.')
  return subject
}

/** The value of an option; the default where the order says nothing. */
export function optionOf({ options }: ActionOrder, { id, default: usual = '' }: ActionOption): string {
  return (Object.hasOwn(options, id) ? options[id] : undefined) ?? usual
}
