import {
  type ActiveFault,
  activeFaultSchema,
  type FaultRule,
  faultEffectSchema,
  faultRuleSchema,
  type TeamFaults,
  teamFaultsSchema,
} from '@scimulator/admin-api'
import { unknownWord } from '@scimulator/sim-kit'
import { teamPath } from './find-person.ts'
import type { RunningServer } from './running-server.ts'

/** What `fault add` takes, as commander gives it. */
export interface FaultOptions {
  readonly effect?: string
  readonly status?: string
  readonly retryAfter?: string
  readonly html?: boolean
  readonly ms?: string
  readonly total?: string
  readonly contentType?: string
  readonly method?: string
  readonly resource?: string
  readonly contains?: string
  readonly count?: string
  readonly probability?: string
  readonly seed?: string
}

/** Switches a fault on. @throws Error with one clear line when what is asked for makes no sense. */
export async function addFault(server: RunningServer, team: string, options: FaultOptions): Promise<ActiveFault> {
  return server.send('POST', teamPath(team, 'faults'), readRule(options), activeFaultSchema)
}

/** What is broken on purpose in a team. */
export async function listFaults(server: RunningServer, team: string): Promise<TeamFaults> {
  return server.get(teamPath(team, 'faults'), teamFaultsSchema)
}

/** Switches all faults off. */
export async function clearFaults(server: RunningServer, team: string): Promise<void> {
  await server.change('DELETE', teamPath(team, 'faults'))
}

/** Gives a team these defects and no others. */
export async function setPresets(server: RunningServer, team: string, presets: readonly string[]): Promise<TeamFaults> {
  return server.send('PUT', teamPath(team, 'preset'), { presets }, teamFaultsSchema)
}

/** Faults and defects as a person reads them. */
export function faultLines({ faults, presets }: TeamFaults): string {
  const lines = [...faults.map(faultLine), ...presets.map((id) => `preset ${id}`)]
  return lines.length === 0 ? 'Nothing is broken on purpose.' : lines.join('\n')
}

/** A fault as a person reads it. */
export function faultLine({ id, match, effect, count, probability, hits }: ActiveFault): string {
  const { kind, ...rest } = effect
  const details = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`
  const which = [match.method, match.resource, match.contains && JSON.stringify(match.contains)]
    .filter(Boolean)
    .join(' ')
  const share = probability === undefined ? '' : `, ${Math.round(probability * 100)} %`
  const end = count === undefined ? '' : `, ${count} ${count === 1 ? 'time' : 'times'}`
  return `${id}  ${kind}${details} on ${which === '' ? 'every request' : which}${share}${end}: ${hits} hit so far`
}

/** The defects there are, those switched on marked. */
export function presetLines({ knownPresets, presets }: TeamFaults): string {
  const on = new Set(presets)
  return knownPresets
    .map(({ id, summary, source }) => `${on.has(id) ? '*' : ' '} ${id}: ${summary} (${source})`)
    .join('\n')
}

/** The rule the options stand for. @throws Error with one clear line. */
export function readRule(options: FaultOptions): FaultRule {
  const rule = {
    match: defined({ method: options.method?.toUpperCase(), resource: options.resource, contains: options.contains }),
    effect: readEffect(options),
    ...defined({
      count: readNumber('--count', options.count),
      probability: readNumber('--probability', options.probability),
      seed: options.seed,
    }),
  }
  const parsed = faultRuleSchema.safeParse(rule)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') || 'the fault'
  throw new Error(`That is no fault: ${place}: ${issue?.message ?? 'not understood'}. See fault add --help.`)
}

/** What `--effect` takes: two kinds have a flag of their own. */
const EFFECTS: readonly string[] = faultEffectSchema.options
  .map((option) => option.shape.kind.value)
  .filter((kind) => kind !== 'status' && kind !== 'contentType')

function readEffect(options: FaultOptions): Record<string, unknown> {
  const { status, contentType, effect } = options
  const given = [status, contentType, effect].filter((value) => value !== undefined)
  if (given.length !== 1) throw new Error('Give one of --status, --content-type and --effect.')
  if (status === undefined && (options.retryAfter !== undefined || options.html === true))
    throw new Error('--retry-after and --html go with --status.')
  if (status !== undefined) {
    const retryAfter = options.retryAfter === undefined ? undefined : readRetryAfter(options.retryAfter)
    return { kind: 'status', status: readNumber('--status', status), ...defined({ retryAfter, html: options.html }) }
  }
  if (contentType !== undefined) return { kind: 'contentType', value: contentType }
  if (!EFFECTS.some((known) => known === effect)) throw new Error(unknownWord('Effect', effect ?? '', EFFECTS))
  return {
    kind: effect,
    ...defined({ ms: readNumber('--ms', options.ms), total: readNumber('--total', options.total) }),
  }
}

function readRetryAfter(text: string): Record<string, unknown> {
  if (/^\d{1,5}$/.test(text)) return { seconds: Number(text) }
  const date = /^date:(-?\d{1,5})$/.exec(text)
  return date === null ? { text } : { date: Number(date[1]) }
}

function readNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) throw new Error(`${flag} takes a number, not ${JSON.stringify(text)}.`)
  return Number(text)
}

/** The members that have a value. */
function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
