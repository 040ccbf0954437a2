import { InvalidArgumentError } from 'commander'

/** Options of `sync` as commander gives them. */
export interface SyncOptions {
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
  readonly exchanges?: 'all' | 'failed'
  readonly people?: string
  readonly users?: number
  readonly groups?: number
  readonly seed: string
  readonly domain?: string
  readonly groupPrefix?: string
  readonly scenario: string
  readonly knob: readonly string[]
  readonly report: readonly string[]
  readonly json?: boolean
  /** An address, false for `--no-dashboard`, true or absent when nothing was said. */
  readonly dashboard?: string | boolean
  readonly data?: string
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
