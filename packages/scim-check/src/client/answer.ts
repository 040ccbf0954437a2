import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { CheckFailure, ensure, FilterRefusal, show } from '../failure.ts'
import type { SendResponse } from './exchange.ts'

/** A resource with what every resource has. */
export type Resource = JsonObject & {
  /** The id it was given. */
  readonly id: string
}

/** Where an answer tells of something that is not wrong enough to fail. */
export type Warn = (sentence: string) => void

/** What the target answered to one request, with the assertions the checks are made of. */
export class Answer {
  /** HTTP status. */
  readonly status: number
  /** The body as it came. */
  readonly text: string
  /** `GET /Users`: how sentences name the request. */
  readonly what: string
  readonly #headers: SendResponse['headers']
  readonly #warn: Warn

  constructor({ status, headers, body }: SendResponse, what: string, warn: Warn) {
    this.status = status
    this.text = body
    this.what = what
    this.#headers = headers
    this.#warn = warn
  }

  /** The first header of this name, or undefined. */
  header(name: string): string | undefined {
    return this.#headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1]
  }

  /** The body as JSON, or undefined when it is none. */
  get json(): JsonValue | undefined {
    try {
      // The edge: JSON.parse gives JSON values.
      return JSON.parse(this.text) as JsonValue
    } catch {
      return undefined
    }
  }

  /** The body as a JSON object. @throws CheckFailure */
  get body(): JsonObject {
    const { json } = this
    if (isJsonObject(json)) return json
    throw new CheckFailure(`${this.what} was answered with ${this.status} and no JSON object but ${this.#snippet}.`)
  }

  /** The body as a resource. @throws CheckFailure */
  get resource(): Resource {
    return toResource(this.body, `The body of ${this.what}`)
  }

  /** The resources of a ListResponse, none when the key is absent. @throws CheckFailure */
  get items(): readonly JsonObject[] {
    const { Resources = [] } = this.body
    if (Array.isArray(Resources)) return Resources.filter(isJsonObject)
    throw new CheckFailure(`${this.what} was answered with Resources that are no array: ${show(Resources)}.`)
  }

  /** Asserts the status. @throws CheckFailure */
  expect(...statuses: readonly number[]): this {
    ensure(
      statuses.includes(this.status),
      `${this.what} was answered with ${this.status} instead of ${statuses.join(' or ')}: ${this.#snippet}.`,
    )
    return this
  }

  /** Whether a filter was declined with 400 invalidFilter. */
  get isDeclined(): boolean {
    return this.status === 400 && isJsonObject(this.json) && this.json.scimType === 'invalidFilter'
  }

  /**
   * Asserts that a filter was applied.
   *
   * @throws FilterRefusal when it was declined as one the target does not support, CheckFailure when it failed otherwise
   */
  filtered(): this {
    if (this.isDeclined) {
      throw new FilterRefusal(`${this.what} was refused as not supported (400 invalidFilter): ${this.#snippet}.`)
    }
    return this.expect(200)
  }

  /**
   * Asserts a refusal. A keyword of another meaning fails; a missing one warns, since RFC 7644 §3.12 makes it optional,
   * unless the clause names it (`mandatory`).
   *
   * @throws CheckFailure
   */
  refused(status: number | readonly number[], scimType?: string | readonly string[], mandatory = false): this {
    this.expect(...[status].flat())
    if (scimType === undefined) return this
    const wanted = [scimType].flat()
    const given = isJsonObject(this.json) ? this.json.scimType : undefined
    if (given === undefined && !mandatory) {
      this.#warn(`${this.what} was refused without the scimType ${wanted.join(' or ')}.`)
      return this
    }
    ensure(
      typeof given === 'string' && wanted.includes(given),
      `${this.what} was refused with scimType ${show(given ?? null)} instead of ${wanted.join(' or ')}.`,
    )
    return this
  }

  get #snippet(): string {
    if (this.text === '') return 'an empty body'
    const line = this.text.replace(/\s+/g, ' ').trim()
    return line.length > 200 ? `${line.slice(0, 199)}…` : line
  }
}

/** Takes an object for a resource. @throws CheckFailure when it has no id. */
export function toResource(value: JsonObject, what: string): Resource {
  const { id } = value
  ensure(typeof id === 'string' && id !== '', `${what} has no id that is a non-empty string: ${show(value)}.`)
  return { ...value, id }
}
