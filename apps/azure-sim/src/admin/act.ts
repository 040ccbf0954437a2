import type { Expected } from '@scimulator/admin-api'
import {
  type ActionOption,
  type ActionOrder,
  type AdminAction,
  type Behaviour,
  type Directory,
  type DirectoryGroup,
  type Evidence,
  notSent,
  type Person,
  type ScenarioContext,
  type StepResult,
  UsageError,
} from '@scimulator/sim-kit'
import { reportUndecided } from '../behaviours/kept-profile.ts'
import { expectedTarget } from '../job/expected.ts'
import { type Job, type JobSetup, openJob, saveJob } from '../job/job.ts'

/** The provisioning job as the subject of a step. */
export const PROVISIONING = { kind: 'directory', name: 'Provisioning job' } as const

/** An action before what every action has in common. */
export interface ActionDraft {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  readonly needs?: AdminAction['needs']
  readonly options?: readonly ActionOption[]
  /** The directory the order leaves behind; absent: as it was. */
  readonly edit?: (directory: Directory, order: ActionOrder) => Directory
  /** Why the portal does not offer the act now; undefined: it does. */
  readonly refuses?: (job: Job, order: ActionOrder) => string | undefined
  /** What is done, on the app's job; `before` is the directory the order found. */
  readonly act: (job: Job, order: ActionOrder, before: Directory, after: Directory) => Behaviour<void>
}

/** An action out of its draft: it opens the job, acts, and keeps the job's state. */
export function toAction(setup: JobSetup, draft: ActionDraft): AdminAction {
  const { id, label, summary, evidence, needs = [], options, edit, refuses, act } = draft
  return {
    id,
    label,
    summary,
    evidence,
    needs,
    ...(options === undefined ? {} : { options }),
    prepare(order, before) {
      const after = edit?.(before, order) ?? before
      return {
        directory: after,
        *play(context): Behaviour<Expected> {
          const openBefore = (): Job => openJob(setup, { ...context, directory: before })
          const refusal = refuses?.(openBefore(), order)
          if (refusal === undefined) return yield* play(setup, context, after, (job) => act(job, order, before, after))
          context.keepDirectory?.(before)
          yield* shown(refusal, label)
          return expectedTarget(before, openBefore())
        },
      }
    },
  }
}

function* play(
  setup: JobSetup,
  context: ScenarioContext,
  directory: Directory,
  act: (job: Job) => Behaviour<void>,
): Behaviour<Expected> {
  const job = openJob(setup, { ...context, directory })
  yield* act(job)
  yield* reportUndecided(job)
  saveJob(job)
  return expectedTarget(directory, job)
}

/** Whether a scenario orders something of an app that nobody has set up: it does so itself. */
export function isUnset({ record, context }: Job): boolean {
  return context.setsUp === true && record.status === 'NotConfigured'
}

/** Shows an act that sends nothing. */
export function shown(reason: string, cause: string): Behaviour<StepResult> {
  return notSent(PROVISIONING, 'import', reason, cause)
}

/** The person of an order that needs one. */
export function personOf({ person }: ActionOrder): Person {
  if (person === undefined) throw new UsageError('The action needs a person.')
  return person
}

/** The group of an order that needs one. */
export function groupOf({ group }: ActionOrder): DirectoryGroup {
  if (group === undefined) throw new UsageError('The action needs a group.')
  return group
}
