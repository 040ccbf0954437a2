import { expect, test } from 'vitest'
import { DEFAULT_DIALECT, FLAG_DIALECT } from '../profiles/dialect.ts'
import { encodeQueryValue, equalsFilter, withTenantQuery } from './query.ts'

test('a filter is encoded as .NET does: + for a space, %22 for a quote, %40 for an at sign', () => {
  expect(encodeQueryValue(equalsFilter('userName', 'a@b.com'))).toBe('userName+eq+%22a%40b.com%22')
})

test.each([
  ["O'Brien", '%22O%27Brien%22'],
  ['100% + ~', '%22100%25+%2B+%7E%22'],
  ['山田', '%22%E5%B1%B1%E7%94%B0%22'],
  ['a"b\\', '%22a%5C%22b%5C%5C%22'],
  ['\ud800', '%22%5Cud800%22'],
])('the value %s is encoded so that a server reads it back', (value, encoded) => {
  expect(encodeQueryValue(JSON.stringify(value))).toBe(encoded)
  expect(JSON.parse(new URLSearchParams(`filter=${encoded}`).get('filter') ?? '')).toBe(value)
})

test('the query of the Tenant URL follows the path, or the query of the request', () => {
  expect(withTenantQuery('/Users', FLAG_DIALECT, 'last')).toBe('/Users?aadOptscim062020')
  expect(withTenantQuery('/Users?filter=x', FLAG_DIALECT, 'last')).toBe('/Users?filter=x&aadOptscim062020')
  expect(withTenantQuery('/Users?filter=x', FLAG_DIALECT, 'first')).toBe('/Users?aadOptscim062020&filter=x')
  expect(withTenantQuery('/Users?filter=x', FLAG_DIALECT, 'off')).toBe('/Users?filter=x')
  expect(withTenantQuery('/Users?filter=x', DEFAULT_DIALECT, 'last')).toBe('/Users?filter=x')
})
