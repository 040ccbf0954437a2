import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

const header = 'userName,givenName,familyName,email,title,department,manager,groups,active'
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('a@example.com', 'A', '"', '""', 'x;y', '__proto__', 'constructor', 'true', '\n', '\r', ''),
)

test('any text is either a directory or problems with lines of the file', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 6 }), fc.boolean(), (rows, headed) => {
      const text = [...(headed ? [header] : []), ...rows.map((row) => row.join(','))].join('\n')
      const { directory, problems } = readPeopleFile(text)
      const lines = text.split(/\r\n|\n|\r/).length
      for (const { line, message } of problems) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines)
        expect(message).not.toBe('')
      }
      if (problems.length > 0) return
      const ids = directory.people.map(({ id }) => id)
      expect(ids.length).toBeGreaterThan(0)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { members } of directory.groups) for (const id of members) expect(ids).toContain(id)
    }),
    { numRuns: 500 },
  )
})
