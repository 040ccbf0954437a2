/** @see RFC 7643 §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-7 */
import type { JsonValue } from '@scimulator/scim-core'
import { type Assertion, asserts, valueAt } from '@scimulator/sim-kit'
import { EXTENSION, pathOf, type Target } from '../../mapping/target.ts'
import type { JobSettings } from '../../settings/job-settings.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
/** Attributes every resource has: RFC 7643 §3.1 puts them in no schema. That the suite leaves them out is inferred. */
const COMMON: ReadonlySet<string> = new Set(['id', 'externalid', 'meta'])

/** The schemas know every attribute the tenant maps to, names without regard to case. */
export function missingFromSchemas(settings: JobSettings): Assertion {
  return asserts('every mapped attribute is in /Schemas', ({ json }) => {
    const resources = valueAt(json, 'Resources')
    const schemas = Array.isArray(resources) ? resources : []
    const missing = targetsOf(settings).filter(([urn, target]) => !knows(schemas, urn, target))
    return missing.length === 0 ? undefined : `missing: ${missing.map(([, target]) => pathOf(target)).join('|')}`
  })
}

function targetsOf({ user, group }: JobSettings): [urn: string, target: Target][] {
  const manager: Target = { kind: 'extension', urn: EXTENSION, name: 'manager' }
  const members: Target = { kind: 'simple', name: 'members' }
  const all: [string, Target][] = [
    ...user.mappings.map(({ target }): [string, Target] => [USER, target]),
    ...(user.references ? [[USER, manager] as [string, Target]] : []),
    ...group.mappings.map(({ target }): [string, Target] => [GROUP, target]),
    ...(group.references ? [[GROUP, members] as [string, Target]] : []),
  ]
  return all.filter(([, target]) => target.kind !== 'simple' || !COMMON.has(target.name.toLowerCase()))
}

function knows(schemas: readonly JsonValue[], urn: string, target: Target): boolean {
  const wanted = target.kind === 'extension' ? target.urn : urn
  const schema = schemas.find((one) => same(valueAt(one, 'id'), wanted))
  const attribute = named(
    valueAt(schema, 'attributes'),
    target.kind === 'simple' || target.kind === 'extension' ? target.name : target.parent,
  )
  if (attribute === undefined || target.kind === 'simple' || target.kind === 'extension') return attribute !== undefined
  const subAttributes = valueAt(attribute, 'subAttributes')
  if (named(subAttributes, target.name) === undefined) return false
  if (target.kind === 'sub') return true
  const by = named(subAttributes, target.by)
  const values = valueAt(by, 'canonicalValues')
  return (
    by !== undefined &&
    (target.by === 'primary' || !Array.isArray(values) || values.some((value) => same(value, target.is)))
  )
}

function named(list: JsonValue | undefined, name: string): JsonValue | undefined {
  return Array.isArray(list) ? list.find((one) => same(valueAt(one, 'name'), name)) : undefined
}

function same(value: JsonValue | undefined, wanted: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase()
}
