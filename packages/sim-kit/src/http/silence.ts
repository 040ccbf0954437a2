import { EndlessBodyError, UnreadableBodyError } from './read-body.ts'
import { RefusedAddressError } from './resolve.ts'

const certificateCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REVOKED',
])

/** Plain words for why there was no answer. */
export function describeFailure(error: unknown, host: string): string {
  if (error instanceof EndlessBodyError) return `endless answer: ${error.message}`
  if (error instanceof UnreadableBodyError) return error.message
  if (error instanceof RefusedAddressError) return `${error.message}, an address simulators do not call`
  const { code, message } = details(error)
  if (certificateCodes.has(code)) {
    return `the certificate of ${host} is not trusted (${message}); name its authority with --ca FILE, or use --insecure`
  }
  if (code.startsWith('HPE_')) return `the answer is not HTTP (${message})`
  return words.get(code)?.(host) ?? `the exchange with ${host} broke off (${message})`
}

const words: ReadonlyMap<string, (host: string) => string> = new Map<string, (host: string) => string>([
  ['ECONNREFUSED', (host) => `nothing listens on ${host} (connection refused)`],
  ['ENOTFOUND', (host) => `the host name of ${host} does not resolve`],
  ['EAI_AGAIN', (host) => `the host name of ${host} does not resolve`],
  ['ECONNRESET', (host) => `${host} closed the connection without a complete answer`],
  ['EPIPE', (host) => `${host} closed the connection without a complete answer`],
  ['ETIMEDOUT', (host) => `${host} does not answer`],
  ['EHOSTUNREACH', (host) => `${host} cannot be reached`],
  ['ENETUNREACH', (host) => `${host} cannot be reached`],
  ['EPROTO', (host) => `${host} does not speak TLS there`],
  ['ERR_SSL_WRONG_VERSION_NUMBER', (host) => `${host} does not speak TLS there`],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', (host) => `${host} does not speak TLS there`],
  ['ERR_TLS_CERT_ALTNAME_INVALID', (host) => `the certificate of ${host} is for another name`],
  ['ERR_INVALID_CHAR', () => 'a header has a character HTTP does not allow'],
  ['ERR_UNESCAPED_CHARACTERS', () => 'the request path has a character HTTP does not allow'],
  ['ABORT_ERR', () => 'the run was interrupted'],
])

function details(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return details(error.errors[0])
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { code, message: error.message }
}
