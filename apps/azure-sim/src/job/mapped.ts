import type { JsonObject } from '@scimulator/scim-core'
import type { DirectoryGroup, Person } from '@scimulator/sim-kit'
import type { Environment } from '../expressions/functions/function-spec.ts'
import { type AttributeMapping, mappedText, mappingProblem, textOnCreation } from '../mapping/attribute-mapping.ts'
import { type Change, clearedAttributes, differences } from '../mapping/diff.ts'
import { isActive, pathOf } from '../mapping/target.ts'
import type { GroupChange } from '../requests/group-requests.ts'
import { groupSource, type SourceContext, userSource } from './sources.ts'

/** The attributes of a group besides its members. */
type GroupAttribute = GroupChange['name']

/** The userName a person has in the target by the mappings. */
export function mappedUserName(job: SourceContext, person: Person): string {
  const mapping = job.settings.user.mappings.find(({ target }) => pathOf(target) === 'userName')
  return (mapping && textOnCreation(mapping, userSource(job, person))) ?? person.userName
}

/** Whether a person's account is active by the mappings; without a mapping of `active` nothing disables it. */
export function mappedActive(job: SourceContext, person: Person): boolean {
  const mapping = job.settings.user.mappings.find(({ target }) => isActive(target))
  return mapping === undefined || textOnCreation(mapping, userSource(job, person))?.toLowerCase() !== 'false'
}

/** What must be written so that the target holds what the mappings give for a person. */
export function userDifferences(job: SourceContext, person: Person, resource: JsonObject): Change[] {
  return differences(job.settings.user.mappings, userSource(job, person), resource)
}

/** Mapped attributes of a person that are null at the source while the target still holds a value. */
export function userCleared(job: SourceContext, person: Person, resource: JsonObject): AttributeMapping[] {
  return clearedAttributes(job.settings.user.mappings, userSource(job, person), resource)
}

/** Mappings whose expression cannot be evaluated for a person, in words; nothing is sent for them. */
export function mappingTroubles(job: SourceContext, person: Person): string[] {
  const source = userSource(job, person)
  return job.settings.user.mappings.flatMap((mapping) => {
    const problem = mappingProblem(mapping, source)
    return problem === undefined ? [] : [`${pathOf(mapping.target)}: ${problem}`]
  })
}

/** What a group mapping gives for a target, `displayName` or `externalId`; undefined where it is not mapped or null. */
export function mappedGroupText(
  job: SourceContext,
  group: DirectoryGroup,
  name: GroupAttribute,
  creating: boolean,
): string | undefined {
  const mapping = job.settings.group.mappings.find(({ target }) => pathOf(target) === name)
  if (mapping === undefined) return undefined
  const source = groupSource(job, group)
  return creating ? textOnCreation(mapping, source) : mappedText(mapping, source)
}

/** The displayName a group has in the target by the mappings. */
export function mappedGroupName(job: SourceContext, group: DirectoryGroup): string {
  return mappedGroupText(job, group, 'displayName', true) ?? group.displayName
}

/** The attributes in which the target's group and what the mappings give differ. */
export function groupDifferences(job: SourceContext, group: DirectoryGroup, resource: JsonObject): GroupChange[] {
  return differences(job.settings.group.mappings, groupSource(job, group), resource).flatMap(
    ({ mapping, op, value }) => {
      const name = pathOf(mapping.target)
      return isGroupAttribute(name) && typeof value === 'string' ? [{ name, op, value }] : []
    },
  )
}

function isGroupAttribute(name: string): name is GroupAttribute {
  return name === 'displayName' || name === 'externalId'
}

/** A matching attribute with its value for an object. */
export interface MatchingValue {
  readonly mapping: AttributeMapping
  readonly value: string
}

/** What a person is looked for by, in the order of precedence; attributes without a value are passed over. */
export function matchingValues(job: SourceContext, person: Person): MatchingValue[] {
  return valuesOf(job.settings.user.matching, userSource(job, person))
}

/** The same of a group. */
export function matchingGroupValues(job: SourceContext, group: DirectoryGroup): MatchingValue[] {
  return valuesOf(job.settings.group.matching, groupSource(job, group))
}

function valuesOf(matching: readonly AttributeMapping[], source: Environment): MatchingValue[] {
  return matching.flatMap((mapping) => {
    const value = mappedText(mapping, source)
    return value === undefined ? [] : [{ mapping, value }]
  })
}
