import { InvalidArgumentError } from 'commander'
import { UsageError } from '../errors.ts'

/** Options that say how a target is reached, and what the vendor is set up with. */
export interface TargetOptions {
  readonly target?: string
  readonly token?: string
  readonly profile?: string
  readonly authHeader?: string
  readonly appUrl?: string
  readonly timeout?: number
  readonly ca?: string
  readonly insecure?: boolean
  readonly fast?: boolean
  readonly maxWait: number
  readonly fault: readonly string[]
  readonly basicUser?: string
  readonly oauthTokenUrl?: string
  readonly clientId?: string
  readonly oauthScope?: string
  readonly knob: readonly string[]
  readonly settings?: string
  /** An address, false for `--no-dashboard`, true or absent when nothing was said. */
  readonly dashboard?: string | boolean
  readonly data?: string
}

/** Options that say who is in the directory. */
export interface DirectoryOptions {
  readonly people?: string
  readonly users?: number
  readonly groups?: number
  readonly seed?: string
  readonly domain?: string
  readonly groupPrefix?: string
}

/** Options that say which reports are written. */
export interface ReportOptions {
  readonly report: readonly string[]
  readonly json?: boolean
  readonly exchanges?: 'all' | 'failed'
}

/** Options of `sync` as commander gives them. */
export interface SyncOptions extends TargetOptions, DirectoryOptions, ReportOptions {
  readonly scenario: string
  readonly option: readonly string[]
  readonly state?: boolean
}

/** Options of `act` as commander gives them. */
export interface ActOptions extends TargetOptions, DirectoryOptions, ReportOptions {
  readonly person?: string
  readonly group?: string
  readonly set: readonly string[]
  readonly option: readonly string[]
}

/** Options of `rehearse` as commander gives them. */
export interface RehearseOptions extends Omit<TargetOptions, 'target'>, ReportOptions {
  readonly suite?: string
  readonly option: readonly string[]
  readonly seed?: string
}

/** Parses a whole number in a range, for commander. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`)
    return value
  }
}

/** Parses a time (`30`, `30s`, `500ms`; seconds without a unit) to milliseconds, for commander. */
export function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text)
  const value = Number(match?.[1]) * (match?.[2] === 'ms' ? 1 : 1000)
  if (!(value >= 1 && value <= 86_400_000)) throw new InvalidArgumentError('It is a time such as 30, 2.5s or 500ms.')
  return Math.round(value)
}

/** Collects a repeatable option, for commander. */
export function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

/** `id=value` pairs of a repeatable option. @throws UsageError */
export function pairs(flag: string, given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const equals = text.indexOf('=')
      if (equals <= 0) throw new UsageError(`${flag} takes NAME=VALUE, not ${JSON.stringify(text.slice(0, 100))}.`)
      return [text.slice(0, equals), text.slice(equals + 1)]
    }),
  )
}
