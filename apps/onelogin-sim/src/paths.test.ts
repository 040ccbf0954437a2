import { expect, test } from 'vitest'
import { groupWritePath, lookupPath, userReadPath, userWritePath } from './paths.ts'

test('the look-up is form-encoded, has one parameter and a dangling "&"', () => {
  expect(lookupPath('ann@acme.test')).toBe('/Users?filter=userName+eq+%22ann%40acme.test%22&')
})

test('the look-up for a name without @ has the bytes that were captured', () => {
  expect(lookupPath('test user')).toBe('/Users?filter=userName+eq+%22test+user%22&')
})

test('quotes and backslashes in a userName stay inside the filter value', () => {
  expect(lookupPath('a"b\\c')).toBe('/Users?filter=userName+eq+%22a%5C%22b%5C%5Cc%22&')
})

test('writes carry a dangling "?", reads do not', () => {
  expect(userWritePath('7')).toBe('/Users/7?')
  expect(groupWritePath('7')).toBe('/Groups/7?')
  expect(userReadPath('7')).toBe('/Users/7')
})

test('an id from the server cannot leave its path segment', () => {
  expect(userWritePath('../Groups/1?x#y')).toBe('/Users/..%2FGroups%2F1%3Fx%23y?')
})

test('an id with half a surrogate pair ends no run', () => {
  expect(userReadPath('a\ud800')).toBe('/Users/a%EF%BF%BD')
})
