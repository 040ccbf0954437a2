import { expect, test } from 'vitest'
import { localUrl } from './local-url.ts'

test.each([
  ['127.0.0.1', 'http://localhost:4000'],
  ['localhost', 'http://localhost:4000'],
  ['0.0.0.0', 'http://localhost:4000'],
  ['127.0.0.2', 'http://127.0.0.2:4000'],
  ['::1', 'http://[::1]:4000'],
  ['::', 'http://[::1]:4000'],
  ['192.0.2.2', 'http://192.0.2.2:4000'],
])('a server bound to %s is reached at %s', (host, url) => {
  expect(localUrl(host, 4000)).toBe(url)
})
