import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { type SettingsProblem, unknownWord } from '@scimulator/sim-kit'
import { unknownName } from '../expressions/unknown-name.ts'

/** Where something stands in a document: keys and indexes from the root. */
export type Path = readonly (string | number)[]

const LONGEST_LIST = 500
const LONGEST_TEXT = 10_000

/** Reads values out of a document, and collects what is wrong with them. */
export class DocumentReader {
  readonly problems: SettingsProblem[] = []

  refuse(path: Path, message: string, offset?: number): void {
    this.problems.push({ path, message, ...(offset === undefined ? {} : { offset }) })
  }

  /** An object with these keys only; what is no object is an empty one. */
  object(value: JsonValue | undefined, path: Path, keys: readonly string[]): JsonObject {
    if (value === undefined) return {}
    if (!isJsonObject(value)) {
      this.refuse(path, 'must be a mapping of names to values')
      return {}
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) this.refuse([...path, key], unknownName('Key', key, keys))
    }
    // Only names that were asked for are read, and only own ones.
    return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key]]] : [])))
  }

  list(value: JsonValue | undefined, path: Path): readonly JsonValue[] | undefined {
    if (value === undefined) return undefined
    if (!Array.isArray(value)) {
      this.refuse(path, 'must be a list')
      return undefined
    }
    if (value.length <= LONGEST_LIST) return value
    this.refuse(path, `has at most ${LONGEST_LIST} entries`)
    return undefined
  }

  text(value: JsonValue | undefined, path: Path): string | undefined {
    if (value === undefined) return undefined
    if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value
    this.refuse(path, typeof value === 'string' ? `has at most ${LONGEST_TEXT} characters` : 'must be a text')
    return undefined
  }

  flag(value: JsonValue | undefined, path: Path): boolean | undefined {
    if (value === undefined || typeof value === 'boolean') return value
    this.refuse(path, 'must be true or false')
    return undefined
  }

  /** A whole number from 1 on. */
  count(value: JsonValue | undefined, path: Path): number | undefined {
    if (value === undefined) return undefined
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
    this.refuse(path, 'must be a whole number from 1 on')
    return undefined
  }

  oneOf<T extends string>(value: JsonValue | undefined, path: Path, words: readonly T[]): T | undefined {
    const text = this.text(value, path)
    if (text === undefined) return undefined
    const word = words.find((candidate) => candidate === text)
    if (word === undefined) this.refuse(path, unknownWord('Value', text, words))
    return word
  }
}
