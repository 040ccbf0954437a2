import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Assertion, asserts, type Response, valueAt } from '@scimulator/sim-kit'
import { currentValue } from '../../mapping/target.ts'
import type { TestAttribute, TestData, TestValues } from './test-data.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** What the suite says of a kind of resource. */
export interface Kind {
  readonly name: 'User' | 'Group'
  readonly key: 'userName' | 'displayName'
}

export const USERS: Kind = { name: 'User', key: 'userName' }
export const GROUPS: Kind = { name: 'Group', key: 'displayName' }

/** Every attribute of the test data has its value in the resource that `find` gives. */
export function holdsValues(
  data: TestData,
  values: TestValues,
  find: (answer: Response) => JsonValue | undefined,
): Assertion[] {
  return data.attributes.map((attribute) => {
    const wanted = values.get(attribute.path) ?? null
    return asserts(`The value of ${attribute.path} should be ${String(wanted)}`, (answer) =>
      differs(attribute, wanted, find(answer)),
    )
  })
}

function differs({ target }: TestAttribute, wanted: JsonValue, resource: JsonValue | undefined): string | undefined {
  const is = isJsonObject(resource) ? currentValue(resource, target) : undefined
  if (is === undefined) return 'it is Missing from the fetched Resource'
  const same = typeof wanted === 'boolean' ? is.toLowerCase() === String(wanted) : is === wanted
  return same ? undefined : `it is ${is}`
}

/** The resources of a list; the suite reads keys without regard to case. */
export function resourcesOf({ json }: Response): readonly JsonValue[] | undefined {
  const list = valueAt(json, 'Resources') ?? valueAt(json, 'resources')
  return Array.isArray(list) ? list : undefined
}

/** What the answer is or lists first. */
export const itself = ({ json }: Response): JsonValue | undefined => json
export const firstListed = (answer: Response): JsonValue | undefined => resourcesOf(answer)?.[0]

/** The checks of every list: four where nothing matches, eight where one resource does. */
export function listChecks({ name, key }: Kind, found: string | undefined): Assertion[] {
  const matches = found === undefined ? 0 : 1
  const list = [
    asserts(
      'The response should contain the required attributes for a list response, i.e. schemas and totalResults',
      (answer) => {
        const missing = ['schemas', 'totalResults'].filter((attribute) => valueAt(answer.json, attribute) === undefined)
        return missing.length === 0 ? undefined : `there is no ${missing.join(' and no ')}`
      },
    ),
    asserts('The response should contain the correct schema URI for a list response', ({ json }) => {
      const schemas = valueAt(json, 'schemas')
      return Array.isArray(schemas) && schemas.includes(LIST) ? undefined : `schemas is ${JSON.stringify(schemas)}`
    }),
    asserts(`Total Results should be equal to the count of all the ${name}s that match the filter`, ({ json }) => {
      const total = valueAt(json, 'totalResults')
      return total === matches ? undefined : `it is ${JSON.stringify(total)} instead of ${matches}`
    }),
  ]
  const last = asserts(`The response should be serialized to SCIM2 Core ${name}`, (answer) => {
    const odd = (resourcesOf(answer) ?? []).find((resource) => !isCore(resource, key))
    return odd === undefined ? undefined : `this is none: ${JSON.stringify(odd).slice(0, 160)}`
  })
  if (found === undefined) return [...list, last]
  return [
    ...list,
    asserts('The response should contain the Resources attribute when totalResults is non-zero', (answer) =>
      resourcesOf(answer) === undefined ? 'there is none' : undefined,
    ),
    asserts(`The response should contain all the ${name}s that match the filter`, (answer) => {
      const count = resourcesOf(answer)?.length ?? 0
      return count === matches ? undefined : `there are ${count} instead of ${matches}`
    }),
    asserts(`The response should contain all the required fields for ${name}s`, (answer) => {
      const missing = ['id', 'schemas', key].filter((field) => valueAt(firstListed(answer), field) === undefined)
      return missing.length === 0 ? undefined : `there is no ${missing.join(' and no ')}`
    }),
    asserts('The response should match the created resource', (answer) => {
      const id = valueAt(firstListed(answer), 'id')
      return id === found ? undefined : `its id is ${JSON.stringify(id)} instead of ${JSON.stringify(found)}`
    }),
    last,
  ]
}

function isCore(resource: JsonValue, key: Kind['key']): boolean {
  if (!isJsonObject(resource)) return false
  const [schemas, named] = [valueAt(resource, 'schemas'), valueAt(resource, key)]
  return Array.isArray(schemas) && typeof named === 'string'
}

/** A list or a resource leaves `members` out. */
export function withoutMembers(find: (answer: Response) => JsonValue | undefined): Assertion {
  return asserts('The response should exclude the attribute: members', (answer) =>
    valueAt(find(answer), 'members') === undefined ? undefined : 'it is there',
  )
}

/** Ids of a group's members. */
export function memberIds(group: JsonValue | undefined): JsonValue[] {
  const members = valueAt(group, 'members')
  return Array.isArray(members) ? members.map((member) => valueAt(member, 'value') ?? null) : []
}
