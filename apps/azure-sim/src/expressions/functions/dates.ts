import { EvaluationError, textOf, type Value } from '../value.ts'
import { formatDate, parseDate } from './date-pattern.ts'
import { type FunctionSpec, integerAt, textAt } from './function-spec.ts'

/** How the vendor writes a date and time as text: en-US, UTC. */
const CANONICAL = 'M/d/yyyy h:mm:ss tt'
/** 1601-01-01, where the directory's numbers begin, in milliseconds before 1970. */
const EPOCH_1601_MS = 11_644_473_600_000n
const TICKS_PER_MS = 10_000n
const SECOND_MS = 1000
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ww', 7 * 24 * 60 * 60 * SECOND_MS],
  ['d', 24 * 60 * 60 * SECOND_MS],
  ['h', 60 * 60 * SECOND_MS],
  ['n', 60 * SECOND_MS],
  ['s', SECOND_MS],
])
const UNIT_MONTHS: ReadonlyMap<string, number> = new Map([
  ['yyyy', 12],
  ['m', 1],
])

/** Functions of dates. */
export const DATE_FUNCTIONS: readonly FunctionSpec[] = [
  { name: 'Now', least: 0, most: 0, evaluate: (_args, { now }) => formatDate(now(), CANONICAL) },
  { name: 'CDate', least: 1, most: 1, evaluate: ([text]) => formatDate(readDate(text, 'CDate'), CANONICAL) },
  {
    name: 'FormatDateTime',
    least: 4,
    most: 4,
    evaluate: (args) => {
      const source = textOf(args[0] ?? null)
      return source === null || source === '' ? null : formatDate(parseDate(source, textAt(args, 2)), textAt(args, 3))
    },
  },
  {
    name: 'DateAdd',
    least: 3,
    most: 3,
    evaluate: (args) =>
      formatDate(added(textAt(args, 0), integerAt(args, 1, 'DateAdd'), readDate(args[2], 'DateAdd')), CANONICAL),
  },
  {
    name: 'DateDiff',
    least: 3,
    most: 3,
    evaluate: (args) => String(between(textAt(args, 0), readDate(args[1], 'DateDiff'), readDate(args[2], 'DateDiff'))),
  },
  {
    name: 'DateFromNum',
    least: 1,
    most: 1,
    evaluate: (args) => {
      const text = textAt(args, 0)
      if (!/^\d{1,18}$/.test(text)) throw new EvaluationError(`DateFromNum: ${JSON.stringify(text)} is no date number`)
      return formatDate(new Date(Number(BigInt(text) / TICKS_PER_MS - EPOCH_1601_MS)), CANONICAL)
    },
  },
  {
    name: 'NumFromDate',
    least: 1,
    most: 1,
    evaluate: ([text]) => String((BigInt(readDate(text, 'NumFromDate').getTime()) + EPOCH_1601_MS) * TICKS_PER_MS),
  },
]

/** ISO 8601 with or without a time and an offset, or the vendor's own form; without an offset it is UTC. */
function readDate(value: Value | undefined, name: string): Date {
  const text = (textOf(value ?? null) ?? '').trim()
  if (/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2} [AP]M$/.test(text)) return parseDate(text, CANONICAL)
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?))?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  const date = new Date(iso ? `${iso[1]}T${iso[2] ?? '00:00:00'}${iso[3] ?? 'Z'}` : Number.NaN)
  if (Number.isNaN(date.getTime())) throw new EvaluationError(`${name}: ${JSON.stringify(text)} is no date`)
  return date
}

function added(unit: string, count: number, date: Date): Date {
  const months = UNIT_MONTHS.get(unit)
  const moved = new Date(date)
  if (months === undefined) moved.setTime(date.getTime() + count * unitMs(unit))
  else {
    const day = date.getUTCDate()
    moved.setUTCMonth(date.getUTCMonth() + count * months)
    // The last day of a shorter month, as .NET has it.
    if (moved.getUTCDate() !== day) moved.setUTCDate(0)
  }
  if (Number.isNaN(moved.getTime())) throw new EvaluationError('DateAdd: the date is out of range')
  return moved
}

function between(unit: string, from: Date, to: Date): number {
  const months = UNIT_MONTHS.get(unit)
  if (months === undefined) return Math.trunc((to.getTime() - from.getTime()) / unitMs(unit))
  const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth()
  return Math.floor(monthOf(to) / months) - Math.floor(monthOf(from) / months)
}

function unitMs(unit: string): number {
  const ms = UNIT_MS.get(unit)
  if (ms === undefined)
    throw new EvaluationError(`no interval ${JSON.stringify(unit)}: there are yyyy, m, d, ww, h, n, s`)
  return ms
}
