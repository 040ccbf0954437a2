import type { Expected } from '@scimulator/admin-api'
import {
  type ActionOption,
  type ActionOrder,
  type ActionSubject,
  type AdminAction,
  type Behaviour,
  type Directory,
  type Evidence,
  isSilent,
  type ScenarioContext,
  type StepResult,
} from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import { connectApp } from '../behaviours/connect-app.ts'
import { leftOut, whyClosed } from '../behaviours/task.ts'
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
  /** Part of setting the app up: a scenario does not press Enable before it. */
  readonly beforeEnable?: true
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
          if (isToBeEnabled(app, act, context)) yield* connectApp(app, [])
          if (yield* isSilent(act.play(app, order, { before, after, context }))) yield* noTask(app, order, label)
          return expectedState(app)
        },
      }
    },
  }
}

/** Whether a scenario orders something of an app that is new: nobody else presses Enable. */
function isToBeEnabled({ saved }: OneLoginApp, { beforeEnable }: Act, { setsUp }: ScenarioContext): boolean {
  return setsUp === true && beforeEnable !== true && saved.console.apiStatus === null
}

/** A step about what the order names, where none of it is a task. */
function noTask(app: OneLoginApp, { person, group }: ActionOrder, label: string): Behaviour<StepResult> {
  const stranger = person !== undefined && app.findLogin(person.id)?.hasApp !== true
  const reason = stranger ? 'The person has no login in this app' : 'Nothing in this app changes: there is no task'
  const subject = { kind: 'directory', name: 'Tasks' } as const
  const user = person && ({ kind: 'user', name: app.userNameOf(person) } as const)
  const role = group && ({ kind: 'group', name: group.displayName } as const)
  return leftOut(user ?? role ?? subject, 'verify', whyClosed(app) ?? { outcome: 'notSent', reason }, label)
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
