import { describe, expect, it } from 'vitest'
import { orderRenames } from './order-renames.ts'

/** `a>b` pairs as they are played: side by side first. */
function order(...pairs: readonly string[]): { independent: string[]; inTurn: string[] } {
  const renames = pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>')
    return { item: pair, from, to }
  })
  const plan = orderRenames(renames, ({ from }) => `${from}!`)
  const text = ({ from, to }: { from: string; to: string }): string => `${from}>${to}`
  return { independent: plan.independent.map(text), inTurn: plan.inTurn.map(text) }
}

describe('order of renames', () => {
  it('lets names that touch no other go side by side', () => {
    expect(order('a>b', 'c>d', 'e>E')).toEqual({ independent: ['a>b', 'c>d', 'e>E'], inTurn: [] })
  })

  it('frees a name before somebody else gets it, in any case', () => {
    expect(order('a>B', 'b>c', 'c>d').inTurn).toEqual(['c>d', 'b>c', 'a>B'])
    expect(order('c>d', 'b>c', 'a>b').inTurn).toEqual(['c>d', 'b>c', 'a>b'])
  })

  it('opens a circle by another name, once', () => {
    expect(order('a>b', 'b>a').inTurn).toEqual(['a>a!', 'b>a', 'a!>b'])
    expect(order('a>b', 'b>c', 'c>a').inTurn).toEqual(['a>a!', 'c>a', 'b>c', 'a!>b'])
  })
})
