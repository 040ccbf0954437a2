import { EvaluationError } from '../value.ts'

/** A moment's parts in UTC. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const SPECIFIERS = 'yMdHhmsft'
/** Specifiers of .NET for offsets, eras and optional digits. */
const REFUSED = 'zKFg%\\'
const LONGEST_RUN = 7

/** A piece of a pattern: so many of one specifier, or text that stands for itself. */
interface Run {
  readonly specifier: string
  readonly length: number
  readonly literal: string
}

/** A .NET date pattern cut into runs; literal text may stand in single quotes. */
function runsOf(pattern: string): Run[] {
  const runs: Run[] = []
  let quoted = false
  for (const character of pattern) {
    const last = runs.at(-1)
    if (character === "'") quoted = !quoted
    else if (quoted || !SPECIFIERS.includes(character)) {
      if (!quoted && REFUSED.includes(character)) {
        throw new EvaluationError(`the date pattern has ${JSON.stringify(character)}, which is not taken here`)
      }
      runs.push({ specifier: '', length: 1, literal: character })
    } else if (last?.specifier === character) runs[runs.length - 1] = { ...last, length: last.length + 1 }
    else runs.push({ specifier: character, length: 1, literal: '' })
  }
  const long = runs.find(({ length }) => length > LONGEST_RUN)
  if (long) throw new EvaluationError(`the date pattern has ${long.length} times ${long.specifier}`)
  return runs
}

/** The parts in UTC of a moment. */
export function partsOf(date: Date): DateParts {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

/** Writes a moment by a .NET pattern, invariant culture, in UTC. */
export function formatDate(date: Date, pattern: string): string {
  const parts = partsOf(date)
  return runsOf(pattern)
    .map((run) => formatRun(run, parts, date.getUTCDay()))
    .join('')
}

function formatRun({ specifier, length, literal }: Run, parts: DateParts, weekday: number): string {
  const digits = (value: number): string => String(value).padStart(length, '0')
  switch (specifier) {
    case 'y':
      return length <= 2 ? String(parts.year % 100).padStart(length, '0') : digits(parts.year)
    case 'M':
      return length < 3 ? digits(parts.month) : named(MONTHS, parts.month - 1, length === 3)
    case 'd':
      return length < 3 ? digits(parts.day) : named(DAYS, weekday, length === 3)
    case 'H':
      return digits(parts.hour)
    case 'h':
      return digits(parts.hour % 12 || 12)
    case 'm':
      return digits(parts.minute)
    case 's':
      return digits(parts.second)
    case 'f':
      return String(parts.millisecond).padStart(3, '0').padEnd(length, '0').slice(0, length)
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, length)
    default:
      return literal
  }
}

function named(names: readonly string[], index: number, short: boolean): string {
  const name = names[index] ?? ''
  return short ? name.slice(0, 3) : name
}

/**
 * Reads a moment by a .NET pattern; without an offset it is UTC.
 * @throws EvaluationError when the text does not follow the pattern.
 */
export function parseDate(text: string, pattern: string): Date {
  const reader = new DateReader(text)
  const date = runsOf(pattern).every((run) => reader.take(run)) ? reader.end() : undefined
  if (date !== undefined) return date
  throw new EvaluationError(`${JSON.stringify(text)} does not follow the date pattern ${JSON.stringify(pattern)}`)
}

/** Takes a text apart run by run; a run that is not there gives false. */
class DateReader {
  readonly #text: string
  #at = 0
  #afternoon: boolean | undefined
  readonly #parts = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }

  constructor(text: string) {
    this.#text = text
  }

  take({ specifier, length, literal }: Run): boolean {
    switch (specifier) {
      case 'y':
        return length <= 2 ? this.#number('year', length, 2, 2000) : this.#number('year', length, length)
      case 'M':
        return length < 3 ? this.#number('month', length) : this.#named(MONTHS, length === 3, 'month')
      case 'd':
        return length < 3 ? this.#number('day', length) : this.#named(DAYS, length === 3)
      case 'H':
      case 'h':
        return this.#number('hour', length)
      case 'm':
        return this.#number('minute', length)
      case 's':
        return this.#number('second', length)
      case 'f':
        return this.#fraction(length)
      case 't':
        this.#afternoon = this.#text.charAt(this.#at).toUpperCase() === 'P'
        this.#at += length
        return true
      default:
        this.#at += 1
        return this.#text.charAt(this.#at - 1) === literal
    }
  }

  /** The moment, where the whole text was taken and there is such a day and hour. */
  end(): Date | undefined {
    if (this.#at !== this.#text.length) return undefined
    const { year, month, day, minute, second, millisecond } = this.#parts
    const hour = this.#afternoon === undefined ? this.#parts.hour : (this.#parts.hour % 12) + (this.#afternoon ? 12 : 0)
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day)
    date.setUTCHours(hour, minute, second, millisecond)
    const same = partsOf(date)
    return same.month === month && same.day === day && same.hour === hour && same.minute === minute ? date : undefined
  }

  #number(part: keyof DateParts, least: number, most: number = Math.max(least, 2), plus = 0): boolean {
    const digits = this.#digits(most)
    this.#parts[part] = Number(digits) + plus
    return digits.length >= least
  }

  #fraction(length: number): boolean {
    const digits = this.#digits(length)
    this.#parts.millisecond = Math.floor(Number(digits) * 10 ** (3 - length))
    return digits.length === length
  }

  #digits(most: number): string {
    const [digits = ''] = /^\d*/.exec(this.#text.slice(this.#at, this.#at + most)) ?? []
    this.#at += digits.length
    return digits
  }

  #named(names: readonly string[], short: boolean, part?: 'month'): boolean {
    const forms = names.map((name) => (short ? name.slice(0, 3) : name))
    const index = forms.findIndex((form) => this.#text.startsWith(form, this.#at))
    if (part !== undefined) this.#parts[part] = index + 1
    this.#at += forms[index]?.length ?? 0
    return index >= 0
  }
}
