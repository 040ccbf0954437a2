import { access, constants, readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { REPORT_FORMATS, type ReportFormat } from '@scimulator/scim-check'
import { parseBaseUrl } from '@scimulator/sim-kit'

/** Options of `check` as commander gives them. */
export interface CheckOptions {
  readonly token?: string
  readonly authHeader?: string
  readonly meToken?: string
  readonly only?: string
  readonly level: string
  readonly destructive?: boolean
  readonly timeout: string
  readonly report: readonly string[]
  readonly json?: boolean
  readonly insecure?: boolean
  readonly ca?: string
}

/** A report to write; without a file it goes to standard output. */
export interface Destination {
  readonly format: ReportFormat
  readonly file: string | undefined
}

/** What a run of `check` needs, read and judged. */
export interface CheckPlan {
  readonly target: string
  readonly token: string | undefined
  readonly authHeader: string | undefined
  /** Speaks for a person, by `/Me`. */
  readonly meToken: string | undefined
  readonly only: readonly string[]
  readonly level: 'must' | 'should' | 'all'
  readonly destructive: boolean
  readonly timeoutMs: number
  readonly destinations: readonly Destination[]
  readonly insecure: boolean
  /** PEM of additional certificate authorities. */
  readonly ca: string | undefined
}

const LEVELS = ['must', 'should', 'all'] as const

/** Reads the options. @throws Error with one clear line when they make no sense. */
export async function readPlan(url: string, options: CheckOptions, env: NodeJS.ProcessEnv): Promise<CheckPlan> {
  parseBaseUrl(url)
  if (url.includes('?')) throw new Error('The address has a query: give the base URL of the SCIM service alone.')
  const token = options.token ?? (env.SCIM_TOKEN || undefined)
  const meToken = options.meToken ?? (env.SCIM_ME_TOKEN || undefined)
  for (const value of [token, meToken, options.authHeader]) {
    if (value !== undefined && !/^[\t\u0020-\u007e\u0080-\u00ff]+$/.test(value)) {
      throw new Error('The token is empty or has a character no HTTP header can carry.')
    }
  }
  const level = LEVELS.find((known) => known === options.level)
  if (level === undefined) throw new Error(`--level ${JSON.stringify(options.level)} is none of ${LEVELS.join(', ')}.`)
  return {
    target: url,
    token,
    authHeader: options.authHeader,
    meToken,
    only: (options.only ?? '').split(/[\s,]+/).filter((id) => id !== ''),
    level,
    destructive: options.destructive ?? false,
    timeoutMs: milliseconds(options.timeout),
    destinations: await readDestinations(options),
    insecure: options.insecure ?? false,
    ca: options.ca === undefined ? undefined : await readCa(options.ca),
  }
}

function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text)
  const value = Number(match?.[1]) * (match?.[2] === 'ms' ? 1 : 1000)
  if (!(value >= 1 && value <= 86_400_000)) throw new Error('--timeout is a time such as 30, 2.5s or 500ms.')
  return Math.round(value)
}

async function readCa(path: string): Promise<string> {
  const text = await readFile(resolve(path), 'utf8').catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error(`${path} holds no certificate in PEM form.`)
  return text
}

async function readDestinations({ report, json }: CheckOptions): Promise<Destination[]> {
  const given = report.map(parseDestination)
  if (json && given.some(({ file }) => file === undefined)) {
    throw new Error('With --json every --report needs a file: --report FORMAT=FILE.')
  }
  const destinations = json ? [{ format: 'json' as const, file: undefined }, ...given] : given
  for (const { file } of destinations) if (file !== undefined) await assertWritable(file, destinations)
  const isShown = destinations.some(({ file }) => file === undefined)
  return isShown ? destinations : [{ format: 'terminal', file: undefined }, ...destinations]
}

function parseDestination(text: string): Destination {
  const [name = '', ...rest] = text.split('=')
  const format = REPORT_FORMATS.find((known) => known === name)
  if (format === undefined) throw new Error(`--report ${JSON.stringify(name)} is none of ${REPORT_FORMATS.join(', ')}.`)
  if (rest.length === 0) return { format, file: undefined }
  const file = rest.join('=')
  if (file === '') throw new Error(`--report ${name}= names no file.`)
  return { format, file: resolve(file) }
}

async function assertWritable(file: string, all: readonly Destination[]): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined)
  if (!folder?.isDirectory()) throw new Error(`The folder of the report ${file} does not exist.`)
  const there = await stat(file).catch(() => undefined)
  if (there?.isDirectory()) throw new Error(`The report ${file} is a folder.`)
  await access(there === undefined ? dirname(file) : file, constants.W_OK).catch(() => {
    throw new Error(`The report ${file} cannot be written: permission denied.`)
  })
  if (all.filter((other) => other.file === file).length > 1) {
    throw new Error(`Two reports go to ${file}: give each a file of its own.`)
  }
}
