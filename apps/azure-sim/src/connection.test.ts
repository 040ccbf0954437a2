import { UsageError } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { carriesFlag, connectTenant } from './connection.ts'
import { entraHeaders } from './headers.ts'
import { selectProfile } from './select-profile.ts'

const token = 't0k'

describe('the Tenant URL', () => {
  test.each([
    ['https://h/scim/v2', 'https://h/scim/v2'],
    ['http://localhost:4000/teams/initech/scim/v2/', 'http://localhost:4000/teams/initech/scim/v2'],
    ['https://h', 'https://h'],
  ])('%s is complete: only resource paths are joined', (target, baseUrl) => {
    expect(connectTenant({ target, token }, false)).toEqual({ baseUrl, authorization: 'Bearer t0k' })
  })

  test.each([
    'https://h/scim?aadOptscim062020',
    'https://h/scim/?aadOptscim062020',
    'https://h/scim?aadOptscim062020=true',
  ])('%s selects the flag profile and is no part of the base URL', (target) => {
    expect(carriesFlag(target)).toBe(true)
    expect(connectTenant({ target, token }, true).baseUrl).toBe('https://h/scim')
    expect(() => connectTenant({ target, token }, false)).toThrow(/choose the profile aadOptscim062020/)
    expect(selectProfile(['sync', '--target', target])).toEqual([
      'sync',
      '--target',
      target,
      '--profile',
      'aadOptscim062020',
    ])
    expect(selectProfile(['sync', `--target=${target}`]).slice(-1)).toEqual(['aadOptscim062020'])
    expect(selectProfile(['sync', '--target', target, '--profile', 'default'])).toHaveLength(5)
  })

  test.each(['h/scim', 'ftp://h/scim', 'https://u:p@h/scim', 'https://h/scim#x', 'https://h/scim?x=1', ''])(
    '%s is refused as bad usage',
    (target) => {
      expect(() => connectTenant({ target, token }, true)).toThrow(UsageError)
    },
  )

  test('a URL without the flag selects nothing', () => {
    expect(selectProfile(['sync', '--target', 'https://h/scim'])).toEqual(['sync', '--target', 'https://h/scim'])
    expect(selectProfile(['serve'])).toEqual(['serve'])
    expect(selectProfile(['sync', '--target'])).toEqual(['sync', '--target'])
  })

  test('an Authorization value given as such is sent as such', () => {
    expect(connectTenant({ target: 'https://h', token, authorization: 'Basic x' }, false).authorization).toBe('Basic x')
  })
})

describe('OAuth2 client credentials', () => {
  const oauth = { tokenUrl: 'https://idp.example/token', clientId: 'app', clientSecret: 's' }

  test('go into a Basic header, the form has the scope alone', () => {
    const grant = connectTenant({ target: 'https://h', token: '', oauth: { ...oauth, scope: 'scim' } }, false).oauth
    expect(grant).toEqual({
      tokenUrl: 'https://idp.example/token',
      form: [
        ['grant_type', 'client_credentials'],
        ['scope', 'scim'],
      ],
      basic: { clientId: 'app', clientSecret: 's' },
    })
  })

  test('are sent as a form where the knob says so, the scope last', () => {
    const knobs = { credentialLocation: 'body' }
    const input = { target: 'https://h', token: '', knobs }
    const grant = connectTenant({ ...input, oauth: { ...oauth, scope: 'scim' } }, false).oauth
    expect(grant).toEqual({
      tokenUrl: 'https://idp.example/token',
      form: [
        ['grant_type', 'client_credentials'],
        ['client_id', 'app'],
        ['client_secret', 's'],
        ['scope', 'scim'],
      ],
    })
    expect(connectTenant({ ...input, oauth }, false).oauth?.form).toHaveLength(3)
  })

  test('are no authorization code', () => {
    const input = { target: 'https://h', token: '', oauth: { ...oauth, refreshToken: 'r' } }
    expect(() => connectTenant(input, false)).toThrow(UsageError)
  })
})

test('headers name neither a User-Agent nor an Accept', () => {
  const host = 'h:1'
  expect(entraHeaders({ method: 'GET', host, authorization: 'Bearer t', contentLength: undefined, knobs: {} })).toEqual(
    [
      ['Authorization', 'Bearer t'],
      ['ADSCIMVersion', '5.0'],
      ['Host', 'h:1'],
    ],
  )
  expect(entraHeaders({ method: 'POST', host, authorization: 'Bearer t', contentLength: 2, knobs: {} })).toEqual([
    ['Authorization', 'Bearer t'],
    ['ADSCIMVersion', '5.0'],
    ['Content-Type', 'application/scim+json; charset=utf-8'],
    ['Host', 'h:1'],
    ['Content-Length', '2'],
  ])
})

test('the knob adscimVersion writes the form described since', () => {
  const context = { method: 'GET', host: 'h', authorization: 'Bearer t', contentLength: undefined } as const
  const [, version] = entraHeaders({ ...context, knobs: { adscimVersion: 'dated' } })
  expect(version?.[1]).toMatch(/^Date:\d{4}-\d\d-\d\d, ActivityId:[0-9a-f-]{36}$/)
})

test('the knob accept adds an Accept header', () => {
  const context = { method: 'GET', host: 'h', authorization: 'Bearer t', contentLength: undefined } as const
  expect(entraHeaders({ ...context, knobs: { accept: 'on' } })).toContainEqual(['Accept', 'application/scim+json'])
})
