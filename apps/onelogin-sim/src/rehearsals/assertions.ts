/** What OneLogin's page on the calls of an app, its sample servers and guides say answers must be. */
import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Assertion, asserts, hasStatus, notEmpty, type Response, valueAt } from '@scimulator/sim-kit'

/** Nobody of a name: an empty list, or 404. */
export const nobody: Assertion = asserts('status is 404, or 200 with an empty list of users', (answer) => {
  if (answer.status === 404) return undefined
  if (answer.status !== 200) return `it is ${answer.status}`
  const list = listOf(answer)
  if (list === undefined) return 'it is no list'
  return list.length === 0 ? undefined : `the list has ${list.length}`
})

/** A user as a whole: OneLogin needs the id, and both names. */
export function isUser(userName: string): Assertion[] {
  return [
    notEmpty('id'),
    asserts(`userName is ${JSON.stringify(userName)}`, ({ json }) => {
      const is = valueAt(json, 'userName')
      return is === userName ? undefined : `it is ${JSON.stringify(is)}`
    }),
    notEmpty('name.givenName'),
    notEmpty('name.familyName'),
  ]
}

/** A list, whose resources have ids; itemsPerPage and startIndex are not needed. */
export const isList: readonly Assertion[] = [
  hasStatus(200),
  asserts('Resources is a list of resources with an id', (answer) => {
    const list = listOf(answer)
    if (list === undefined) return 'there is none'
    const odd = list.find((resource) => !isJsonObject(resource) || typeof resource.id !== 'string')
    return odd === undefined ? undefined : `this has none: ${JSON.stringify(odd).slice(0, 160)}`
  }),
]

/** What the page demands of every answer. */
export const isApplicationJson: Assertion = asserts('Content-Type is application/json', (answer) => {
  const type = answer.header('content-type')
  const [media = ''] = (type ?? '').split(';')
  return media.trim().toLowerCase() === 'application/json' ? undefined : `it is ${type ?? 'absent'}`
})

function listOf({ json }: Response): readonly JsonValue[] | undefined {
  const list = valueAt(json, 'Resources')
  if (Array.isArray(list)) return list
  return valueAt(json, 'totalResults') === 0 ? [] : undefined
}
