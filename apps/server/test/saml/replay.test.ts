import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forge, metadataOf, newId } from './forge.ts'
import { FOREIGN_KEY } from './keys.ts'
import { ANN, type Answer, createBegunWorld, createSamlWorld, good, OPERATOR } from './world.ts'

describe('SM-02 an answer that has been used', () => {
  it('is refused the second time, in the same browser', async () => {
    const world = await createBegunWorld()
    const { browser1, flow } = world
    const samlResponse = good(world, flow)
    const cookies = new Map(browser1.cookies)
    expect((await browser1.answer(samlResponse)).status).toBe(303)
    expect((await browser1.answer(samlResponse)).status).toBe(403)
    expect(await world.lastReason()).toMatch(/another browser, or too long ago/)
    // Also when the browser still has the cookie of before.
    for (const [name, value] of cookies) browser1.cookies.set(name, value)
    expect((await browser1.answer(samlResponse)).status).toBe(403)
    expect(await world.lastReason()).toMatch(/has been answered already/)
    expect(await world.sessions()).toBe(1)
  })

  it('lets in exactly one of 20 that come at the same time', async () => {
    const world = await createBegunWorld()
    const { browser1, flow } = world
    const form = { SAMLResponse: good(world, flow), repeated: '1' }
    const headers = { cookie: [...browser1.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${world.url}/teams/acme/saml/acs`, {
          method: 'POST',
          headers,
          body: new URLSearchParams(form),
          redirect: 'manual',
        }),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array<number>(19).fill(403)])
    expect(await world.sessions()).toBe(1)
  })

  it('lets in exactly one of two different answers to one request', async () => {
    const world = await createBegunWorld()
    const { browser1, flow } = world
    const cookies = new Map(browser1.cookies)
    expect((await browser1.answer(good(world, flow))).status).toBe(303)
    for (const [name, value] of cookies) browser1.cookies.set(name, value)
    expect((await browser1.answer(good(world, flow))).status).toBe(403)
    expect(await world.sessions()).toBe(1)
  })

  it('is refused when the same assertion answers another request', async () => {
    const world = await createBegunWorld()
    const { browser1, flow } = world
    const assertionId = newId()
    expect((await browser1.answer(good(world, flow, { assertionId }))).status).toBe(303)
    const next = await browser1.begin()
    expect((await browser1.answer(good(world, next, { assertionId }))).status).toBe(403)
    expect(await world.lastReason()).toBe('The assertion has been used before.')
    // What was not let in has spent nothing.
    expect((await browser1.answer(good(world, next))).status).toBe(303)
  })

  it('is refused after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saml-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const world = await createSamlWorld({ file: join(folder, 'saml.db') })
    await world.add(ANN)
    const browser = world.browser()
    const flow = await browser.begin()
    world.restart()
    const cookies = new Map(browser.cookies)
    const samlResponse = good(world, flow)
    expect((await browser.answer(samlResponse)).status).toBe(303)
    world.restart()
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    expect((await browser.answer(samlResponse)).status).toBe(403)
    expect(await world.sessions()).toBe(1)
  })
})

describe('SM-02 an answer that belongs elsewhere', () => {
  it('is refused in another browser: nobody can be signed in as somebody else without asking for it', async () => {
    const world = await createBegunWorld()
    const victim = world.browser()
    const samlResponse = good(world, world.flow)
    expect((await victim.answer(samlResponse)).status).toBe(403)
    expect(await world.lastReason()).toMatch(/another browser/)
    // Having begun a sign-in of their own changes nothing.
    await victim.begin()
    expect((await victim.answer(samlResponse)).status).toBe(403)
    expect(await world.sessions()).toBe(0)
    expect((await world.browser1.answer(samlResponse)).status).toBe(303)
  })

  it('is refused when its request was never made', async () => {
    const world = await createBegunWorld()
    const [name] = world.browser1.cookies.keys()
    const id = newId()
    world.browser1.cookies.set(name ?? '', id)
    expect((await world.browser1.answer(good(world, { requestId: id }))).status).toBe(403)
    expect(await world.lastReason()).toMatch(/answered already, or was begun too long ago/)
  })

  it('is refused by another team, even one with the same identity provider and the same key', async () => {
    const world = await createBegunWorld()
    const { browser1, globex, signOn, product, flow } = world
    await signOn.set(globex, { metadata: metadataOf() }, OPERATOR)
    await product.members.add(globex, { userName: ANN, role: 'owner', origin: 'founder' }, OPERATOR)
    expect((await browser1.answer(good(world, flow), globex)).status).toBe(403)
    const there = await browser1.begin(globex)
    expect((await browser1.answer(good(world, there), globex)).status).toBe(403)
    expect(await world.lastReason(globex)).toMatch(/Response is for/)
    const unaddressed = (xml: string): string => xml.replace(/ Destination="[^"]*"/, '')
    expect((await browser1.answer(good(world, there, { edit: unaddressed }), globex)).status).toBe(403)
    expect(await world.lastReason(globex)).toMatch(/audience|for "http/i)
    expect(await world.sessions(globex)).toBe(0)
  })

  it("is refused when another team's identity provider gives it, under its own name or ours", async () => {
    const world = await createBegunWorld()
    const { browser1, globex, signOn, flow } = world
    await signOn.set(
      globex,
      { metadata: metadataOf({ keys: [FOREIGN_KEY], entityId: 'https://foreign.example' }) },
      OPERATOR,
    )
    for (const issuer of ['https://foreign.example', undefined]) {
      const message = world.message(flow.requestId, { key: FOREIGN_KEY, ...(issuer && { issuer }) })
      expect((await browser1.answer(forge(message))).status).toBe(403)
    }
    expect(await world.sessions()).toBe(0)
  })

  it('is refused once the identity provider has been taken away or exchanged', async () => {
    const world = await createBegunWorld()
    const { browser1, acme, signOn, flow } = world
    await signOn.remove(acme, OPERATOR)
    const answer = await browser1.answer(good(world, flow))
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('has no single sign-on')
    await signOn.set(acme, { metadata: metadataOf() }, OPERATOR)
    expect((await browser1.answer(good(world, flow))).status).toBe(403)
    expect(await world.sessions()).toBe(0)
  })
})

describe('SM-02 an answer that nothing asked for', () => {
  const unsolicited = (xml: string): string => xml.replaceAll(/ InResponseTo="[^"]*"/g, '')

  it('signs nobody in: it starts a sign-in of its own, which then works', async () => {
    const world = await createBegunWorld()
    const browser = world.browser()
    const samlResponse = good(world, world.flow, { edit: unsolicited })
    const first = await browser.post({ SAMLResponse: samlResponse, RelayState: '/teams/acme/people' })
    expect([first.status, goesOnTo(first)]).toEqual([
      200,
      '/teams/acme/saml/sign-in?unsolicited=1&to=%2Fteams%2Facme%2Fpeople',
    ])
    expect(await world.sessions()).toBe(0)
    const flow = await browser.begin(world.acme, '?unsolicited=1&to=%2Fteams%2Facme%2Fpeople')
    const second = await browser.answer(good(world, flow))
    expect(second.location).toBe('/teams/acme/people')
    expect(await browser.personId()).toBe(world.ann.personId)
  })

  it('signs nobody in when its envelope claims to answer a request', async () => {
    const world = await createBegunWorld()
    const { requestId } = world.flow
    const graft = (xml: string): string =>
      xml.replace('<samlp:Response ', `<samlp:Response InResponseTo="${requestId}" `)
    const samlResponse = good(world, world.flow, { edit: unsolicited, tamper: graft })
    expect((await world.browser1.answer(samlResponse)).status).toBe(403)
    expect(await world.lastReason()).toMatch(/does not answer the request/)
    expect((await world.browser1.answer(good(world, world.flow))).status).toBe(303)
  })

  it('starts nothing when it tells of a failure', async () => {
    const world = await createBegunWorld()
    const failed = (xml: string): string => unsolicited(xml).replace('status:Success', 'status:Requester')
    expect((await world.browser().post({ SAMLResponse: good(world, world.flow, { edit: failed }) })).status).toBe(403)
    expect(await world.lastReason()).toMatch(/answers "urn:oasis:names:tc:SAML:2\.0:status:Requester"/)
  })

  it('takes no address of elsewhere along', async () => {
    const world = await createBegunWorld()
    const samlResponse = good(world, world.flow, { edit: unsolicited })
    const answer = await world.browser1.post({ SAMLResponse: samlResponse, RelayState: '//evil.example' })
    expect(goesOnTo(answer)).toBe('/teams/acme/saml/sign-in?unsolicited=1')
  })

  it('does not go round for ever with an identity provider that never names the request', async () => {
    const world = await createBegunWorld()
    const browser = world.browser()
    let turns = 0
    for (let answer = { status: 303 }; answer.status === 303; turns += 1) {
      answer = await browser.get('/teams/acme/saml/sign-in?unsolicited=1')
      if (turns > 10) break
    }
    expect(turns).toBe(5)
    expect(await world.lastReason()).toMatch(/no InResponseTo/)
  })
})

// By a page: a redirect would fall under the identity provider's policy for forms.
function goesOnTo({ text }: Answer): string | undefined {
  return /<meta http-equiv="refresh" content="0; url=([^"]*)">/.exec(text)?.[1]?.replaceAll('&amp;', '&')
}
