import type { Check } from '../check.ts'
import type { Send } from '../client/exchange.ts'
import type { CheckResult } from './report.ts'

/** What `runChecks` takes. */
export interface RunChecksOptions {
  /** Base URL of the service provider. */
  readonly target: string
  /** A bearer token. */
  readonly token?: string
  /** The whole value of the Authorization header, instead of a token. */
  readonly authHeader?: string
  /** A bearer token that speaks for a person: the checks of `/Me` use it. Default: the credentials of the run. */
  readonly meToken?: string
  /** Ids of checks (`M-006`) and groups (`M`) to run. Default: all. */
  readonly only?: readonly string[]
  /** `must` runs MUST rows, `should` SHOULD rows too. Default `all`. */
  readonly level?: 'must' | 'should' | 'all'
  /** Runs checks that could touch what the run did not make. Default false. */
  readonly destructive?: boolean
  /** Milliseconds for one exchange. Default 10,000. */
  readonly timeoutMs?: number
  /** How requests are sent. Default: the platform's `fetch`. */
  readonly send?: Send
  /** Told of each result as it comes. */
  readonly onResult?: (result: CheckResult) => void
  /** Ends the run early; what it made is removed all the same. */
  readonly signal?: AbortSignal
  /** What makes the names of this run differ from those of others. Default: random. */
  readonly runId?: string
  /** The checks to choose from. Default: `ALL_CHECKS`. */
  readonly checks?: readonly Check[]
}

/** The checks that the options ask for. @throws TypeError when `only` names one that does not exist. */
export function selectChecks(
  checks: readonly Check[],
  { only, level = 'all' }: Pick<RunChecksOptions, 'only' | 'level'>,
): readonly Check[] {
  const wanted = (only ?? []).map((name) => name.trim().toUpperCase()).filter((name) => name !== '')
  const unknown = wanted.find((name) => !checks.some(({ id, group }) => id === name || group === name))
  if (unknown !== undefined) throw new TypeError(`There is no check ${JSON.stringify(unknown)}.`)
  return checks.filter((check) => {
    const isWanted = wanted.length === 0 || wanted.includes(check.id) || wanted.includes(check.group)
    if (level === 'must') return isWanted && check.level === 'MUST'
    if (level === 'should') return isWanted && (check.level === 'MUST' || check.level === 'SHOULD')
    return isWanted
  })
}
