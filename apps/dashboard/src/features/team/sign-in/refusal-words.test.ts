import { expect, it } from 'vitest'
import { refusalWords } from './refusal-words.ts'

it('says fixed words for a known code, and nothing of what else stands in an address', () => {
  expect(refusalWords('inactive')).toMatch(/no longer in this team/)
  for (const code of [undefined, '', 'toString', '__proto__', 'Call 0900-1234']) expect(refusalWords(code)).toBeNull()
})
