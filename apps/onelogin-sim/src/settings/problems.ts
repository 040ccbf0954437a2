import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { SettingsProblem } from '@scimulator/sim-kit'
import { ownValue } from '../own-json.ts'

/** Keys and indexes from the root of the document. */
export type Path = SettingsProblem['path']

/** Reads values out of a document and notes what is wrong with them. */
export class Problems {
  readonly all: SettingsProblem[] = []

  /** Notes a problem. */
  note(path: Path, message: string, offset?: number): void {
    this.all.push({ path, message, ...(offset === undefined ? {} : { offset }) })
  }

  /** An object value with no other keys than these; empty where it is absent or no object. */
  object(value: JsonValue | undefined, path: Path, keys: readonly string[]): JsonObject {
    if (value === undefined) return {}
    if (!isJsonObject(value)) {
      this.note(path, 'This is an object.')
      return {}
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) this.note([...path, key], `There is no ${key} here, only ${keys.join(', ')}.`)
    }
    return value
  }

  /** The items of a list value with their paths; undefined where it is absent. */
  list(parent: JsonObject, key: string, path: Path): { value: JsonValue; path: Path }[] | undefined {
    const value = ownValue(parent, key)
    if (value === undefined) return undefined
    if (Array.isArray(value)) return value.map((item, index) => ({ value: item, path: [...path, key, index] }))
    this.note([...path, key], `${key} is a list.`)
    return []
  }

  /** A text value; undefined where it is absent. */
  text(parent: JsonObject, key: string, path: Path): string | undefined {
    const value = ownValue(parent, key)
    if (value === undefined || typeof value === 'string') return value
    this.note([...path, key], `${key} is a text.`)
    return undefined
  }

  /** A text value that must be there and not be empty. */
  required(parent: JsonObject, key: string, path: Path): string | undefined {
    const value = this.text(parent, key, path)
    if (ownValue(parent, key) === undefined) this.note(path, `${key} is missing.`)
    else if (value === '') this.note([...path, key], `${key} is empty.`)
    return value === '' ? undefined : value
  }

  /** A true or false value; undefined where it is absent. */
  flag(parent: JsonObject, key: string, path: Path): boolean | undefined {
    const value = ownValue(parent, key)
    if (value === undefined || typeof value === 'boolean') return value
    this.note([...path, key], `${key} is true or false.`)
    return undefined
  }

  /** One of the words there are; undefined where it is absent. */
  word<const T extends string>(parent: JsonObject, key: string, path: Path, words: readonly T[]): T | undefined {
    const value = this.text(parent, key, path)
    const found = words.find((word) => word === value)
    if (value !== undefined && found === undefined) this.note([...path, key], `${key} is one of ${words.join(', ')}.`)
    return found
  }
}
