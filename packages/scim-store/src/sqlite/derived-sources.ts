/**
 * @see RFC 7643 §4.1.2 groups, §4.2 members — https://www.rfc-editor.org/rfc/rfc7643#section-4.2
 */
import { type AttributeDefinition, type FoundAttribute, findSubAttribute } from '@scimulator/scim-core'
import { byGroup, byMember, type Collection, type FindCandidates, noCandidates } from './candidates.ts'
import { GROUPS_ABOVE, IS_DIRECT } from './rows.ts'
import { definite, type Elements, type Source } from './source.ts'
import { constant, type Sql, sql } from './sql.ts'
import { FALSE, type ValueSql } from './value-to-sql.ts'

/** An attribute that is read from the memberships: its elements as rows of `value`, `type` and `display`. */
interface Derived {
  readonly attribute: AttributeDefinition
  readonly rows: Sql
  readonly byValue: FindCandidates
}

const MEMBERS = constant(`(
  select u.id as value, (select text from name where pk = u.type) as type, u.display, u.pk as position
  from membership m cross join resource u on u.pk = m.member_pk
  where m.group_pk = r.pk
) d`)

const GROUPS = constant(`(
  ${GROUPS_ABOVE}
  select g.id as value, iif(${IS_DIRECT}, 'direct', 'indirect') as type, g.display, g.pk as position
  from above cross join resource g on g.pk = above.pk where above.pk <> r.pk
) d`)

const COLUMNS: ReadonlyMap<string, Sql> = new Map(
  ['value', 'type', 'display'].map((name) => [name, constant(`d.${name}`)]),
)

function derivedFrom({ schema, attribute }: FoundAttribute, collection: Collection): Derived | undefined {
  const { definition, hasMembers } = collection.type
  if (schema !== definition.schema || !attribute.multiValued) return undefined
  if (attribute.name === 'members' && hasMembers) return { attribute, rows: MEMBERS, byValue: byMember(collection) }
  if (attribute.name === 'groups') return { attribute, rows: GROUPS, byValue: byGroup(collection) }
  return undefined
}

/** The source of a path below `members` or `groups`. */
export function derivedSource(found: FoundAttribute, collection: Collection): Source | undefined {
  const derived = derivedFrom(found, collection)
  if (derived === undefined) return undefined
  const { attribute, rows, byValue } = derived
  const where = (test: Sql): Sql => sql`exists (select 1 from ${rows} where ${test})`
  if (found.subAttribute === undefined) {
    const present = sql`exists (select 1 from ${rows})`
    return { definition: attribute, some: () => FALSE, present, candidates: noCandidates }
  }
  const inRow = subSource(found.subAttribute)
  return {
    definition: found.subAttribute,
    some: (test) => where(inRow.some(test)),
    present: where(inRow.present),
    candidates: found.subAttribute.name === 'value' ? byValue : noCandidates,
  }
}

/** The elements of `members` or `groups`. */
export function derivedElements(found: FoundAttribute, collection: Collection): Elements | undefined {
  const derived = derivedFrom(found, collection)
  if (derived === undefined) return undefined
  return {
    some: (test) => {
      const inRow = test((path) => {
        const sub = findSubAttribute(derived.attribute, path.attribute)
        return sub === undefined || path.subAttribute !== undefined ? undefined : subSource(sub)
      })
      return sql`exists (select 1 from ${derived.rows} where ${inRow})`
    },
  }
}

/** The source of a sub-attribute within one row. */
function subSource(sub: AttributeDefinition): Source {
  const column = COLUMNS.get(sub.name)
  if (column === undefined) {
    return { definition: sub, some: () => FALSE, present: FALSE, candidates: noCandidates }
  }
  const value: ValueSql = { kind: 'text', value: column }
  return {
    definition: sub,
    some: (test) => definite(test(value)),
    present: definite(sql`${column} <> ''`),
    candidates: noCandidates,
  }
}

/** The first element's sub-attribute, oldest first, for sorting; undefined for other attributes. */
export function firstDerived(found: FoundAttribute, collection: Collection): Sql | undefined {
  const derived = derivedFrom(found, collection)
  if (derived === undefined) return undefined
  const column = COLUMNS.get(found.subAttribute?.name ?? '') ?? constant('null')
  return sql`(select ${column} from ${derived.rows} order by d.position limit 1)`
}
