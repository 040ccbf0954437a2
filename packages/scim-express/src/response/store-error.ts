import {
  invalidFilter,
  invalidValue,
  notFound,
  preconditionFailed,
  quote,
  type ScimError,
  uniqueness,
} from '@scimulator/scim-core'
import type { StoreError } from '@scimulator/scim-store'

/** What a refusal by the store means to the client. */
export function storeErrorToScimError(error: StoreError): ScimError {
  const options = { cause: error }
  switch (error.kind) {
    case 'notFound':
      return notFound(`The resource ${quote(error.subject)} was not found.`, options)
    case 'versionMismatch':
      return preconditionFailed('The resource was changed by somebody else in the meantime.', options)
    case 'uniqueness':
      return uniqueness(`Another resource has the same value of "${error.subject}".`, options)
    case 'memberNotFound':
      return invalidValue(`The member ${quote(error.subject)} does not exist.`, options)
    case 'unsupportedFilter':
      return invalidFilter(`The filter cannot be evaluated at "${error.subject}".`, options)
  }
}
