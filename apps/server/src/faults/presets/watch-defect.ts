import { isDeepStrictEqual } from 'node:util'
import { isSameJson } from '@scimulator/scim-core'
import { type Answered, type Ask, type Asked, isRead, isTurnedAway, objectOf } from '../asked.ts'
import type { PresetMemory } from './preset.ts'

/** A request on its way through a defect. */
export interface DefectWatch {
  /** Asks the server on behalf of the defect. */
  readonly ask: Ask
  /** What the defect remembers. */
  readonly memory: PresetMemory
  /** Whether the defect made a difference to what was asked, kept or answered. */
  hasMet(answer: Answered): boolean
}

/** Watches what a defect makes of a request. What it reads besides makes no difference by itself. */
export function watchDefect(asked: Asked, ask: Ask, memory: PresetMemory): DefectWatch {
  let hasActed = false
  let own: Answered | undefined
  let last: Answered | undefined
  return {
    async ask(inner) {
      const isOwn = isSameRequest(inner, asked)
      hasActed ||= !isOwn && !isRead(inner)
      last = await ask(inner)
      if (isOwn) own ??= last
      return last
    },
    memory: {
      get size() {
        return memory.size
      },
      keys: () => memory.keys(),
      get: (key) => memory.get(key),
      has: (key) => memory.has(key),
      delete: (key) => memory.delete(key),
      set(key, value) {
        hasActed = true
        memory.set(key, value)
      },
    },
    hasMet(answer) {
      if (answer === last && isTurnedAway(answer)) return false
      return hasActed || own === undefined || !isSameAnswer(answer, own)
    },
  }
}

function isSameRequest(one: Asked, other: Asked): boolean {
  if (one === other) return true
  return (
    one.method === other.method && one.path === other.path && one.search === other.search && one.body === other.body
  )
}

function isSameAnswer(one: Answered, other: Answered): boolean {
  if (one === other) return true
  const hasSameHead = one.status === other.status && isDeepStrictEqual(one.headers, other.headers)
  return hasSameHead && (one.body === other.body || isSameObject(objectOf(one.body), objectOf(other.body)))
}

function isSameObject(one: ReturnType<typeof objectOf>, other: ReturnType<typeof objectOf>): boolean {
  return one !== undefined && isSameJson(one, other)
}
