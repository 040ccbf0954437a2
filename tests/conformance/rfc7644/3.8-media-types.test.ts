/**
 * Media types and headers.
 *
 * @see RFC 7644 §3.8 HTTP Status and Media Types — https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { describe, expect, it } from 'vitest'
import {
  credentials,
  expectScimError,
  expectStatus,
  sendRaw,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const SCIM_JSON = /^application\/scim\+json; ?charset=utf-8$/i
const json = (attributes = {}) => JSON.stringify(userBody(attributes))
const typed = (type: string) => ({ headers: { 'content-type': type } })

describe('answers', () => {
  it.each([
    ['H-001 [MUST]', 'application/scim+json'],
    ['H-002 [SHOULD]', 'application/json'],
    ['H-003 [MUST]', '*/*'],
    ['H-003 [MUST]', 'application/*'],
    ['H-007 [CHOICE]', 'text/html;q=0.9, application/scim+json'],
    ['H-007 [CHOICE]', 'text/html, application/json;q=0.1'],
    ['H-007 [CHOICE]', 'APPLICATION/SCIM+JSON; charset=utf-8'],
    ['H-007 [CHOICE]', 'application/scim+json;q=0.5,*/*;q=0'],
  ])('%s Accept: %s is answered with SCIM JSON', async (_row, accept) => {
    const answer = await scim.get('/Users', { count: '0' }, { accept })
    expectStatus(answer, 200)
    expect(answer.header('content-type')).toMatch(SCIM_JSON)
  })

  it('H-003 H-004 [MUST] without Accept too, in UTF-8', async () => {
    const user = await scim.createUser({ title: 'Zoë 👩‍🚀' })
    const answer = await sendRaw(scim.baseUrl, 'GET', `/Users/${user.id}`, [credentials(scim)])
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(SCIM_JSON)
    expect(JSON.parse(answer.body)).toMatchObject({ title: 'Zoë 👩‍🚀' })
  })

  it.each(['text/xml', 'text/html, image/*', 'application/scim+json;q=0', 'application/xml, application/json;q=0.0'])(
    'H-008 E-019 [CHOICE] Accept: %s rules JSON out: 406 with a SCIM error',
    async (accept) => expectScimError(await scim.get('/Users', {}, { accept }), 406, null),
  )

  it('H-009 [CHOICE] Location is absolute, and not what a stranger’s header says', async () => {
    const answer = await scim.post('/Users', userBody(), {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
    })
    expectStatus(answer, 201)
    expect(answer.header('location')).toBe(`${scim.baseUrl}/Users/${answer.resource.id}`)
    expect(answer.text).not.toContain('evil.example')
  })

  it('H-015 [MUST] the version segment stands right before the endpoint', async () => {
    expect(scim.baseUrl).toMatch(/\/v2$/)
    expect((await scim.createUser()).meta.location).toMatch(/\/v2\/Users\/[^/]+$/)
  })

  it('H-016 [CHOICE] Prefer: respond-async is ignored', async () => {
    const answer = await scim.post('/Users', userBody(), { headers: { prefer: 'respond-async' } })
    expectStatus(answer, 201)
    expect(answer.header('preference-applied')).toBeNull()
  })
})

describe('bodies', () => {
  it.each([
    ['H-004 [MUST]', 'application/scim+json; charset=UTF-8'],
    ['H-004 [MUST]', 'application/scim+json;charset="utf-8"'],
    ['H-005 [SHOULD]', 'application/scim+json'],
    ['H-005 [SHOULD]', 'application/json'],
    ['H-005 [SHOULD]', 'Application/JSON; charset=utf-8'],
  ])('%s Content-Type: %s is read', async (_row, type) => {
    const answer = await scim.send('POST', '/Users', json({ title: 'Zoë' }), typed(type))
    expectStatus(answer, 201)
    expect(answer.body.title).toBe('Zoë')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json-patch+json',
    'application/scim+json; charset=utf-16',
    'application/jsonx',
  ])('H-006 E-019 [CHOICE] Content-Type: %s is refused with 415', async (type) => {
    const userName = uniqueName('refused')
    expectScimError(await scim.send('POST', '/Users', json({ userName }), typed(type)), 415, null)
    expect((await scim.get('/Users', { filter: `userName eq "${userName}"` })).body.totalResults).toBe(0)
  })

  it('H-006 [CHOICE] a body without Content-Type is refused with 415', async () => {
    const answer = await sendRaw(scim.baseUrl, 'POST', '/Users', [credentials(scim)], json())
    expect(answer.status).toBe(415)
    expect(JSON.parse(answer.body)).toMatchObject({ status: '415' })
  })

  it('H-006 [CHOICE] a compressed body is refused with 415', async () => {
    const answer = await scim.post('/Users', userBody(), { headers: { 'content-encoding': 'gzip' } })
    expectScimError(answer, 415)
  })

  it('H-013 [CHOICE] bytes that are no UTF-8 are refused', async () => {
    const [before, after] = json({ title: '@@' }).split('@@')
    const bytes = Buffer.concat([Buffer.from(String(before)), Buffer.from([0xff, 0xfe]), Buffer.from(String(after))])
    expectScimError(await scim.send('POST', '/Users', Uint8Array.from(bytes)), 400, 'invalidSyntax', /UTF-8/)
  })

  it('H-013 [CHOICE] a byte order mark is skipped', async () => {
    const title = 'after a mark'
    const answer = await scim.send('POST', '/Users', `\ufeff${json({ title })}`)
    expectStatus(answer, 201)
    expect(answer.body.title).toBe(title)
  })

  it('H-017 E-003 [CHOICE] a body past the limit: 413 with a SCIM error that names it', async () => {
    const answer = await scim.post('/Users', userBody({ title: 'x'.repeat(2_000_000) }))
    expectScimError(answer, 413, null, /\d{6,}/)
  })
})
