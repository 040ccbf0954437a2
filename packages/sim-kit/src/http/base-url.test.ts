import { expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { parseBaseUrl } from './base-url.ts'

test('the path is kept as typed', () => {
  expect(parseBaseUrl('http://acme.localhost:4000/a/../scim%2Fv2/')).toEqual({
    secure: false,
    hostname: 'acme.localhost',
    port: 4000,
    host: 'acme.localhost:4000',
    path: '/a/../scim%2Fv2/',
  })
})

test('default ports stay out of the host', () => {
  expect(parseBaseUrl('https://scim.example.com:443')).toMatchObject({ port: 443, host: 'scim.example.com', path: '' })
  expect(parseBaseUrl('http://[::1]:8080/x')).toMatchObject({ hostname: '::1', host: '[::1]:8080' })
})

test.each([
  '',
  'acme',
  'ftp://h/x',
  'file:///etc/passwd',
  'http://',
  'http://[::',
  'http://u:p@h/',
  'http://h/#f',
  'http://h/a b',
])('%j is refused with plain words', (text) => {
  expect(() => parseBaseUrl(text)).toThrow(UsageError)
})
