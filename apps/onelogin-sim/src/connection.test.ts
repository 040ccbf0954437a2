import { UsageError } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { connect } from './connection.ts'

const token = 'T'

describe('SCIM Base URL', () => {
  test('a complete URL is taken as typed, one trailing slash dropped', () => {
    expect(connect({ target: 'http://localhost:4000/teams/acme/scim/v2/', token })).toEqual({
      baseUrl: 'http://localhost:4000/teams/acme/scim/v2',
      authorization: 'Bearer T',
    })
    expect(connect({ target: 'https://app.test/scim//', token }).baseUrl).toBe('https://app.test/scim/')
  })

  test('a bare subdomain goes into the URL template of the app', () => {
    const appUrl = 'http://localhost:4000/teams/{subdomain}/scim/v2'
    expect(connect({ target: 'acme', token, appUrl }).baseUrl).toBe('http://localhost:4000/teams/acme/scim/v2')
  })

  test('an Authorization value given verbatim replaces the bearer token', () => {
    expect(connect({ target: 'https://app.test', token, authorization: 'Basic eA==' }).authorization).toBe('Basic eA==')
  })

  test.each([
    ['a bare subdomain without a template', { target: 'acme', token }, '--app-url'],
    ['a template without the placeholder', { target: 'acme', token, appUrl: 'http://x/scim' }, '{subdomain}'],
    ['a host without a scheme', { target: 'localhost:4000/scim', token }, 'http://'],
    ['another scheme', { target: 'ftp://app.test/scim', token }, 'http'],
    ['credentials in the URL', { target: 'https://u:p@app.test/scim', token }, 'password'],
    ['a query', { target: 'https://app.test/scim?x=1', token }, 'query'],
    ['a subdomain that is more than a label', { target: 'a.b/..', token, appUrl: 'http://{subdomain}' }, 'a.b'],
  ])('%s is refused with a word on what to type', (_case, input, word) => {
    expect(() => connect(input)).toThrow(UsageError)
    expect(() => connect(input)).toThrow(word)
  })
})
