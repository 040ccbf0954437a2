import { expect, test } from 'vitest'
import { nearest, unknownWord } from './nearest.ts'

test('the nearest word is suggested only when it is near', () => {
  expect(nearest('lifecylce', ['demo', 'lifecycle'])).toBe('lifecycle')
  expect(nearest('HTML', ['html'])).toBe('html')
  expect(nearest('zzzzzzzz', ['demo', 'lifecycle'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})

test('the line names the word, the suggestion and the list', () => {
  expect(unknownWord('Profile', 'defualt', ['default', 'other'])).toBe(
    'Profile "defualt" is unknown. Did you mean default? There are: default, other.',
  )
})
