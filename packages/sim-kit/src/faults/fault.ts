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

const keys = ['method', 'resource', 'contains', 'count', 'probability', 'ms', 'status', 'retryAfter'] as const

/** Reads `KIND` or `KIND:key=value,key=value`. @throws UsageError */
export function parseFault(text: string): WayFault {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const kind = faultKinds.find((known) => known === name)
  if (kind === undefined) throw new UsageError(unknownWord('Fault', name, faultKinds))
  const given = new Map<string, string>()
  for (const pair of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const equals = pair.indexOf('=')
    const key = equals < 0 ? pair : pair.slice(0, equals)
    if (!keys.some((known) => known === key)) throw new UsageError(unknownWord(`Key of fault ${name}`, key, keys))
    given.set(key, equals < 0 ? '' : pair.slice(equals + 1))
  }
  const number = (key: string, least: number, most: number): number | undefined => {
    const value = given.get(key)
    if (value === undefined) return undefined
    const parsed = value.trim() === '' ? Number.NaN : Number(value)
    if (parsed >= least && parsed <= most) return parsed
    throw new UsageError(`${key} of fault ${name} is a number from ${least} to ${most}, not ${JSON.stringify(value)}.`)
  }
  const count = number('count', 1, 1_000_000)
  const probability = number('probability', 0, 1)
  const [method, resource, contains, retryAfter] = ['method', 'resource', 'contains', 'retryAfter'].map((key) =>
    given.get(key),
  )
  return {
    kind,
    ms: number('ms', 0, 600_000) ?? 1000,
    status: number('status', 400, 599) ?? 429,
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(resource === undefined ? {} : { resource }),
    ...(contains === undefined ? {} : { contains }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(count === undefined ? {} : { count }),
    ...(probability === undefined ? {} : { probability }),
  }
}
