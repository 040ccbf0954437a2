import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encode } from './forge.ts'
import { expectRefused, matching, swap } from './refused.ts'
import { createBegunWorld, good } from './world.ts'

const decode = (text: string): string => Buffer.from(text, 'base64').toString()

describe('SM-01 XML that a service provider must not read', () => {
  it.each<[string, RegExp, (xml: string) => string]>([
    ['a bare document type', /document type/, (xml) => `<!DOCTYPE x>${xml}`],
    ['a document type in lower case', /document type/, (xml) => `<!doctype x>${xml}`],
    [
      'an entity',
      /document type/,
      (xml) => `<!DOCTYPE x [<!ENTITY e "owner@acme.example">]>${xml.replace('ann@acme.example', '&e;')}`,
    ],
    ['an external entity', /document type/, (xml) => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml}`],
    [
      'entities of entities',
      /document type/,
      (xml) => `<!DOCTYPE x [<!ENTITY a "evil"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${xml}`,
    ],
    ['an entity that is not declared', /not well-formed/, swap('ann@acme.example', '&evil;')],
    ['20000 elements in each other', /too many elements/, nest(20_000)],
    ['4000 elements in each other', /nested too deep/, nest(4000)],
    ['a NUL', /characters that XML does not allow/, swap('ann@acme.example', 'ann\0@acme.example')],
    ['a NUL as a character reference', /do not hold/, swap('ann@acme.example', 'ann&#0;@acme.example')],
    ['a namespace without a name', /not well-formed|do not hold/, swap('<saml:Subject>', '<saml:Subject xmlns:="">')],
    ['an attribute twice', /not well-formed/, swap('<saml:Subject>', '<saml:Subject a="1" a="2">')],
    ['no XML', /not XML|not well-formed/, () => 'evil'],
    ['nothing', /not Base64/, () => ''],
  ])('is refused: %s', (_name, reason, tamper) =>
    expectRefused({ reason, encode: (text) => encode(tamper(decode(text))) }),
  )
})

describe('SM-01 a message in another form than the POST binding has', () => {
  it.each<[string, RegExp, (text: string) => string]>([
    ['something before the Base64', /not Base64/, (text) => `%${text}`],
    ['line breaks in the Base64', /not Base64/, (text) => text.replace(/(.{76})/g, '$1\r\n')],
    ['the other Base64 alphabet', /not Base64/, (text) => `${text.slice(0, -4)}-_-_`],
    ['Base64 that is cut off', /not Base64/, (text) => text.slice(0, -1)],
    [
      'text that is not UTF-8',
      /not UTF-8/,
      (text) => Buffer.concat([Buffer.from(text, 'base64'), Buffer.from([0xff])]).toString('base64'),
    ],
    [
      'the compression of the Redirect binding',
      /not UTF-8|characters that XML/,
      (text) => deflateRawSync(decode(text)).toString('base64'),
    ],
    ['more than 256 kB', /larger than 256kb/, (text) => `${text}${'A'.repeat(256 * 1024)}`],
  ])('is refused: %s', (_name, reason, encoded) => expectRefused({ reason, encode: encoded }))

  it.each<[string, RegExp, (text: string) => string]>([
    ['no SAMLResponse', /no SAMLResponse/, () => 'RelayState=x'],
    ['two SAMLResponses', /SAMLResponse more than once/, (text) => `SAMLResponse=${text}&SAMLResponse=${text}`],
    ['two RelayStates', /RelayState more than once/, (text) => `SAMLResponse=${text}&RelayState=a&RelayState=b`],
    ['SAMLResponse as a list', /no SAMLResponse/, (text) => `SAMLResponse[]=${text}`],
    ['a LogoutRequest', /no SAMLResponse/, (text) => `SAMLRequest=${text}`],
    ['an empty form', /no SAMLResponse|no form/, () => ''],
  ])('is refused: %s', async (_name, reason, toForm) => {
    const world = await createBegunWorld()
    const answer = await world.browser1.post(toForm(encodeURIComponent(good(world, world.flow))))
    expect({ status: answer.status, reason: await world.lastReason() }).toEqual({
      status: 403,
      reason: matching(reason),
    })
    expect(await world.sessions()).toBe(0)
  })

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])('is refused: %s', async (type) => {
    const world = await createBegunWorld()
    const answer = await fetch(`${world.url}/teams/acme/saml/acs`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify({ SAMLResponse: good(world, world.flow) }),
    })
    expect([answer.status, await world.lastReason()]).toEqual([403, 'The message is no form.'])
  })

  it('is taken: a byte order mark, as some writers of XML put it', async () => {
    const world = await createBegunWorld()
    const answer = await world.browser1.answer(encode(`\uFEFF${decode(good(world, world.flow))}`))
    expect(answer.status).toBe(303)
  })

  it('is not answered at all: the Redirect binding', async () => {
    const world = await createBegunWorld()
    const query = new URLSearchParams({
      SAMLResponse: deflateRawSync(decode(good(world, world.flow))).toString('base64'),
    })
    expect((await world.browser1.get(`/teams/acme/saml/acs?${query}`)).status).toBe(404)
    expect(await world.sessions()).toBe(0)
  })
})

function nest(depth: number): (xml: string) => string {
  return swap(
    '<samlp:Status>',
    `<samlp:Extensions>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</samlp:Extensions><samlp:Status>`,
  )
}
