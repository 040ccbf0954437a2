import { type Behaviour, type Directory, notSent, type Scenario, waitFor } from '@scimulator/sim-kit'
import { incrementalCycle } from '../behaviours/incremental-cycle.ts'
import { initialCycle } from '../behaviours/initial-cycle.ts'
import { reportUndecided } from '../behaviours/kept-profile.ts'
import { expectedTarget } from '../job/expected.ts'
import { randomGuid } from '../job/guid.ts'
import { type Job, type JobSetup, openJob } from '../job/job.ts'
import { dropLinks } from '../job/links.ts'
import { CYCLE_MS, HARD_DELETE_MS } from '../retry.ts'
import { type Story, tellStory } from './story.ts'

/** The whole life of accounts and groups, from the first assignment to the hard delete. */
export function lifecycle(setup: JobSetup): Scenario {
  return {
    id: 'lifecycle',
    summary: 'First assignments, some of them removed; restart with linking; changes, disable, restore, hard delete',
    *play(context) {
      const job = openJob(setup, context)
      const story = tellStory(context.directory)
      for (const stage of stages(story)) {
        if (!(yield* stage.play(job))) return expectedTarget(stage.directory, job)
      }
      yield* reportUndecided(job)
      return expectedTarget(story.purged, job)
    },
  }
}

interface Stage {
  readonly directory: Directory
  readonly play: (job: Job) => Behaviour<boolean>
}

function stages(story: Story): Stage[] {
  const { few, left, gone, dayOne, changed, disabled, restored, purged } = story
  return [
    { directory: few, play: (job) => initialCycle(job, few, 'Initial cycle: first assignments') },
    { directory: left, play: (job) => later(job, few, left, CYCLE_MS) },
    { directory: gone, play: (job) => later(job, left, gone, HARD_DELETE_MS) },
    { directory: dayOne, play: (job) => restart(job, story) },
    { directory: changed, play: (job) => later(job, dayOne, changed, CYCLE_MS) },
    { directory: disabled, play: (job) => disable(job, story) },
    { directory: restored, play: (job) => later(job, disabled, restored, CYCLE_MS) },
    { directory: purged, play: (job) => later(job, restored, purged, HARD_DELETE_MS) },
  ]
}

/** Restart provisioning with resetScope Full drops the links: the next initial cycle matches and links again. */
function* restart(job: Job, story: Story): Behaviour<boolean> {
  const reason = 'Restart provisioning (resetScope Full): links and watermark are dropped without a request'
  yield* notSent({ kind: 'directory', name: 'Provisioning job' }, 'import', reason, 'Restart provisioning')
  dropLinks(job.links)
  const remade = story.remade === undefined ? undefined : job.links.groups.get(story.remade.id)
  if (remade) remade.objectId = randomGuid(job.context.random('objectId of the group made anew'))
  return yield* initialCycle(job, story.dayOne, 'Initial cycle after Restart provisioning')
}

function* disable(job: Job, story: Story): Behaviour<boolean> {
  const causes = new Map(story.plan.deactivate.map(({ id }) => [id, 'Unassigned from the application']))
  if (story.leaver) causes.set(story.leaver.id, 'Soft-deleted in the directory')
  return yield* later(job, story.changed, story.disabled, CYCLE_MS, causes)
}

function* later(
  job: Job,
  before: Directory,
  after: Directory,
  ms: number,
  causes: ReadonlyMap<string, string> = new Map(),
): Behaviour<boolean> {
  yield* waitFor(ms, ms === CYCLE_MS ? 'the next incremental cycle' : 'the hard delete 30 days after the soft delete')
  return yield* incrementalCycle(job, before, after, causes)
}
