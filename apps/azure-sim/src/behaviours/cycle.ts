import { type Behaviour, step, together } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { type CycleEnd, concludeCycle } from '../job/conclude-cycle.ts'
import type { CycleWork, DeletedGroup, DeletedPerson } from '../job/cycle-work.ts'
import { beginCycle, type Job, saveJob } from '../job/job.ts'
import type { LogSubject } from '../job/log-row.ts'
import { deletionsIn } from '../job/staged-deletions.ts'
import { provisionMembers } from './group-membership.ts'
import { deleteGroup, deleteUser } from './hard-delete.ts'
import { reportKeptProfiles } from './kept-profile.ts'
import { logged } from './logged.ts'
import { setManager } from './manager-reference.ts'
import { provisionGroup } from './provision-group.ts'
import { provisionUser } from './provision-user.ts'
import { readBack } from './read-back.ts'
import { softDeleteUser } from './soft-delete.ts'
import { stageDeletions } from './stage-deletions.ts'
import { testConnection } from './test-connection.ts'

const QUARANTINE = 'The provisioning job is in quarantine: no further calls in this cycle'
const ABANDONED = 'The cycle is given up: the next one follows in 40 minutes'

/** One cycle: probes, users, groups, then the references between them. False when the connection test failed. */
export function* runCycle(job: Job, work: CycleWork): Behaviour<boolean> {
  beginCycle(job)
  const began = job.context.now()
  try {
    const end = yield* playCycle(job, work)
    concludeCycle(job, work, end, began)
    return end.kind !== 'notConnected'
  } finally {
    saveJob(job)
  }
}

function* playCycle(job: Job, work: CycleWork): Behaviour<CycleEnd> {
  if (!(yield* testConnection(job, work.name))) {
    yield* givenUp(work, job.probe?.quarantines === false ? ABANDONED : QUARANTINE)
    return { kind: 'notConnected' }
  }
  const staged = deletionsIn(job, work)
  if (staged !== undefined) {
    yield* stageDeletions(job, staged, work.name)
    return { kind: 'staged', deletions: staged.length }
  }
  return { kind: 'completed', failedObjects: yield* synchronise(job, work) }
}

/** Directory ids of the objects that failed by themselves, before their references. */
function* synchronise(job: Job, work: CycleWork): Behaviour<ReadonlySet<string>> {
  const limit = Number(knob(job.context, 'concurrency'))
  yield* together(
    work.people.map(({ object, cause }) => logged(job, user(object, cause), provisionUser(job, object, cause))),
    limit,
  )
  // A run broken off from here on keeps its links.
  saveJob(job)
  yield* oneByOne(
    work.softDeleted.map(({ object, cause }) => logged(job, user(object, cause), softDeleteUser(job, object, cause))),
  )
  yield* oneByOne(
    work.deletedPeople.map(({ object, cause }) => logged(job, user(object, cause), deleteUser(job, object, cause))),
  )
  yield* oneByOne(
    work.groups.map(({ object, renamed, cause }) =>
      logged(job, group(object, cause), provisionGroup(job, object, renamed, cause)),
    ),
  )
  yield* oneByOne(
    work.deletedGroups.map(({ object, cause }) => logged(job, group(object, cause), deleteGroup(job, object, cause))),
  )
  const failedObjects = failing(job)
  yield* together(
    work.people.map(({ object, cause }) => logged(job, user(object, cause), setManager(job, object, cause))),
    limit,
  )
  yield* oneByOne(
    work.groups.map(({ object, cause }) => logged(job, group(object, cause), provisionMembers(job, object, cause))),
  )
  yield* reportKeptProfiles(job)
  yield* readBack(job, work.directory)
  return failedObjects
}

/** A pass over objects in the order given, each after the one before. */
function* oneByOne(lanes: readonly Behaviour<unknown>[]): Behaviour<void> {
  yield* together(lanes, 1)
}

function user({ id, userName }: DeletedPerson, cause: string): LogSubject {
  return { id, subject: { kind: 'user', name: userName }, cause }
}

function group({ id, displayName }: DeletedGroup, cause: string): LogSubject {
  return { id, subject: { kind: 'group', name: displayName }, cause }
}

function failing({ links }: Job): ReadonlySet<string> {
  const all = [...links.people, ...links.groups]
  return new Set(all.flatMap(([id, { escrowed, deleting }]) => (escrowed || deleting ? [id] : [])))
}

function* givenUp(work: CycleWork, reason: string): Behaviour<void> {
  yield* step(
    { kind: 'directory', name: 'Provisioning job' },
    'import',
    function* () {
      return { outcome: 'skipped', reason }
    },
    work.name,
  )
}
