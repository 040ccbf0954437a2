import { describe, expect, it } from 'vitest'
import { aStep } from '../../testing/records.ts'
import { countBy, filterSteps, firstToShow, pageOf } from './steps.ts'

const steps = [
  aStep({ id: 'a' }),
  aStep({ id: 'b', outcome: 'failed', reason: 'members is empty', subject: { kind: 'group', name: 'Engineering' } }),
  aStep({ id: 'c', outcome: null, action: 'update' }),
  aStep({ id: 'd', outcome: 'notSent', action: 'remove' }),
]
const ids = (found: { id: string }[]): string[] => found.map((step) => step.id)

describe('filterSteps', () => {
  it('keeps the order of the run when nothing is asked', () => {
    expect(ids(filterSteps(steps, {}))).toEqual(['a', 'b', 'c', 'd'])
  })

  it('narrows by outcome, action and text together', () => {
    expect(ids(filterSteps(steps, { outcome: 'running' }))).toEqual(['c'])
    expect(ids(filterSteps(steps, { action: 'create', q: 'ENGINEER' }))).toEqual(['b'])
    expect(ids(filterSteps(steps, { q: 'members is' }))).toEqual(['b'])
    expect(ids(filterSteps(steps, { outcome: 'failed', q: 'ada' }))).toEqual([])
  })

  it('puts failed steps first and leaves the rest in order', () => {
    expect(ids(filterSteps(steps, { sort: 'failed' }))).toEqual(['b', 'a', 'c', 'd'])
  })
})

describe('pageOf', () => {
  it('cuts a list into pages and stays inside it', () => {
    expect(pageOf([1, 2, 3, 4, 5], 2, 2)).toEqual({ items: [3, 4], page: 2, pages: 3 })
    expect(pageOf([1, 2, 3], 99, 2)).toEqual({ items: [3], page: 2, pages: 2 })
    expect(pageOf([], 1, 2)).toEqual({ items: [], page: 1, pages: 1 })
  })
})

describe('firstToShow', () => {
  it('is the first failed step, else the first', () => {
    expect(firstToShow(steps)?.id).toBe('b')
    expect(firstToShow(steps.slice(0, 1))?.id).toBe('a')
    expect(firstToShow([])).toBeUndefined()
  })
})

describe('countBy', () => {
  it('counts each value, most often first', () => {
    expect(countBy(steps, (step) => step.action)).toEqual([
      ['create', 2],
      ['update', 1],
      ['remove', 1],
    ])
  })
})
