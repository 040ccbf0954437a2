import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer, CaseResult } from '../behaviour/behaviour.ts'

/** An answer that came. */
export type Response = Extract<Answer, { kind: 'response' }>

/** One assertion of a suite, in its words; `judge` says what came instead, undefined where it holds. */
export interface Assertion {
  readonly says: string
  judge(answer: Response): string | undefined
}

/** How a case comes out by its assertions: the first that does not hold fails it. */
export function judge(answer: Answer, assertions: readonly Assertion[]): CaseResult {
  if (answer.kind === 'silence') {
    const [first] = assertions
    const asserted = first?.says ?? 'an answer'
    return { outcome: 'fail', asserted, instead: `nothing came: ${answer.reason}`, exchanges: [answer.exchange] }
  }
  for (const assertion of assertions) {
    const instead = assertion.judge(answer)
    if (instead !== undefined)
      return { outcome: 'fail', asserted: assertion.says, instead, exchanges: [answer.exchange] }
  }
  return { outcome: 'pass' }
}

/** The status is one of these. */
export function hasStatus(...wanted: readonly number[]): Assertion {
  return {
    says: `status is ${wanted.join(' or ')}`,
    judge: ({ status }) => (wanted.includes(status) ? undefined : `it is ${status}`),
  }
}

/** The value at a path is there: not null, `""`, `[]` or `{}`. */
export function notEmpty(path: string): Assertion {
  return {
    says: `${path} is not empty`,
    judge(answer) {
      const value = valueAt(answer.json, path)
      return isEmpty(value) ? `it is ${value === undefined ? 'absent' : JSON.stringify(value)}` : undefined
    },
  }
}

/** The value at a path, written as text, is this text. */
export function equalsText(path: string, wanted: string): Assertion {
  return {
    says: `${path} equals ${JSON.stringify(wanted)}`,
    judge(answer) {
      const value = valueAt(answer.json, path)
      return asText(value) === wanted ? undefined : `it is ${shown(value)}`
    },
  }
}

/** The value at a path is exactly this JSON value. */
export function equals(path: string, wanted: JsonValue): Assertion {
  return {
    says: `${path} is ${JSON.stringify(wanted)}`,
    judge(answer) {
      const value = valueAt(answer.json, path)
      return JSON.stringify(value) === JSON.stringify(wanted) ? undefined : `it is ${shown(value)}`
    },
  }
}

/** The value at a path is a number. */
export function isNumber(path: string): Assertion {
  return {
    says: `${path} is a number`,
    judge(answer) {
      const value = valueAt(answer.json, path)
      return typeof value === 'number' ? undefined : `it is ${shown(value)}`
    },
  }
}

/** The array at a path holds a value. */
export function contains(path: string, wanted: JsonValue): Assertion {
  return {
    says: `${path} contains ${JSON.stringify(wanted)}`,
    judge(answer) {
      const value = valueAt(answer.json, path)
      const has = Array.isArray(value) && value.some((item) => JSON.stringify(item) === JSON.stringify(wanted))
      return has ? undefined : `it is ${shown(value)}`
    },
  }
}

/** Any other assertion, in the suite's words; `test` says what came instead. */
export function asserts(says: string, test: (answer: Response) => string | undefined): Assertion {
  return { says, judge: test }
}

/** The value at a path such as `Resources[0].name.familyName`; an attribute of an extension follows its URN and a colon. */
export function valueAt(json: JsonValue | undefined, path: string): JsonValue | undefined {
  let value = json
  for (const part of partsOf(path)) {
    if (typeof part === 'number') value = Array.isArray(value) ? value[part] : undefined
    else value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value
}

function partsOf(path: string): (string | number)[] {
  const urn = path.startsWith('urn:') ? path.slice(0, path.lastIndexOf(':')) : undefined
  const rest = urn === undefined ? path : path.slice(urn.length + 1)
  const names = rest.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split('[')
    return [name, ...indexes.map((index) => Number(index.slice(0, -1)))]
  })
  return urn === undefined ? names : [urn, ...names]
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
