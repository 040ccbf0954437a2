import { StoreError } from './errors.ts'

/** There is no such resource in this tenant. */
export function notFound(id: string): StoreError {
  return new StoreError('notFound', id, `There is no resource ${JSON.stringify(id)}.`)
}

/** The resource has another version than expected. */
export function versionMismatch(id: string, version: number): StoreError {
  return new StoreError('versionMismatch', id, `The resource ${JSON.stringify(id)} is at version ${version}.`)
}

/** Another resource of the type has this value. */
export function uniquenessTaken(path: string): StoreError {
  return new StoreError('uniqueness', path, `The value of ${path} is taken by another resource.`)
}

/** The data has the same value twice where the schemas now want it once. */
export function uniquenessBroken(resourceType: string, path: string): StoreError {
  const message = `Two resources of type ${resourceType} have the same ${path}, which the schemas now call unique.`
  return new StoreError('uniqueness', path, message)
}

/** An id given as a member is no resource of this tenant. */
export function memberNotFound(id: string): StoreError {
  return new StoreError('memberNotFound', id, `There is no resource ${JSON.stringify(id)} to be a member.`)
}

/** The engine cannot evaluate this filter or sort where the data is. */
export function unsupportedFilter(path: string, why: string): StoreError {
  return new StoreError('unsupportedFilter', path, `${path}: ${why}`)
}

/** Members were given for a resource of a type that has none. */
export function hasNoMembers(resourceType: string): TypeError {
  return new TypeError(`Resources of type ${resourceType} have no members.`)
}

/** A transaction was used after its work had settled. */
export function transactionOver(): Error {
  return new Error('The transaction is over: its work has settled already.')
}
