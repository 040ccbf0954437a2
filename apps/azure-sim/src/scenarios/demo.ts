import {
  type Behaviour,
  type Directory,
  type Person,
  type Scenario,
  waitFor,
  withGroup,
  withMember,
  withoutMember,
  withPerson,
} from '@scimulator/sim-kit'
import { incrementalCycle } from '../behaviours/incremental-cycle.ts'
import { initialCycle } from '../behaviours/initial-cycle.ts'
import { reportUndecided } from '../behaviours/kept-profile.ts'
import { isStarted } from '../job/conclude-cycle.ts'
import { expectedTarget } from '../job/expected.ts'
import { type Job, type JobSetup, openJob, saveJob } from '../job/job.ts'
import type { GroupLink } from '../job/links.ts'
import { CYCLE_MS } from '../retry.ts'

/** How many people lose access in the first demo where the directory has nobody inactive: one in ten. */
const LEAVERS = 10

/** What plays when the demo starts: a full initial cycle at first, an incremental cycle with three changes afterwards. */
export function demo(setup: JobSetup): Scenario {
  return {
    id: 'demo',
    summary: 'First an initial cycle with some people disabled, afterwards an incremental cycle with three changes',
    *play(context) {
      const job = openJob(setup, context)
      const first = !isStarted(job.record) || job.links.people.size === 0
      const directory = first ? yield* firstTime(job, context.directory) : yield* again(job, context.directory)
      yield* reportUndecided(job)
      return expectedTarget(directory, job)
    },
  }
}

/** Everybody is assigned and active at first; then those whom the directory has as inactive are disabled. */
function* firstTime(job: Job, directory: Directory): Behaviour<Directory> {
  const everybody = { ...directory, people: directory.people.map((person) => ({ ...person, active: true })) }
  if (!(yield* initialCycle(job, everybody))) return everybody
  const after = directory.people.some(({ active }) => !active) ? directory : withLeavers(directory)
  yield* waitFor(CYCLE_MS, 'the next incremental cycle')
  yield* incrementalCycle(job, everybody, after)
  return after
}

function withLeavers(directory: Directory): Directory {
  const people = directory.people.map((person, index) => ({ ...person, active: index % LEAVERS !== LEAVERS - 1 }))
  return { ...directory, people }
}

/** One profile change, one person disabled or restored, one membership changed. */
function* again(job: Job, directory: Directory): Behaviour<Directory> {
  job.links.turns += 1
  const before = asExported(job, directory)
  const after = withTurn(before, job.links.turns)
  yield* incrementalCycle(job, before, after)
  saveJob(job)
  return after
}

/** The directory with access and memberships as they were last exported. */
function asExported(job: Job, directory: Directory): Directory {
  return {
    people: directory.people.map((person) => ({
      ...person,
      active: job.links.people.get(person.id)?.active ?? person.active,
    })),
    groups: directory.groups.map((group) => ({
      ...group,
      members: membersOf(job.links.groups.get(group.id)) ?? group.members,
    })),
  }
}

function membersOf(link: GroupLink | undefined): string[] | undefined {
  return link && [...link.members, ...link.passedOver]
}

function withTurn(before: Directory, turn: number): Directory {
  const changed = before.people.find(({ active }) => active)
  const toggled = before.people.findLast((person) => person !== changed)
  let after = before
  if (changed) after = withPerson(after, promoted(changed, turn))
  if (toggled) after = withPerson(after, { ...toggled, active: !toggled.active })
  const [group] = before.groups
  if (group && changed) {
    const inside = group.members.includes(changed.id)
    after = withGroup(after, inside ? withoutMember(group, changed.id) : withMember(group, changed.id))
  }
  return after
}

function promoted(person: Person, turn: number): Person {
  const title = person.title ?? 'Engineer'
  return { ...person, title: turn % 2 === 1 ? `Senior ${title}` : title }
}
