import { type Behaviour, type Directory, type DirectoryGroup, type Person, step, together } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { beginCycle, type Job } from '../job/job.ts'
import { saveLinks } from '../job/links.ts'
import { provisionMembers } from './group-membership.ts'
import { type DeletedGroup, type DeletedPerson, deleteGroup, deleteUser } from './hard-delete.ts'
import { setManager } from './manager-reference.ts'
import { provisionGroup } from './provision-group.ts'
import { provisionUser } from './provision-user.ts'
import { readBack } from './read-back.ts'
import { testConnection } from './test-connection.ts'

const QUARANTINE = 'The provisioning job is in quarantine: no further calls in this cycle'

/** An object to evaluate and why. */
export interface Evaluation<T> {
  readonly object: T
  readonly cause: string
}

/** What a cycle evaluates. */
export interface CycleWork {
  /** Name of the cycle, shown as the cause of its connection test. */
  readonly name: string
  readonly directory: Directory
  readonly people: readonly Evaluation<Person>[]
  readonly deletedPeople: readonly Evaluation<DeletedPerson>[]
  readonly groups: readonly (Evaluation<DirectoryGroup> & { readonly renamed: boolean })[]
  readonly deletedGroups: readonly Evaluation<DeletedGroup>[]
}

/** One cycle: probes, users, groups, then the references between them. False when the connection test failed. */
export function* runCycle(job: Job, work: CycleWork): Behaviour<boolean> {
  beginCycle(job)
  try {
    const connected = yield* testConnection(job, work.name)
    if (connected) yield* synchronise(job, work)
    else yield* quarantined(work)
    return connected
  } finally {
    saveLinks(job.context.state, job.links)
  }
}

function* synchronise(job: Job, work: CycleWork): Behaviour<void> {
  const limit = Number(knob(job.context, 'concurrency'))
  yield* together(
    work.people.map(({ object, cause }) => provisionUser(job, object, cause)),
    limit,
  )
  // A run broken off from here on keeps its links.
  saveLinks(job.context.state, job.links)
  for (const { object, cause } of work.deletedPeople) yield* deleteUser(job, object, cause)
  for (const { object, renamed, cause } of work.groups) yield* provisionGroup(job, object, renamed, cause)
  for (const { object, cause } of work.deletedGroups) yield* deleteGroup(job, object, cause)
  yield* together(
    work.people.map(({ object, cause }) => setManager(job, object, cause)),
    limit,
  )
  for (const { object, cause } of work.groups) yield* provisionMembers(job, object, cause)
  if (knob(job.context, 'readBack') === 'on') yield* readBack(job, work.directory)
}

function* quarantined(work: CycleWork): Behaviour<void> {
  yield* step(
    { kind: 'directory', name: 'Provisioning job' },
    'import',
    function* () {
      return { outcome: 'skipped', reason: QUARANTINE }
    },
    work.name,
  )
}
