import { type Behaviour, type DirectoryGroup, notSent, type Person, type StepResult, step } from '@scimulator/sim-kit'
import { COMMON_SHAPES, DEFAULT_PATCH_SHAPES } from '../evidence/shapes.ts'
import { randomGuid } from '../job/guid.ts'
import { beginCycle, type Job, personLink, saveJob } from '../job/job.ts'
import type { PersonLink } from '../job/links.ts'
import { optionOf } from '../job/options.ts'
import { groupPasses } from '../job/scope.ts'
import { filteredOut } from '../job/sources.ts'
import { standingOf } from '../job/standing.ts'
import { takeOver } from '../job/take-over.ts'
import { groupsInScope } from '../job/work.ts'
import { writeLog } from '../job/write-log.ts'
import { DEFAULT_DIALECT } from '../profiles/dialect.ts'
import { switchedOff } from '../settings/job-settings.ts'
import { createUser } from './create-user.ts'
import { findUser } from './find-object.ts'
import { provisionMembers } from './group-membership.ts'
import { reportKeptProfiles } from './kept-profile.ts'
import { logged, logOutOfScope } from './logged.ts'
import { setManager } from './manager-reference.ts'
import { provisionGroup } from './provision-group.ts'
import { readBack } from './read-back.ts'
import { testConnection, userProbes } from './test-connection.ts'
import { linkUser } from './update-user.ts'

/** Members of a group that are provisioned on demand with it (vendor's docs). */
export const MOST_MEMBERS = 5
/** GUID probes seen at the start of one run on demand (captured, SCIMReferenceCode #63). */
const PROBES = 3
const CAUSE = 'Provision on demand'
const CARDS = {
  test: 'Provision on demand: Test connection',
  import: 'Provision on demand: 1 Import user',
  scope: 'Provision on demand: 2 Determine if user is in scope',
  match: 'Provision on demand: 3 Match user between source and target',
  perform: 'Provision on demand: 4 Perform action',
} as const

/** Provisions one person at once: five steps, in the shapes of a job without the flag. */
export function* provisionOnDemand(job: Job, person: Person): Behaviour<void> {
  const own = withoutFlag(job)
  beginCycle(own)
  if (yield* testConnection(own, CARDS.test, userProbes(own, PROBES))) {
    yield* provisionPerson(own, person)
    yield* finish(own)
  }
  saveJob(own)
}

/** Provisions a group at once, with some of its members. */
export function* provisionGroupOnDemand(job: Job, group: DirectoryGroup, members: readonly Person[]): Behaviour<void> {
  const own = withoutFlag(job)
  beginCycle(own)
  const outside = groupOutOfScope(own, group)
  const subject = { kind: 'group', name: group.displayName } as const
  if (outside !== undefined) {
    yield* notSent(subject, 'import', outside, CARDS.scope)
    logOutOfScope(own, { id: group.id, subject, cause: CAUSE }, outside)
    keepLog(own)
  } else if (yield* testConnection(own, CARDS.test, userProbes(own, PROBES))) {
    for (const member of members) yield* provisionPerson(own, member)
    yield* provisionGroup(own, group, false, CARDS.perform)
    const link = own.links.groups.get(group.id)
    // Who is not chosen stays as it is: a member already, or none yet.
    const chosen = new Set(members.map(({ id }) => id))
    const others = link?.members.filter((member) => group.members.includes(member) && !chosen.has(member)) ?? []
    yield* provisionMembers(own, { ...group, members: [...others, ...chosen] }, CARDS.perform)
    yield* finish(own)
  }
  saveJob(own)
}

/** Why a group is not provisioned, in the words of the card that determines its scope. */
function groupOutOfScope(job: Job, group: DirectoryGroup): string | undefined {
  if (optionOf(job, 'groupMapping') === 'off') return 'The mapping of groups is not enabled'
  if (!groupPasses(job, group)) return 'EntrySynchronizationSkipped: a scoping filter keeps the group out'
  const assigned = groupsInScope(job, job.context.directory).some(({ id }) => id === group.id)
  return assigned ? undefined : 'Assigned to application: False'
}

/** The flag of the Tenant URL stays on the wire and has no effect on the shapes (vendor's docs). */
function withoutFlag(job: Job): Job {
  return {
    ...job,
    dialect: { ...DEFAULT_DIALECT, tenantQuery: job.dialect.tenantQuery },
    shapes: [...COMMON_SHAPES, ...DEFAULT_PATCH_SHAPES],
  }
}

function* finish(job: Job): Behaviour<void> {
  yield* reportKeptProfiles(job)
  yield* readBack(job, job.context.directory)
  keepLog(job)
}

function keepLog(job: Job): void {
  writeLog(job, randomGuid(job.context.random(`on demand ${job.context.now().toISOString()}`)))
}

function* provisionPerson(job: Job, person: Person): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const said: Said = (cause, result) =>
    step(
      subject,
      'import',
      function* () {
        return result
      },
      cause,
    )
  yield* said(CARDS.import, { outcome: 'succeeded', reason: 'Retrieved from the source directory' })
  const filter = person.active ? filteredOut(job, person) : undefined
  const { goesOn, reason } = scopeOf(job, person, filter)
  yield* said(CARDS.scope, { outcome: goesOn ? 'succeeded' : 'skipped', reason })
  const about = { id: person.id, subject, cause: CAUSE }
  if (!goesOn) logOutOfScope(job, about, reason)
  else yield* logged(job, about, matchAndWrite(job, person, said))
}

type Said = (cause: string, result: StepResult) => Behaviour<StepResult>

function* matchAndWrite(job: Job, person: Person, said: Said): Behaviour<void> {
  const subject = { kind: 'user', name: person.userName } as const
  const link = personLink(job, person)
  link.userName = person.userName
  const found = yield* findUser(job, person, link, CARDS.match)
  if (found.kind === 'failed' || found.kind === 'unmatchable') return
  if (found.kind === 'none' && !person.active) {
    yield* notSent(subject, 'deactivate', 'No match in the target system: there is nothing to disable', CARDS.perform)
  } else if (found.kind === 'none') yield* createUnlessOff(job, person, link)
  else {
    const taken = takeOver(job, person, found.id)
    if (taken === undefined) {
      const known = link.id === found.id
      yield* linkUser(job, person, link, found, CARDS.perform, known ? 'update' : 'link')
    } else yield* said(CARDS.perform, { outcome: 'failed', reason: taken })
  }
  yield* setManager(job, person, CARDS.perform)
  if (!link.escrowed) job.record.pendingPeople.delete(person.id)
}

function* createUnlessOff(job: Job, person: Person, link: PersonLink): Behaviour<void> {
  const off = switchedOff(job.settings.user, 'create')
  if (off === undefined) yield* createUser(job, person, link, CARDS.perform)
  else {
    job.links.people.delete(person.id)
    yield* notSent({ kind: 'user', name: person.userName }, 'create', off, CARDS.perform)
  }
}

/** The card "Determine if user is in scope", in the words of the portal. */
function scopeOf(
  job: Job,
  person: Person,
  filter: string | undefined,
): { readonly goesOn: boolean; readonly reason: string } {
  const { enabled, assigned } = standingOf(job, person)
  const all = optionOf(job, 'scope') === 'all'
  const reason = [
    `Active in source system: ${word(enabled)}`,
    `Assigned to application: ${word(assigned)}`,
    `Scope sync all: ${word(all)}`,
    'User has required role: True',
    ...(filter === undefined ? [] : [`${filter}: False`]),
  ].join('; ')
  const linked = job.links.people.get(person.id)?.id !== undefined
  // Who is unassigned can be disabled, who is disabled at the source cannot (vendor's docs).
  const leaves = enabled && linked && optionOf(job, 'skipOutOfScope') === 'off'
  return { goesOn: filter === undefined && (person.active || leaves), reason }
}

function word(holds: boolean): string {
  return holds ? 'True' : 'False'
}
