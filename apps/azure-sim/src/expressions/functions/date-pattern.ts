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
const LONGEST_RUN = 7

/** A .NET date pattern cut into runs of one specifier and literal text. */
function runsOf(pattern: string): string[] {
  const runs: string[] = []
  for (const character of pattern) {
    const last = runs.at(-1)
    if (last?.startsWith(character) && SPECIFIERS.includes(character)) runs[runs.length - 1] = last + character
    else runs.push(character)
  }
  const long = runs.find((run) => run.length > LONGEST_RUN)
  if (long !== undefined) throw new EvaluationError(`the date pattern has ${long.length} times ${long.charAt(0)}`)
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

function formatRun(run: string, parts: DateParts, weekday: number): string {
  const digits = (value: number): string => String(value).padStart(run.length, '0')
  switch (run.charAt(0)) {
    case 'y':
      return run.length <= 2 ? String(parts.year % 100).padStart(run.length, '0') : digits(parts.year)
    case 'M':
      return run.length < 3 ? digits(parts.month) : named(MONTHS, parts.month - 1, run.length === 3)
    case 'd':
      return run.length < 3 ? digits(parts.day) : named(DAYS, weekday, run.length === 3)
    case 'H':
      return digits(parts.hour)
    case 'h':
      return digits(parts.hour % 12 || 12)
    case 'm':
      return digits(parts.minute)
    case 's':
      return digits(parts.second)
    case 'f':
      return String(parts.millisecond).padStart(3, '0').padEnd(run.length, '0').slice(0, run.length)
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, run.length)
    default:
      return run
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

  take(run: string): boolean {
    switch (run.charAt(0)) {
      case 'y':
        return run.length <= 2
          ? this.#number('year', run.length, 2, 2000)
          : this.#number('year', run.length, run.length)
      case 'M':
        return run.length < 3 ? this.#number('month', run.length) : this.#named(MONTHS, run.length === 3, 'month')
      case 'd':
        return run.length < 3 ? this.#number('day', run.length) : this.#named(DAYS, run.length === 3)
      case 'H':
      case 'h':
        return this.#number('hour', run.length)
      case 'm':
        return this.#number('minute', run.length)
      case 's':
        return this.#number('second', run.length)
      case 'f':
        return this.#fraction(run.length)
      case 't':
        this.#afternoon = this.#text.charAt(this.#at).toUpperCase() === 'P'
        this.#at += run.length
        return true
      default:
        this.#at += 1
        return this.#text.charAt(this.#at - 1) === run
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
