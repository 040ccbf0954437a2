import type { JsonObject } from '@scimulator/scim-core'
import type { GroupReference, Include, MemberReference, StoredResource } from '../store.ts'
import { constant, type Sql } from './sql.ts'
import type { StorageType, StorageTypes } from './storage-types.ts'

/** A row of `resource` as every read selects it. */
export interface ResourceRow {
  readonly pk: number
  readonly id: string
  readonly version: number
  readonly created: number
  readonly lastModified: number
  readonly doc: string
  readonly members?: string
  readonly memberOf?: string
}

const OWN = 'r.pk, r.id, r.version, r.created, r.last_modified as lastModified, r.doc'

const MEMBERS = `(
  select json_group_array(json_array(u.id, u.type, u.display) order by m.member_pk)
  from membership m cross join resource u on u.pk = m.member_pk
  where m.group_pk = r.pk
) as members`

/** The version of `r` as `toETag` of scim-core writes it. */
export const ETAG: Sql = constant(`('W/"' || r.version || '"')`)

/** Every group above `r`, direct or through other groups, as rows of `pk`. */
export const GROUPS_ABOVE = `
  with recursive above (pk) as (
    select group_pk from membership where member_pk = r.pk
    union
    select m.group_pk from above cross join membership m on m.member_pk = above.pk
  )`

/** 1 where `r` is itself in the group `above`, not only through another group. */
export const IS_DIRECT = 'exists (select 1 from membership d where d.group_pk = above.pk and d.member_pk = r.pk)'

const MEMBER_OF = `(
  select json_group_array(json_array(g.id, g.display, g.direct) order by g.pk)
  from (
    ${GROUPS_ABOVE}
    select g.pk, g.id, g.display, ${IS_DIRECT} as direct
    from above cross join resource g on g.pk = above.pk where above.pk <> r.pk
  ) g
) as memberOf`

/** The columns of a read of `resource r`. */
export function selectedColumns(type: StorageType, include: Include | undefined): string {
  const members = include?.members === true && type.hasMembers ? `, ${MEMBERS}` : ''
  const groups = include?.groups === true ? `, ${MEMBER_OF}` : ''
  return `${OWN}${members}${groups}`
}

/** The resource in a row. */
export function toResource(row: ResourceRow, type: StorageType, types: StorageTypes): StoredResource {
  return {
    resourceType: type.definition.name,
    id: row.id,
    version: row.version,
    created: new Date(row.created).toISOString(),
    lastModified: new Date(row.lastModified).toISOString(),
    // The column holds what JSON.stringify made of a JsonObject.
    attributes: JSON.parse(row.doc) as JsonObject,
    ...(row.members === undefined ? {} : { members: toMembers(row.members, types) }),
    ...(row.memberOf === undefined ? {} : { groups: toGroups(row.memberOf) }),
  }
}

function toMembers(text: string, types: StorageTypes): MemberReference[] {
  // Shape as written by MEMBERS above.
  const members = JSON.parse(text) as [string, number, string | null][]
  return members.map(([value, type, display]) => ({
    value,
    type: types.withKey(type).definition.name,
    ...(display === null ? {} : { display }),
  }))
}

function toGroups(text: string): GroupReference[] {
  // Shape as written by MEMBER_OF above.
  const groups = JSON.parse(text) as [string, string | null, number][]
  return groups.map(([value, display, direct]) => ({
    value,
    ...(display === null ? {} : { display }),
    type: direct === 1 ? 'direct' : 'indirect',
  }))
}
