import { describe, expect, test } from 'vitest'
import { isOver, quarantineFor, thresholdReason } from './quarantine.ts'

const HOUR = 60 * 60_000
const at = (hours: number): Date => new Date(Date.parse('2026-01-01T00:00:00Z') + hours * HOUR)

describe('the thresholds of the quarantine, in the vendor’s examples', () => {
  test.each([
    ['45,000 failures', { failed: 45_000, references: 0, succeeded: 1_000_000 }, 'EncounteredBaseEscrowThreshold'],
    [
      '30,000 failures and 5,000 successes',
      { failed: 30_000, references: 0, succeeded: 5000 },
      'EncounteredEscrowProportionThreshold',
    ],
    ['20,000 failures and 100,000 successes', { failed: 20_000, references: 0, succeeded: 100_000 }, undefined],
    [
      '40,000 failures of users and 21,000 of managers',
      { failed: 40_000, references: 21_000, succeeded: 1_000_000 },
      'EncounteredTotalEscrowThreshold',
    ],
    ['references alone', { failed: 0, references: 50_000, succeeded: 10 }, undefined],
    ['4,999 failures of 5,000', { failed: 4999, references: 0, succeeded: 1 }, undefined],
    ['5,000 failures of 5,000', { failed: 5000, references: 0, succeeded: 0 }, 'EncounteredEscrowProportionThreshold'],
  ] as const)('%s', (_what, tally, reason) => {
    expect(thresholdReason(tally)).toBe(reason)
  })
})

describe('a quarantine', () => {
  test('is attempted after 6, 12 and 24 hours, then daily', () => {
    let quarantine = quarantineFor(undefined, 'TooManyDeletes', '', at(0))
    const hours: number[] = []
    for (let round = 0; round < 5; round++) {
      const next = new Date(quarantine.nextAttempt)
      hours.push((next.getTime() - at(0).getTime()) / HOUR)
      quarantine = quarantineFor(quarantine, 'TooManyDeletes', '', next)
    }
    expect(hours).toEqual([6, 12, 24, 48, 72])
    expect(quarantine).toMatchObject({ seriesCount: 6, currentBegan: at(0).toISOString() })
  })

  test('begins anew with another reason, in the same series', () => {
    const first = quarantineFor(undefined, 'TooManyDeletes', '', at(0))
    expect(quarantineFor(first, 'EncounteredQuarantineException', 'x', at(6))).toMatchObject({
      currentBegan: at(6).toISOString(),
      seriesBegan: at(0).toISOString(),
    })
  })

  test('is over after four weeks', () => {
    const quarantine = quarantineFor(undefined, 'TooManyDeletes', '', at(0))
    expect(isOver(quarantine, at(28 * 24))).toBe(false)
    expect(isOver(quarantine, at(28 * 24 + 1))).toBe(true)
  })
})
