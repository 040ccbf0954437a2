import { expect, test } from 'vitest'
import { createMasker } from './mask.ts'

const secret = 'canary-Tok/en+1'
const masker = createMasker([`Bearer ${secret}`, secret])
const response = (body: string, headers: [string, string][] = []) =>
  masker.response({ status: 200, reasonPhrase: 'OK', headers, body })
const body = (text: string) => response(text).body

test('the authentication scheme stays, the credential goes', () => {
  const { headers } = masker.request({
    method: 'GET',
    target: '/',
    headers: [
      ['AUTHORIZATION', 'Bearer abc'],
      ['X-Api-Key', 'k'],
      ['Cookie', 'a=b'],
      ['Accept', 'x/y'],
    ],
    body: null,
  })
  expect(headers).toEqual([
    ['AUTHORIZATION', 'Bearer ***'],
    ['X-Api-Key', '***'],
    ['Cookie', '***'],
    ['Accept', 'x/y'],
  ])
})

test('values of secret keys are masked at any depth and in any case; every other byte stays', () => {
  expect(body('{ "userName" : "a", "Password":"p\\"w", "x":[{"client_secret" : 12, "b":1.0}] }')).toBe(
    '{ "userName" : "a", "Password":"***", "x":[{"client_secret" : "***", "b":1.0}] }',
  )
})

test('a body cut in the middle of a secret is masked', () => {
  expect(body('{"userName":"a","password":"hunt')).toBe('{"userName":"a","password":"***"')
})

test('a PATCH that names its secret by path, and nested secrets, are masked', () => {
  expect(body('{"Operations":[{"op":"replace","path":"password","value":"hunter2"}]}')).toBe(
    '{"Operations":[{"op":"replace","path":"password","value":"***"}]}',
  )
  expect(body('{"token":{"value":"abc"},"tokens":["abc"]}')).toBe('{"token":"***","tokens":"***"}')
})

test('the credential of the run is masked wherever the target returns it, also URL- and JSON-escaped', () => {
  expect(body(`<p>${secret}</p>`)).toBe('<p>***</p>')
  expect(response('', [['Location', `/x?a=${encodeURIComponent(secret)}`]]).headers).toEqual([['Location', '/x?a=***']])
  expect(masker.text(`refused ${secret}`)).toBe('refused ***')
})

test('query parameters that carry secrets are masked', () => {
  const { target } = masker.request({
    method: 'GET',
    target: '/Users?access_token=abc&startIndex=1&',
    headers: [],
    body: null,
  })
  expect(target).toBe('/Users?access_token=***&startIndex=1&')
})

test('what is no secret stays as it is, hostile keys included', () => {
  const text = '{"__proto__":{"a":1},"userName":"token","n":1e400}'
  expect(body(text)).toBe(text)
})

test('a short credential is not searched for in texts', () => {
  expect(createMasker(['Bearer ab']).text('abba')).toBe('abba')
})

test('SC-01 forms a target may give a credential back in are masked', () => {
  const forms = [
    Buffer.from(secret).toString('base64'),
    Buffer.from(`Bearer ${secret}`).toString('base64'),
    Buffer.from(`x${secret}!`).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret).replaceAll('%2F', '%2f').replaceAll('%2B', '%2b'),
    secret.replace('/', '\\/'),
  ]
  for (const form of forms) {
    const masked = masker.text(`is ${form}.`)
    expect(masked).toContain('***')
    // At the seams of base64 some bits of the neighbours stay; nothing of the middle does.
    expect(masked.length).toBeLessThan(20)
  }
})

test('a Basic credential is masked as it is, decoded, and by its password alone', () => {
  const basic = createMasker([`Basic ${Buffer.from('admin:pass-w0rd').toString('base64')}`])
  expect(basic.text('admin:pass-w0rd')).toBe('***')
  expect(basic.text('pass-w0rd')).toBe('***')
  expect(basic.text(Buffer.from('admin:pass-w0rd').toString('base64'))).toBe('***')
})

test('the time to mask grows with the text, not with its square', () => {
  const text = `token ${'"\\'.repeat(200_000)}`
  expect(body(text)).toBe(text)
  for (const unit of ['?', '?token', '&token', '?a=']) expect(masker.text(unit.repeat(100_000))).toContain(unit)
})

test('of credentials that come for ever, those given and the latest are masked', () => {
  const many = createMasker(['the first one'])
  for (let index = 100; index < 200; index++) many.hide(`access-token-${index}`)
  for (let index = 0; index < 50; index++) many.hide('access-token-199')
  expect(many.text('the first one, access-token-100, access-token-190, access-token-199')).toBe(
    '***, access-token-100, ***, ***',
  )
})

test('a text that has a credential in it is known, unless the credential is a short word', () => {
  const known = createMasker(['Bearer 0123456789abcdef', 'Bearer word'])
  expect(known.holds('{"note":"0123456789abcdef"}')).toBe(true)
  expect(known.holds('a word')).toBe(false)
  expect(known.holds('a later "access" token')).toBe(false)
  known.hide('later "access" token of 1')
  expect(known.holds('{"note":"a later \\"access\\" token of 1"}')).toBe(true)
})

test('the value of a secret parameter ends with the word', () => {
  expect(masker.text('redirects to "/x?token=abc", see ?b=1&my_secret=y there')).toBe(
    'redirects to "/x?token=***", see ?b=1&my_secret=*** there',
  )
})

test('JSON that is nested too deeply to look through for secrets is left out', () => {
  const deep = `{"password":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`
  expect(body(deep)).toBe('(not recorded: secrets in JSON that is nested too deeply)')
})

test('the feature flag changePassword is no secret', () => {
  const text = '{"changePassword":{"supported":false}}'
  expect(body(text)).toBe(text)
})
