import type { DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Environment } from '../expressions/functions/function-spec.ts'
import {
  GROUP_ATTRIBUTES,
  mailNicknameOf,
  type SourceGroup,
  type SourceUser,
  USER_ATTRIBUTES,
} from '../mapping/source-attributes.ts'
import { outOfScope } from '../scoping/scoping-filter.ts'
import { randomGuid } from './guid.ts'
import type { Job } from './job.ts'

/** What mappings and scoping filters need to know of a job. */
export type SourceContext = Pick<Job, 'context' | 'links' | 'settings'>

/** A person as the source of the mappings. */
export function userSource(job: SourceContext, person: Person): Environment {
  const source: SourceUser = {
    person,
    mailNickname: job.links.people.get(person.id)?.mailNickname ?? mailNicknameOf(person),
    objectId: () => objectIdOf(job, 'person', person.id),
    manager: () => (person.manager === undefined ? null : objectIdOf(job, 'person', person.manager)),
    roles: job.settings.appRoles.get(person.userName.toLowerCase()) ?? job.settings.appRoles.get('*') ?? [],
    accountEnabled: () => !isBlocked(job, person),
  }
  return environment(job, `person ${person.id}`, (name) => USER_ATTRIBUTES.get(name)?.(source) ?? null)
}

/** Neither unassigned nor kept out by a filter, and inactive all the same: the sign-in is blocked. */
function isBlocked(job: SourceContext, person: Person): boolean {
  return !person.active && job.links.people.get(person.id)?.managed === true && filteredOut(job, person) === undefined
}

/** The scoping filter that keeps a person out, in words; undefined: none does. */
export function filteredOut(job: SourceContext, person: Person): string | undefined {
  const filters = job.settings.user.sourceObjectScope
  return filters.length === 0 ? undefined : outOfScope(filters, userSource(job, { ...person, active: true }))
}

/** A group as the source of the mappings. */
export function groupSource(job: SourceContext, group: DirectoryGroup): Environment {
  const source: SourceGroup = {
    group,
    objectId: () => job.links.groups.get(group.id)?.objectId ?? objectIdOf(job, 'group', group.id),
  }
  return environment(job, `group ${group.id}`, (name) => GROUP_ATTRIBUTES.get(name)?.(source) ?? null)
}

function objectIdOf({ context }: SourceContext, kind: 'person' | 'group', id: string): string {
  return randomGuid(context.random(`objectId of ${kind} ${id}`))
}

function environment({ context }: SourceContext, purpose: string, attribute: Environment['attribute']): Environment {
  return {
    attribute,
    now: context.now,
    // Always alike for the same object, so that an evaluation finds what the one before wrote.
    random: (offset) => context.random(`mapping of ${purpose} at ${offset}`),
    defaultDomain: context.directory.people[0]?.userName.split('@')[1] ?? null,
  }
}
