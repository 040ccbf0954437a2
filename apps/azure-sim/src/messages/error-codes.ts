import type { Answer } from '@scimulator/sim-kit'

const SCIM = 'SystemForCrossDomainIdentityManagement'

/** Error codes of the provisioning logs by HTTP status. Names are the vendor's; the pairing of some is inferred. */
const CODES: ReadonlyMap<number, string> = new Map([
  [400, `${SCIM}BadRequest`],
  [401, 'Unauthorized'],
  [403, 'InsufficientRights'],
  [404, 'InvalidAnchor'],
  [405, 'MethodNotAllowed'],
  [409, 'EntryConflict'],
  [422, 'UnprocessableEntity'],
  [429, 'TooManyRequests'],
  [501, 'NotImplemented'],
])

/** Names .NET gives to HTTP statuses, which the service's error texts print. */
const STATUS_NAMES: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [409, 'Conflict'],
  [413, 'RequestEntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [501, 'NotImplemented'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
])

/** Code for an answer that is no SCIM resource or list. */
export const SERVICE_INCOMPATIBLE: string = `${SCIM}ServiceIncompatible`

/** Code for several resources where one was expected. */
export const MULTIPLE_ENTRIES: string = `${SCIM}MultipleEntriesInResponse`

/** Code of the provisioning logs for an answer that is no success. */
export function errorCode(answer: Answer): string {
  if (answer.kind === 'silence') return /time/i.test(answer.reason) ? 'Timeout' : 'WebExceptionProtocolError'
  return CODES.get(answer.status) ?? (answer.status >= 500 ? `${SCIM}ServerError` : SERVICE_INCOMPATIBLE)
}

/** The status as the service prints it. */
export function statusName(status: number): string {
  return STATUS_NAMES.get(status) ?? String(status)
}
