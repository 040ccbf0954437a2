/** @see RFC 7644 §3.4.2.4 Pagination — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4 */
import {
  type Answer,
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  equals,
  hasStatus,
  judge,
  valueAt,
} from '@scimulator/sim-kit'
import { type Attempt, ask, type Made, type Scene } from '../scene.ts'

const COUNT = 5
/** So many make three pages. */
const LEAST = 11
const STARTS = [1, 6, 11]

/** Sees to it that there are eleven resources, and pages through them. */
export function* pages(
  scene: Scene,
  endpoint: 'Users' | 'Groups',
  makeOne: () => Behaviour<Attempt<Made>>,
): Behaviour<CaseResult> {
  const probe = yield* page(scene, endpoint, 1)
  const there = totalOf(probe)
  if (there === undefined) return judge(probe, [hasStatus(200), isTotal()])
  for (let count = there; count < LEAST; count++) {
    const made = yield* makeOne()
    if (!made.ok) return made.result
  }
  const seen = new Set<unknown>()
  let total: number | undefined
  for (const start of STARTS) {
    const answer = yield* page(scene, endpoint, start)
    const result = judge(answer, [hasStatus(200), equals('startIndex', start), isTotal(total), holdsNew(seen)])
    if (result.outcome !== 'pass') return result
    total ??= totalOf(answer)
  }
  return { outcome: 'pass' }
}

function page(scene: Scene, endpoint: string, start: number): Behaviour<Answer> {
  return ask(scene, 'GET', `/${endpoint}?startIndex=${start}&count=${COUNT}`)
}

function totalOf(answer: Answer): number | undefined {
  const total = answer.kind === 'response' && answer.status === 200 ? valueAt(answer.json, 'totalResults') : undefined
  return typeof total === 'number' ? total : undefined
}

function isTotal(before?: number): Assertion {
  const says = before === undefined ? `totalResults is ${LEAST} or more` : `totalResults is ${before} on every page`
  return asserts(says, ({ json }) => {
    const total = valueAt(json, 'totalResults')
    const right = typeof total === 'number' && (before === undefined ? total >= LEAST : total === before)
    return right ? undefined : `it is ${JSON.stringify(total)}`
  })
}

/** A page has resources that no page before it had, and no more than were asked for. */
function holdsNew(seen: Set<unknown>): Assertion {
  return asserts(`Resources has 1 to ${COUNT} resources that no page before had`, ({ json }) => {
    const list = valueAt(json, 'Resources')
    const ids = Array.isArray(list) ? list.map((resource) => valueAt(resource, 'id')) : []
    if (ids.length === 0 || ids.length > COUNT) return `there are ${ids.length}`
    const again = ids.filter((id) => seen.has(id))
    for (const id of ids) seen.add(id)
    return again.length === 0 ? undefined : `${again.join(', ')} came before`
  })
}
