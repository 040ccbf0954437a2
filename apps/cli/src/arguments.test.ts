import { expect, test } from 'vitest'
import { takeToken } from './arguments.ts'

test('the token is taken out of the arguments in both spellings, the last one wins', () => {
  expect(takeToken(['--token', 'a', '--json'])).toEqual({ args: ['--json'], token: 'a' })
  expect(takeToken(['--token=a', '--json', '--token', 'b'])).toEqual({ args: ['--json'], token: 'b' })
})

test('a --token without a value stays, so that the program behind complains about it', () => {
  expect(takeToken(['--json', '--token'])).toEqual({ args: ['--json', '--token'], token: undefined })
})
