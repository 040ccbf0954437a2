import type { JsonObject } from '@scimulator/scim-core'

/** The optional features a service provider announces. */
export const FEATURES: readonly ['patch', 'filter', 'sort', 'etag', 'bulk', 'changePassword', 'cursor'] = [
  'patch',
  'filter',
  'sort',
  'etag',
  'bulk',
  'changePassword',
  'cursor',
]
/** An optional feature. */
export type Feature = (typeof FEATURES)[number]

/** Why something is lost to the checks; undefined when it is there. */
export type Reason = string | undefined

/** A resource type of the target. */
export interface DiscoveredType {
  /** Path below the base, such as `/Users`. */
  readonly path: string
  /** Why there is none. */
  readonly missing: Reason
}

/** What the target says about itself. */
export interface Discovery {
  /** Body of `/ServiceProviderConfig`, when it could be read. */
  readonly config: JsonObject | undefined
  /** Resources of `/ResourceTypes`, when they could be read. */
  readonly resourceTypes: readonly JsonObject[] | undefined
  /** Resources of `/Schemas`, when they could be read. */
  readonly schemas: readonly JsonObject[] | undefined
  /** For each optional feature why it is not offered. */
  readonly features: Readonly<Record<Feature, Reason>>
  /** Where the Users are. */
  readonly users: DiscoveredType
  /** Where the Groups are. */
  readonly groups: DiscoveredType
  /** Why there are no enterprise attributes; undefined when there are. */
  readonly enterprise: Reason
  /** `filter.maxResults`, when it is announced. */
  readonly maxResults: number | undefined
  /** For each matrix row that an active tolerance of the target bends, the name of the tolerance. */
  readonly tolerances: ReadonlyMap<string, string>
}

/** What a check needs of a target: a feature, a resource type, the extension, or an attribute (`user.title`, `group.members`). */
export type Need = Feature | 'groups' | 'enterprise' | 'schemas' | 'config' | 'resourceTypes' | `user.${string}`

/** A `requires` that asks for Users and for all of these. */
export function needs(...wanted: readonly Need[]): (discovery: Discovery) => Reason {
  return (discovery) => {
    const missing = discovery.users.missing
    if (missing !== undefined) return missing
    return wanted.map((need) => missingNeed(discovery, need)).find((reason) => reason !== undefined)
  }
}

/** A `requires` that asks for these parts of discovery only. */
export function needsOnly(...wanted: readonly Need[]): (discovery: Discovery) => Reason {
  return (discovery) => wanted.map((need) => missingNeed(discovery, need)).find((reason) => reason !== undefined)
}

function missingNeed(discovery: Discovery, need: Need): Reason {
  if (need === 'groups') return discovery.groups.missing
  if (need === 'enterprise') return discovery.enterprise
  if (need === 'config') return discovery.config ? undefined : '/ServiceProviderConfig could not be read'
  if (need === 'schemas') return discovery.schemas ? undefined : '/Schemas could not be read'
  if (need === 'resourceTypes') return discovery.resourceTypes ? undefined : '/ResourceTypes could not be read'
  if (isFeature(need)) return discovery.features[need]
  const name = need.slice('user.'.length)
  return hasUserAttribute(discovery, name) ? undefined : `the User schema of the target has no attribute ${name}`
}

function isFeature(need: string): need is Feature {
  return FEATURES.some((feature) => feature === need)
}

/** Whether Users have an attribute, of this name or within another. */
export function hasUserAttribute({ schemas }: Discovery, name: string): boolean {
  const user = schemas?.find(({ id }) => String(id).toLowerCase().endsWith(':core:2.0:user'))
  // Without a schema the attributes of the RFC are taken for granted.
  if (user === undefined) return true
  const { attributes } = user
  return (
    Array.isArray(attributes) && JSON.stringify(attributes).toLowerCase().includes(`"name":"${name.toLowerCase()}"`)
  )
}
