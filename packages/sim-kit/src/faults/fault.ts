import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'

/** Failures on the way to the target, injected on purpose. */
export const faultKinds = ['duplicate', 'loseReply', 'reset', 'slow', 'status'] as const
/**
 * `duplicate`: the request goes out twice, the second answer counts. `loseReply`: it goes out, the answer is lost.
 * `reset`: it never arrives. `slow`: it goes out late. `status`: a proxy in between answers.
 */
export type FaultKind = (typeof faultKinds)[number]

/** A failure on the way, and which requests it hits. */
export interface WayFault {
  readonly kind: FaultKind
  readonly method?: string
  /** First part of the path below the base, such as `Groups`. */
  readonly resource?: string
  /** Text in the request target or the body. */
  readonly contains?: string
  /** It ends after so many requests; absent: it stays. */
  readonly count?: number
  /** Share of the matching requests; absent: all. */
  readonly probability?: number
  /** Of `slow`: milliseconds. */
  readonly ms: number
  /** Of `status`. */
  readonly status: number
  /** Of `status`: text of the header. */
  readonly retryAfter?: string
}

/** Requests there are. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
/** Keys of every kind, and those of one kind alone. */
const matching = ['method', 'resource', 'contains', 'count', 'probability'] as const
const own: Readonly<Partial<Record<FaultKind, readonly string[]>>> = { slow: ['ms'], status: ['status', 'retryAfter'] }

/** Reads `KIND` or `KIND:key=value,key=value`. @throws UsageError */
export function parseFault(text: string): WayFault {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const kind = faultKinds.find((known) => known === name)
  if (kind === undefined) throw new UsageError(unknownWord('Fault', name, faultKinds))
  const given = readPairs(kind, colon < 0 ? [] : text.slice(colon + 1).split(','))
  const number = (key: string, least: number, most: number, whole = true): number | undefined => {
    const value = given.get(key)
    if (value === undefined) return undefined
    const parsed = Number(value)
    if (parsed >= least && parsed <= most && (!whole || Number.isInteger(parsed))) return parsed
    const range = `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`
    throw new UsageError(`${key} of fault ${kind} is ${range}, not ${JSON.stringify(value)}.`)
  }
  const count = number('count', 1, 1_000_000)
  const probability = number('probability', 0, 1, false)
  const method = given.get('method')?.toUpperCase()
  if (method !== undefined && !methods.some((known) => known === method))
    throw new UsageError(unknownWord(`Method of fault ${kind}`, method, methods))
  const resource = given.get('resource')?.replace(/^\/+/, '')
  const [contains, retryAfter] = [given.get('contains'), given.get('retryAfter')]
  if (retryAfter !== undefined && !/^[\x20-\x7e]+$/.test(retryAfter))
    throw new UsageError(`retryAfter of fault ${kind} has a character no HTTP header can carry.`)
  return {
    kind,
    ms: number('ms', 0, 600_000) ?? 1000,
    status: number('status', 400, 599) ?? 429,
    ...(method === undefined ? {} : { method }),
    ...(resource === undefined ? {} : { resource }),
    ...(contains === undefined ? {} : { contains }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(count === undefined ? {} : { count }),
    ...(probability === undefined ? {} : { probability }),
  }
}

/** `key=value` of a fault, each key once. */
function readPairs(kind: FaultKind, pairs: readonly string[]): Map<string, string> {
  const keys = [...matching, ...(own[kind] ?? [])]
  const given = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1).trim()]
    if (!keys.includes(key)) throw new UsageError(unknownWord(`Key of fault ${kind}`, key, keys))
    if (given.has(key)) throw new UsageError(`Fault ${kind} has ${key} twice.`)
    if (value === '') throw new UsageError(`${key} of fault ${kind} has no value.`)
    given.set(key, value)
  }
  return given
}

/** The fault as a person reads it: `reset on POST Users, 1 time`. */
export function faultText({
  kind,
  method,
  resource,
  contains,
  count,
  probability,
  ms,
  status,
  retryAfter,
}: WayFault): string {
  const detail = {
    slow: ` by ${ms} ms`,
    status: ` ${status}${retryAfter === undefined ? '' : `, Retry-After ${retryAfter}`}`,
  }
  const which = [method, resource, contains === undefined ? undefined : JSON.stringify(contains)]
    .filter(Boolean)
    .join(' ')
  const share = probability === undefined ? '' : `, ${probability * 100} %`
  const end = count === undefined ? '' : `, ${count} ${count === 1 ? 'time' : 'times'}`
  return `${kind}${kind === 'slow' || kind === 'status' ? detail[kind] : ''} on ${which || 'every request'}${share}${end}`
}
