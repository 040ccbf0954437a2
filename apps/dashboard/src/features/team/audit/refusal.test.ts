import { describe, expect, it } from 'vitest'
import { refusalSentence } from './refusal.ts'

describe('refusalSentence', () => {
  const action = 'member.refused'

  it.each([
    ['lastOwner', 'deactivated', 'Refused: last owner. Attempted: deactivated'],
    ['forbidden', 'admin', 'Refused: not allowed for their role. Attempted: role admin'],
    ['forbidden', 'change', 'Refused: not allowed for their role. Attempted: change'],
    ['forbidden', 'GET /x', 'Refused: not allowed for their role. Attempted: GET /x'],
    ['constructor', 'purged', 'Refused: constructor. Attempted: purged'],
  ])('of %s and %s says what was not done', (reason, attempt, sentence) => {
    expect(refusalSentence({ action, after: { reason, attempt } })).toBe(sentence)
  })

  it('leaves out what the row does not say', () => {
    expect(refusalSentence({ action, after: { reason: 'lastOwner' } })).toBe('Refused: last owner.')
    expect(refusalSentence({ action, after: null })).toBe('')
  })

  it('is null for what was done', () => {
    expect(refusalSentence({ action: 'member.deactivated', after: { reason: 'lastOwner' } })).toBeNull()
  })
})
