import { describe, expect, it } from 'vitest'
import { aMember } from '../../../testing/team-records.ts'
import { withMoved } from './moved.ts'

const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((personId) => aMember({ personId }))
if (!ada || !bob || !eve) throw new Error('three people')
const names = (lines: ReturnType<typeof withMoved>): string[] =>
  lines.map(({ member, movedTo }) => `${member.personId}${movedTo === null ? '' : ` → ${movedTo}`}`)

describe('withMoved', () => {
  it('keeps whoever left where they stood', () => {
    expect(names(withMoved([ada, eve], [{ member: bob, at: 1, to: 'inactive' }]))).toEqual([
      'ada',
      'bob → inactive',
      'eve',
    ])
  })

  it('keeps several in their order, and puts none past the end', () => {
    const moved = [
      { member: eve, at: 2, to: 'inactive' },
      { member: ada, at: 0, to: 'inactive' },
    ] as const
    expect(names(withMoved([], moved))).toEqual(['ada → inactive', 'eve → inactive'])
  })

  it('shows whoever is back in the list once, as one of it', () => {
    expect(names(withMoved([ada, bob], [{ member: bob, at: 0, to: 'inactive' }]))).toEqual(['ada', 'bob'])
  })
})
