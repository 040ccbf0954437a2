import { UsageError } from '@scimulator/sim-kit'
import { describe, expect, it } from 'vitest'
import { connect } from './connection.ts'

const token = 't0k'

describe('connection', () => {
  it('keeps the base URL as typed and sends the token as Bearer', () => {
    const target = 'http://localhost:4000/teams/acme/scim/v2'
    expect(connect({ target, token })).toEqual({ baseUrl: target, authorization: 'Bearer t0k' })
  })

  it('keeps a trailing slash, which gives //Users, unless the knob strips it', () => {
    const baseUrl = (target: string, knobs?: Record<string, string>) =>
      connect({ target, token, ...(knobs && { knobs }) }).baseUrl
    expect(baseUrl('https://host/scim/v2/')).toBe('https://host/scim/v2/')
    expect(baseUrl('https://host/scim/v2/', { trailingSlash: 'keep' })).toBe('https://host/scim/v2/')
    expect(baseUrl('https://host/scim/v2/', { trailingSlash: 'strip' })).toBe('https://host/scim/v2')
    expect(baseUrl('https://host/scim/v2', { trailingSlash: 'strip' })).toBe('https://host/scim/v2')
    expect(baseUrl('https://host//', { trailingSlash: 'strip' })).toBe('https://host')
  })

  it('sends the token in the form of the way to authenticate', () => {
    const value = (authentication: string) =>
      connect({ target: 'https://host', token, knobs: { authentication } }).authorization
    expect(value('header')).toBe('Bearer t0k')
    expect(value('bearer')).toBe('Bearer t0k')
    expect(value('verbatim')).toBe('t0k')
  })

  it('encodes user and password for Basic', () => {
    const basic = { user: 'scim', password: 'pa:ss' }
    expect(connect({ target: 'https://host', token: '', basic }).authorization).toBe('Basic c2NpbTpwYTpzcw==')
  })

  it('renews an access token by its refresh token, and takes no other grant', () => {
    const oauth = { tokenUrl: 'https://auth/token', clientId: 'id', clientSecret: 'secret' }
    const input = { target: 'https://host', token: '' }
    expect(connect({ ...input, oauth: { ...oauth, refreshToken: 'refresh' } }).oauth).toEqual({
      tokenUrl: 'https://auth/token',
      form: [
        ['grant_type', 'refresh_token'],
        ['refresh_token', 'refresh'],
        ['client_id', 'id'],
        ['client_secret', 'secret'],
      ],
    })
    expect(() => connect({ ...input, oauth })).toThrow(/SCIM_REFRESH_TOKEN/)
  })

  it('sends another Authorization value verbatim', () => {
    expect(connect({ target: 'https://host', token, authorization: 'abc' }).authorization).toBe('abc')
  })

  it('fills the origin into the URL template of a catalogue app', () => {
    const input = { target: 'http://localhost:4000/teams/acme/', token, appUrl: '{origin}/scim/v2' }
    expect(connect(input).baseUrl).toBe('http://localhost:4000/teams/acme/scim/v2')
  })

  it('takes a dollar sign in the origin literally', () => {
    expect(connect({ target: 'http://h/$&', token, appUrl: '{origin}/v2' }).baseUrl).toBe('http://h/$&/v2')
  })

  it.each(['', 'localhost:4000', 'ftp://host', 'https://host?x=1', 'https://host#x', 'https://u:p@host'])(
    'refuses %j as a base URL',
    (target) => {
      expect(() => connect({ target, token })).toThrow(UsageError)
    },
  )

  it('refuses a template without its placeholder, and tokens no header can carry', () => {
    expect(() => connect({ target: 'https://h', token, appUrl: 'https://x/{subdomain}' })).toThrow(UsageError)
    expect(() => connect({ target: 'https://h', token: 'a\r\nX: y' })).toThrow(UsageError)
  })

  it.each(['http://localhost:4000/scim/v2', 'https://my_host/scim/v2'])(
    'takes %s, which the cloud would not',
    (target) => {
      expect(connect({ target, token }).baseUrl).toBe(target)
    },
  )
})
