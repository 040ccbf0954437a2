import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { metadataOf, SSO_URL } from './forge.ts'
import { ANN, createBegunWorld, createSamlWorld, good, OPERATOR } from './world.ts'

describe('the sign-in', () => {
  it('sends to the identity provider an AuthnRequest that every one takes', async () => {
    const { flow, url } = await createBegunWorld()
    expect(flow.url.href.startsWith(SSO_URL)).toBe(true)
    expect(flow.url.searchParams.get('tenant')).toBe('1')
    expect(flow.authnRequest).toContain(`AssertionConsumerServiceURL="${url}/teams/acme/saml/acs"`)
    expect(flow.authnRequest).toContain(`>${url}/teams/acme/saml/metadata</saml:Issuer>`)
    expect(flow.authnRequest).not.toMatch(/RequestedAuthnContext|Format=/)
    expect(flow.requestId).toMatch(/^_[0-9a-f]{32}$/)
    expect(flow.relayState).toBeNull()
  })

  it('SM-02 binds the request to the browser by a cookie that scripts cannot read', async () => {
    const { browser1 } = await createBegunWorld()
    expect(browser1.setCookies).toEqual([
      expect.stringMatching(
        /^scimulator_saml_acme_\d+=_[0-9a-f]{32}; Path=\/teams\/acme\/saml; HttpOnly; SameSite=Lax; Max-Age=600$/,
      ),
    ])
  })

  it('SM-03 uses cookies by https that come along with a POST of another site, and for this host alone', async () => {
    const world = await createSamlWorld({ https: true })
    await world.add(ANN)
    const browser = world.browser()
    const flow = await browser.begin()
    expect(browser.setCookies).toEqual([
      expect.stringMatching(
        /^__Host-scimulator_saml_acme_\d+=_[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=None; Secure; Max-Age=600$/,
      ),
    ])
    const answer = await browser.post({ SAMLResponse: good(world, flow) })
    expect(answer.status).toBe(303)
    expect(browser.setCookies.at(-1)).toMatch(
      /^__Host-scimulator_person_acme_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  it('SM-03 has a POST of another site repeated by a page of our own, where the browser adds its cookie', async () => {
    const world = await createBegunWorld()
    const samlResponse = good(world, world.flow)
    // A browser keeps a Lax cookie back from such a POST.
    const first = await world.browser().post({ SAMLResponse: samlResponse })
    expect(first.status).toBe(200)
    expect(first.text).toContain('<form method="post" action="/teams/acme/saml/acs">')
    expect(first.text).toContain(`name="SAMLResponse" value="${samlResponse}"`)
    const policy = first.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]+={0,2}'; style-src 'self'; form-action 'self';/,
    )
    expect(first.headers.get('x-frame-options')).toBe('DENY')
    expect((await world.browser1.answer(samlResponse)).status).toBe(303)
  })

  it('lets several tabs sign in at the same time', async () => {
    const world = await createBegunWorld()
    const { browser1, flow, acme } = world
    const other = await browser1.begin(acme, '?to=/runs')
    expect((await browser1.answer(good(world, flow))).location).toBe('/teams/acme')
    expect((await browser1.answer(good(world, other))).location).toBe('/runs')
  })

  it('begins at the address that the answer comes to', async () => {
    const { url, browser1 } = await createBegunWorld()
    const { port } = new URL(url)
    const location = await new Promise<string | undefined>((resolve, reject) => {
      const headers = { host: `acme.localhost:${port}` }
      request({ host: 'localhost', port, path: '/teams/acme/saml/sign-in?to=/x', headers }, (answer) => {
        answer.resume()
        resolve(answer.headers.location)
      })
        .once('error', reject)
        .end()
    })
    expect(location).toBe(`${url}/teams/acme/saml/sign-in?to=/x`)
    expect((await browser1.get('/teams/acme/saml/sign-in?to=/x')).location).toMatch(/^https:\/\/idp\.example\/sso/)
  })

  it('is not begun by HEAD, nor in a team without an identity provider, nor in no team', async () => {
    const { browser1, url } = await createBegunWorld()
    const head = await fetch(`${url}/teams/acme/saml/sign-in`, { method: 'HEAD', redirect: 'manual' })
    expect([head.status, head.headers.getSetCookie()]).toEqual([204, []])
    const none = await browser1.get('/teams/globex/saml/sign-in')
    expect([none.status, none.text.includes('Team &lt;globex&gt; has no single sign-on')]).toEqual([404, true])
    expect((await browser1.get('/teams/nobody/saml/sign-in')).status).toBe(404)
  })
})

describe('WB-13 where a sign-in ends', () => {
  it.each([
    ['/teams/acme/people?role=owner#top', '/teams/acme/people?role=owner#top'],
    ['/a/../b', '/b'],
    ['//evil.example', '/teams/acme'],
    ['/\\evil.example', '/teams/acme'],
    ['\\\\evil.example', '/teams/acme'],
    ['/.//evil.example', '/teams/acme'],
    ['/x/..//evil.example', '/teams/acme'],
    ['/%2e//evil.example', '/teams/acme'],
    ['/\t/evil.example', '/teams/acme'],
    ['https://evil.example', '/teams/acme'],
    ['https:evil.example', '/teams/acme'],
    ['javascript:alert(1)', '/teams/acme'],
    ['data:text/html,evil', '/teams/acme'],
    ['evil', '/teams/acme'],
    ['', '/teams/acme'],
    [`/${'x'.repeat(3000)}`, '/teams/acme'],
  ])('%s leads to %s', async (to, expected) => {
    const world = await createBegunWorld()
    const flow = await world.browser1.begin(world.acme, `?to=${encodeURIComponent(to)}`)
    // What comes back as RelayState says nothing.
    const form = { SAMLResponse: good(world, flow), RelayState: 'https://evil.example', repeated: '1' }
    expect((await world.browser1.post(form)).location).toBe(expected)
  })

  it('is a path of the team when two are asked for', async () => {
    const world = await createBegunWorld()
    const flow = await world.browser1.begin(world.acme, '?to=/a&to=//evil.example')
    expect((await world.browser1.answer(good(world, flow))).location).toBe('/teams/acme')
  })
})

describe('a session by SAML', () => {
  it('WB-01 is a new one at each sign-in, and the one before it ends', async () => {
    const world = await createBegunWorld()
    const { browser1, flow, acme, ann, product } = world
    await browser1.answer(good(world, flow))
    const before = new Map(browser1.cookies)
    await browser1.answer(good(world, await browser1.begin()))
    const name = [...before.keys()].find((key) => key.startsWith('scimulator_person_acme_')) ?? ''
    expect(browser1.cookies.get(name)).not.toBe(before.get(name))
    expect(await product.sessions.list(acme, ann.personId)).toHaveLength(1)
    expect(await product.sessions.find(before.get(name) ?? '')).toBeUndefined()
  })

  it('WB-02 lies in a cookie that scripts cannot read, named for team and port', async () => {
    const world = await createBegunWorld()
    await world.browser1.answer(good(world, world.flow))
    const { port } = new URL(world.url)
    expect(world.browser1.setCookies.at(-1)).toMatch(
      /^scimulator_person_acme_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(world.browser1.setCookies.at(-1)).toContain(`_${port}=`)
  })

  it('ends when the session at the identity provider ends', async () => {
    const world = await createBegunWorld()
    const edit = (xml: string): string =>
      xml.replace(
        /SessionNotOnOrAfter="[^"]*"/,
        `SessionNotOnOrAfter="${new Date(Date.now() + 600_000).toISOString()}"`,
      )
    await world.browser1.answer(good(world, world.flow, { edit }))
    world.pass(590_000)
    expect(await world.browser1.personId()).toBe(world.ann.personId)
    world.pass(20_000)
    expect(await world.browser1.personId()).toBeUndefined()
  })
})

describe("the team's metadata", () => {
  it('tells an identity provider what it needs, before SAML is set up', async () => {
    const world = await createSamlWorld()
    const answer = await world.browser().get('/teams/globex/saml/metadata')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/samlmetadata+xml; charset=utf-8',
    ])
    expect(answer.text).toContain(`entityID="${world.url}/teams/globex/saml/metadata"`)
    expect(answer.text).toContain(`Location="${world.url}/teams/globex/saml/acs"`)
    expect(answer.text).toMatch(/AuthnRequestsSigned="false"[^>]*WantAssertionsSigned="true"/)
    expect(answer.text).toContain('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST')
    expect((await world.browser().get('/teams/globex/saml/metadata')).text).toBe(answer.text)
  })

  it('is nothing to read for an identity provider by mistake', async () => {
    const world = await createSamlWorld()
    const { text } = await world.browser().get('/teams/globex/saml/metadata')
    await expect(world.signOn.set(world.globex, { metadata: text }, OPERATOR)).rejects.toThrow(
      'The metadata describes no SAML 2.0 identity provider.',
    )
    await world.signOn.set(world.globex, { metadata: metadataOf() }, OPERATOR)
  })
})

it('WB-08 no page of sign-in is kept, framed, or loads anything from elsewhere', async () => {
  const world = await createBegunWorld()
  const page = await world.browser1.answer('AAAA')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(page.text).not.toMatch(/https?:|<script|style=/)
  const css = await world.browser1.get('/teams/acme/saml/page.css')
  expect([css.status, css.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  expect(css.text).not.toMatch(/url\(|@import/)
})
