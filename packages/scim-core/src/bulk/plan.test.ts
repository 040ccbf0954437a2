import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BulkStep, planBulk } from './plan.ts'
import { referencesOf } from './reference.ts'
import type { BulkOperation } from './request.ts'

function creation(bulkId: string, ...references: string[]): BulkOperation {
  return { method: 'POST', endpoint: '/Groups', bulkId, data: { members: references.map((id) => `bulkId:${id}`) } }
}

function change(id: string, ...references: string[]): BulkOperation {
  return { method: 'PATCH', endpoint: '/Groups', id, data: { value: references.map((to) => `bulkId:${to}`) } }
}

const order = (operations: BulkOperation[]): number[][] => planBulk(operations).map((step) => [...step.operations])

describe('planBulk', () => {
  it('B-022 [MUST] keeps the order of the request where every reference points back', () => {
    expect(order([creation('a'), creation('b', 'a'), change('bulkId:a', 'b'), change('1')])).toEqual([
      [0],
      [1],
      [2],
      [3],
    ])
    expect(planBulk([])).toEqual([])
  })

  it('B-018 [MUST] does what is referred to first, right before it is needed', () => {
    expect(order([change('1'), creation('g', 'u'), change('2'), creation('u')])).toEqual([[0], [3], [1], [2]])
    expect(order([creation('a', 'b'), creation('b', 'c'), creation('c')])).toEqual([[2], [1], [0]])
    expect(order([change('bulkId:late'), creation('late')])).toEqual([[1], [0]])
  })

  it('B-019 B-020 [MUST] puts creations that refer to each other, or to themselves, into one step', () => {
    expect(planBulk([creation('a', 'b'), change('1'), creation('b', 'a', 'c'), creation('c')])).toEqual([
      { operations: [3], isCircular: false },
      { operations: [0, 2], isCircular: true },
      { operations: [1], isCircular: false },
    ])
    expect(planBulk([creation('a', 'a')])).toEqual([{ operations: [0], isCircular: true }])
  })

  it('B-021 ignores references to nothing and to what is no creation', () => {
    expect(order([creation('a', 'zz', '__proto__'), { ...change('1', 'x'), bulkId: 'x' }])).toEqual([[0], [1]])
  })

  it('IP-23 plans long chains and large cycles, each reference looked at once', () => {
    const size = 20_000
    const chain = Array.from({ length: size }, (_, at) => creation(String(at), String(at + 1)))
    expect(planBulk(chain).map((step) => step.operations[0])).toEqual(
      Array.from({ length: size }, (_, at) => size - 1 - at),
    )
    const cycle = Array.from({ length: size }, (_, at) => creation(String(at), String((at + 1) % size)))
    expect(planBulk(cycle).map((step) => step.operations.length)).toEqual([size])
  })
})

describe('laws of planBulk', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const references = fc.array(names, { maxLength: 3 })
  const requests = fc
    .tuple(fc.uniqueArray(names), fc.array(references, { maxLength: 12 }), fc.infiniteStream(fc.boolean()))
    .map(([bulkIds, lists, isCreation]) => {
      const left = [...bulkIds]
      return lists.map((list) => {
        const bulkId = isCreation.next().value === true ? left.pop() : undefined
        return bulkId === undefined ? change('1', ...list) : creation(bulkId, ...list)
      })
    })

  const check = (law: (operations: BulkOperation[], steps: BulkStep[]) => void): void =>
    fc.assert(fc.property(requests, (operations) => law(operations, planBulk(operations))))

  // Every operation an operation refers to, itself included only if it refers to itself, directly or not.
  function needsOf(operations: readonly BulkOperation[], start: number): Set<number> {
    const needs = new Set<number>()
    const walk = (place: number): void => {
      const operation = operations[place]
      for (const bulkId of operation === undefined ? [] : referencesOf(operation)) {
        const target = operations.findIndex((other) => other.method === 'POST' && other.bulkId === bulkId)
        if (target < 0 || needs.has(target)) continue
        needs.add(target)
        walk(target)
      }
    }
    walk(start)
    return needs
  }

  it('every operation is done exactly once', () => {
    check((operations, steps) => {
      const places = steps.flatMap((step) => step.operations).sort((a, b) => a - b)
      expect(places).toEqual([...operations.keys()])
    })
  })

  it('what an operation refers to is done before it, or with it when each needs the other', () => {
    check((operations, steps) => {
      const stepOf = new Map(steps.flatMap((step, at) => step.operations.map((place) => [place, at])))
      for (const place of operations.keys()) {
        for (const need of needsOf(operations, place)) {
          const mutual = needsOf(operations, need).has(place)
          const [before = -1, own = -1] = [stepOf.get(need), stepOf.get(place)]
          expect(mutual ? before === own : before < own).toBe(true)
        }
      }
    })
  })

  it('a step is circular exactly when its operations need each other, and holds creations only then', () => {
    check((operations, steps) => {
      for (const { operations: places, isCircular } of steps) {
        expect(isCircular).toBe(places.every((place) => needsOf(operations, place).has(place)))
        if (places.length > 1) expect(isCircular).toBe(true)
        if (isCircular) expect(places.every((place) => operations[place]?.method === 'POST')).toBe(true)
      }
    })
  })

  it('B-022 only creations that something refers to ever move ahead', () => {
    check((operations, steps) => {
      const referred = new Set([...operations.keys()].flatMap((place) => [...needsOf(operations, place)]))
      const others = steps.flatMap((step) => step.operations).filter((place) => !referred.has(place))
      expect(others).toEqual([...others].sort((a, b) => a - b))
    })
  })
})
