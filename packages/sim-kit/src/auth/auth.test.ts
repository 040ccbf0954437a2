import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { fakeWire, type WireAnswer } from '../testing/fake-wire.ts'
import { assertTokenUrl, readTokenAnswer } from './oauth.ts'
import { createTokenSource, type TokenSource } from './token-source.ts'

const grant = {
  tokenUrl: 'http://idp.example:1/oauth/token?tenant=t',
  form: [
    ['grant_type', 'refresh_token'],
    ['refresh_token', 'first refresh'],
    ['client_id', 'app'],
    ['client_secret', 's3cret&'],
  ],
} as const

function source(answer: (index: number) => WireAnswer): {
  tokens: TokenSource
  wire: ReturnType<typeof fakeWire>
  secrets: string[]
  pass: (seconds: number) => void
} {
  let now = 0
  const secrets: string[] = []
  const wire = fakeWire((_request, index) => answer(index))
  const clock = { now: () => new Date(now) }
  const tokens = createTokenSource({ grant, client: wire, clock, onSecret: (secret) => secrets.push(secret) })
  const pass = (seconds: number): void => {
    now += seconds * 1000
  }
  return { tokens, wire, secrets, pass }
}

const granted = (index: number, rest: Record<string, unknown> = { expires_in: 3600 }): WireAnswer => ({
  status: 200,
  body: JSON.stringify({ access_token: `token-${index}`, token_type: 'Bearer', ...rest }),
})

describe('createTokenSource', () => {
  test('asks with the fields of the form in their order, and keeps the token until shortly before its end', async () => {
    const { tokens, wire, pass, secrets } = source((index) => granted(index))
    expect(await tokens.authorization()).toBe('Bearer token-0')
    pass(3500)
    expect(await tokens.authorization()).toBe('Bearer token-0')
    pass(60)
    expect(await tokens.authorization()).toBe('Bearer token-1')
    expect(wire.requests).toHaveLength(2)
    expect(wire.requests[0]).toMatchObject({
      method: 'POST',
      target: '/oauth/token?tenant=t',
      body: 'grant_type=refresh_token&refresh_token=first+refresh&client_id=app&client_secret=s3cret%26',
    })
    expect(secrets).toContain('Bearer token-1')
  })

  test('a token that lives shorter than that is renewed at half its life', async () => {
    const { tokens, wire, pass } = source((index) => granted(index, { expires_in: 20 }))
    await tokens.authorization()
    pass(9)
    await tokens.authorization()
    expect(wire.requests).toHaveLength(1)
    pass(1)
    expect(await tokens.authorization()).toBe('Bearer token-1')
  })

  test('a refresh token the server gives takes the place of the one before', async () => {
    const { tokens, wire, pass, secrets } = source((index) =>
      granted(index, { expires_in: 60, refresh_token: 'second' }),
    )
    await tokens.authorization()
    pass(61)
    await tokens.authorization()
    expect(wire.requests[1]?.body).toContain('refresh_token=second&')
    expect(secrets).toContain('second')
  })

  test('requests that come together share one token request', async () => {
    const { tokens, wire } = source((index) => granted(index))
    expect(await Promise.all([tokens.authorization(), tokens.authorization()])).toEqual([
      'Bearer token-0',
      'Bearer token-0',
    ])
    expect(wire.requests).toHaveLength(1)
  })

  test('a fresh token is asked for before the last one ends, and used from then on', async () => {
    const { tokens, wire } = source((index) => granted(index))
    await tokens.authorization()
    expect(await tokens.authorization(true)).toBe('Bearer token-1')
    expect(await tokens.authorization()).toBe('Bearer token-1')
    expect(wire.requests).toHaveLength(2)
  })

  test('credentials of the client go into a Basic header, encoded as in a form', async () => {
    const wire = fakeWire((_request, index) => granted(index))
    const basic = { clientId: 'app:1', clientSecret: 's3cret& é' }
    const form = [['grant_type', 'client_credentials']] as const
    const clock = { now: () => new Date(0) }
    const tokens = createTokenSource({ grant: { ...grant, form, basic }, client: wire, clock, onSecret: () => {} })
    await tokens.authorization()
    expect(wire.requests[0]?.body).toBe('grant_type=client_credentials')
    const value = `Basic ${Buffer.from('app%3A1:s3cret%26+%C3%A9').toString('base64')}`
    expect(wire.requests[0]?.headers).toContainEqual(['Authorization', value])
  })

  test('a token that does not say when it ends is kept', async () => {
    const { tokens, wire, pass } = source((index) => granted(index, {}))
    await tokens.authorization()
    pass(10_000_000)
    await tokens.authorization()
    expect(wire.requests).toHaveLength(1)
  })

  test.each<[WireAnswer, string]>([
    [
      { status: 400, body: '{"error":"invalid_grant"}' },
      'No access token: the token endpoint answers 400 (invalid_grant).',
    ],
    [{ status: 200, body: '{}' }, 'No access token: the token endpoint grants no access_token.'],
    [{ status: 200, body: '<html>' }, 'No access token: the token endpoint grants no access_token.'],
    [
      { status: 200, body: '{"access_token":"t","token_type":"mac"}' },
      'No access token: the token endpoint grants a token of another type than Bearer.',
    ],
    [{ status: 302, body: '' }, 'No access token: the token endpoint answers 302.'],
    [{ silence: 'reset' }, 'No access token: the token endpoint is silent (reset).'],
  ])('%j is no token, and the next request asks again', async (answer, message) => {
    const { tokens, wire } = source(() => answer)
    await expect(tokens.authorization()).rejects.toThrow(message)
    await expect(tokens.authorization()).rejects.toThrow(message)
    expect(wire.requests).toHaveLength(2)
  })
})

test('an access token that no header can carry is none', () => {
  expect(readTokenAnswer(200, '{"access_token":"a\\r\\nb"}')).toBe('the token endpoint grants no access_token')
})

test('the type of a token is told in whatever case', () => {
  expect(readTokenAnswer(200, '{"access_token":"t","token_type":"bearer"}')).toMatchObject({
    authorization: 'Bearer t',
  })
})

test.each(['ftp://h/t', 'nonsense', 'http://user:pass@h/t', 'http://h/t#f', 'http://h/t t'])(
  '%s is no token URL',
  (url) => {
    expect(() => assertTokenUrl(url)).toThrow(UsageError)
  },
)
