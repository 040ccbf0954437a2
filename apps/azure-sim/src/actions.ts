import {
  type Behaviour,
  type DirectoryGroup,
  type Person,
  type ProfileActions,
  type ScenarioContext,
  withGroup,
  withPerson,
} from '@scimulator/sim-kit'
import { runCycle } from './behaviours/cycle.ts'
import { testConnection } from './behaviours/test-connection.ts'
import type { CycleWork } from './job/cycle-work.ts'
import { type JobSetup, openJob } from './job/job.ts'

const EMPTY = { initial: false, people: [], softDeleted: [], deletedPeople: [], groups: [], deletedGroups: [] }

/** What an admin orders one at a time: each is a small incremental cycle. */
export function createActions(setup: JobSetup): ProfileActions {
  const evaluate = (person: Person, context: ScenarioContext, cause: string): Behaviour<void> =>
    cycle(setup, context, {
      ...EMPTY,
      name: 'Incremental cycle',
      directory: withPerson(context.directory, person),
      people: [{ object: person, cause }],
    })
  return {
    connect: (context) => testConnection(openJob(setup, context), 'Test Connection'),
    assign: (person, context) => evaluate({ ...person, active: true }, context, 'Assigned'),
    unassign: (person, context) => evaluate({ ...person, active: false }, context, 'Unassigned from the application'),
    edit: (person, context) => evaluate(person, context, 'Changed at the source'),
    pushGroup: (group, context) => pushGroup(setup, group, context),
  }
}

function pushGroup(setup: JobSetup, group: DirectoryGroup, context: ScenarioContext): Behaviour<void> {
  const old = context.directory.groups.find(({ id }) => id === group.id)
  const renamed = old !== undefined && old.displayName !== group.displayName
  return cycle(setup, context, {
    ...EMPTY,
    name: 'Incremental cycle',
    directory: withGroup(context.directory, group),
    groups: [{ object: group, renamed, cause: 'Group changed' }],
  })
}

function* cycle(setup: JobSetup, context: ScenarioContext, work: CycleWork): Behaviour<void> {
  yield* runCycle(openJob(setup, context), work)
}
