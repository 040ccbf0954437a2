import { guid, type Random } from '@scimulator/sim-kit'
import { EvaluationError, textOf } from '../value.ts'
import { type FunctionSpec, integerAt, optionalIntegerAt, textAt } from './function-spec.ts'

const DIGITS = '0123456789'
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SPECIAL = '!@#$%^&*()-_=+[]{}<>?'
const LONGEST_RANDOM = 256

/** Encodings, numbers, and what is drawn: by the run's seed, so that two runs agree. */
export const ENCODE_FUNCTIONS: readonly FunctionSpec[] = [
  {
    name: 'ConvertToBase64',
    least: 1,
    most: 1,
    evaluate: ([source]) => encode(textOf(source ?? null), (text) => Buffer.from(text, 'utf16le').toString('base64')),
  },
  {
    name: 'ConvertToUTF8Hex',
    least: 1,
    most: 1,
    evaluate: ([source]) =>
      encode(textOf(source ?? null), (text) => Buffer.from(text, 'utf8').toString('hex').toUpperCase()),
  },
  {
    name: 'BitAnd',
    least: 2,
    most: 2,
    evaluate: (args) => String(BigInt(integerAt(args, 0, 'BitAnd')) & BigInt(integerAt(args, 1, 'BitAnd'))),
  },
  { name: 'Guid', least: 0, most: 0, evaluate: (_args, { random }, offset) => guid(random(offset)) },
  {
    name: 'RandomString',
    least: 1,
    most: 6,
    evaluate: (args, { random }, offset) => {
      const least = [1, 2, 3, 4].map((index) => optionalIntegerAt(args, index, 'RandomString', 0))
      return randomString(random(offset), integerAt(args, 0, 'RandomString'), least, textAt(args, 5))
    },
  },
  { name: 'DefaultDomain', least: 0, most: 0, evaluate: (_args, { defaultDomain }) => defaultDomain },
]

function encode(text: string | null, to: (text: string) => string): string | null {
  return text === null ? null : to(text)
}

function randomString(random: Random, length: number, least: readonly number[], avoid: string): string {
  const alphabets = [DIGITS, SPECIAL, CAPITALS, CAPITALS.toLowerCase()].map((alphabet) =>
    Array.from(alphabet, (letter) => (avoid.includes(letter) ? '' : letter)).join(''),
  )
  const wanted = least.reduce((sum, count) => sum + Math.max(count, 0), 0)
  if (length < 1 || length > LONGEST_RANDOM || wanted > length || alphabets.includes('')) {
    throw new EvaluationError('RandomString: the length and the characters asked for do not agree')
  }
  const drawn = alphabets.flatMap((alphabet, index) =>
    Array.from(random.text(Math.max(least[index] ?? 0, 0), alphabet)),
  )
  drawn.push(...Array.from(random.text(length - wanted, alphabets.join(''))))
  for (let at = drawn.length - 1; at > 0; at -= 1) {
    const other = random.integer(at + 1)
    const letter = drawn[at] ?? ''
    drawn[at] = drawn[other] ?? ''
    drawn[other] = letter
  }
  return drawn.join('')
}
