import { textOf } from '../value.ts'
import type { FunctionSpec } from './function-spec.ts'

/** The vendor's table, lower case; capitals go likewise. What it does not list (đ, þ, ħ) stays (inferred). */
const TABLE: readonly (readonly [string, string])[] = [
  ['äàâãåáąăā', 'a'],
  ['æ', 'ae'],
  ['çčć', 'c'],
  ['ď', 'd'],
  ['ëèéêęěėē', 'e'],
  ['ğ', 'g'],
  ['ïîìíıī', 'i'],
  ['ľł', 'l'],
  ['ñńň', 'n'],
  ['öòőõôóō', 'o'],
  ['øœ', 'oe'],
  ['ř', 'r'],
  ['ß', 'ss'],
  ['šśșş', 's'],
  ['ťț', 't'],
  ['üùûúůűū', 'u'],
  ['ÿý', 'y'],
  ['źžż', 'z'],
]

const PLAIN: ReadonlyMap<string, string> = new Map([
  ...TABLE.flatMap(([from, to]) =>
    Array.from(from).flatMap((letter): [string, string][] => {
      const capital = letter.toUpperCase()
      return capital.length === 1 && capital.toLowerCase() === letter
        ? [
            [letter, to],
            [capital, to.toUpperCase()],
          ]
        : [[letter, to]]
    }),
  ),
  ['İ', 'I'],
])

/** Letters without their marks. */
export const NORMALIZE_DIACRITICS: FunctionSpec = {
  name: 'NormalizeDiacritics',
  least: 1,
  most: 1,
  evaluate: ([source]) => {
    const text = textOf(source ?? null)
    return text === null ? null : Array.from(text, (letter) => PLAIN.get(letter) ?? letter).join('')
  },
}
