import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { playFile } from '../testing/play-scenario.ts'
import { readScenario } from './read-scenario.ts'
import { sharedScenarios } from './shared-scenarios.ts'

const example = readFileSync(new URL('../../../../examples/scenario.yaml', import.meta.url), 'utf8')
const files = [example, ...sharedScenarios().map(({ source }) => source.text)]

test('whatever a file holds is read, or named as a problem with its place', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]:-&*!|> \n"\'#a1$%') })),
      (text) => {
        const { file, problems } = readScenario(text)
        expect(file === undefined).toBe(problems.length > 0)
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0)
      },
    ),
  )
})

test('a file with something put in or left out plays, or is refused as bad usage before anything is sent', () => {
  const damage = fc.record({
    text: fc.constantFrom(...files),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    out: fc.integer({ min: 0, max: 12 }),
    put: fc.oneof(fc.constantFrom('', ': ', ' ', '-', '\n', '0', '{', 'some', '9999%'), fc.string({ maxLength: 3 })),
  })
  fc.assert(
    fc.property(damage, ({ text, at, out, put }) => {
      const place = Math.floor(at * text.length)
      let sent = 0
      const instead = (): undefined => {
        sent++
      }
      try {
        playFile(text.slice(0, place) + put + text.slice(place + out), { instead })
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
        expect(sent).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})
