import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signOnSchema } from '@scimulator/admin-api'
import { describe, expect, it, onTestFinished } from 'vitest'
import { IDP, metadataOf, SSO_URL } from './forge.ts'
import { KEY, NEXT_KEY } from './keys.ts'
import { createBegunWorld, createSamlWorld, good } from './world.ts'

const OWNER = { kind: 'person', id: 'p-1', name: 'Olga Owner', requestId: 'r-1' } as const

describe('sign-on settings', () => {
  it('A3 tell whether SAML is set up, and what to type at the identity provider', async () => {
    const { signOn, globex, url } = await createSamlWorld()
    expect(await signOn.isSetUp(globex)).toBe(false)
    const settings = await signOn.settings(globex)
    expect(signOnSchema.parse(settings)).toEqual({
      serviceProvider: {
        entityId: `${url}/teams/globex/saml/metadata`,
        acsUrl: `${url}/teams/globex/saml/acs`,
        metadataUrl: `${url}/teams/globex/saml/metadata`,
        signInUrl: `${url}/teams/globex/saml/sign-in`,
      },
      identityProvider: null,
      allowSha1: false,
      requireSso: false,
      jit: false,
      jitRole: 'member',
      refusals: [],
    })
  })

  it('take metadata as text, and write down who set it', async () => {
    const world = await createSamlWorld()
    const { signOn, globex } = world
    const { identityProvider } = await signOn.set(globex, { metadata: metadataOf() }, OWNER)
    expect(identityProvider).toMatchObject({ entityId: IDP, ssoUrl: SSO_URL, metadataUrl: null })
    expect(identityProvider?.certificates).toHaveLength(1)
    expect(await signOn.isSetUp(globex)).toBe(true)
    const [row] = await world.audit(globex)
    expect(row).toMatchObject({
      action: 'saml.set',
      actor: { kind: 'person', id: 'p-1' },
      subject: { kind: 'team', id: globex.id },
      before: null,
      after: { entityId: IDP, ssoUrl: SSO_URL, certificates: identityProvider?.certificates[0]?.fingerprint },
      requestId: 'r-1',
    })
  })

  it('take metadata by its address, and again: both certificates of a change of key are kept while both are listed', async () => {
    let text = metadataOf()
    const server = createServer((_request, response) => response.end(text))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo // as a server on a port has
    const metadataUrl = `http://127.0.0.1:${port}/metadata`
    const { signOn, globex } = await createSamlWorld()
    const count = async (): Promise<number | undefined> =>
      (await signOn.set(globex, { metadataUrl }, OWNER)).identityProvider?.certificates.length
    expect(await count()).toBe(1)
    expect((await signOn.settings(globex)).identityProvider?.metadataUrl).toBe(metadataUrl)
    text = metadataOf({ keys: [KEY, NEXT_KEY] })
    expect(await count()).toBe(2)
    text = metadataOf({ keys: [NEXT_KEY] })
    expect(await count()).toBe(1)
  })

  it('keep what was set when the next metadata cannot be used', async () => {
    const world = await createSamlWorld()
    const { signOn, acme } = world
    const rows = (await world.audit()).length
    await expect(signOn.set(acme, { metadata: '<evil/>' }, OWNER)).rejects.toMatchObject({ code: 'invalid' })
    await expect(signOn.set(acme, { metadataUrl: 'http://10.0.0.1/' }, OWNER)).rejects.toMatchObject({
      code: 'invalid',
    })
    expect((await signOn.settings(acme)).identityProvider?.entityId).toBe(IDP)
    expect(await world.audit()).toHaveLength(rows)
  })

  it('write down what a change changed, and nothing where it changed nothing', async () => {
    const world = await createSamlWorld()
    const { signOn, acme } = world
    const settings = await signOn.change(acme, { jit: true, jitRole: 'guest', allowSha1: false }, OWNER)
    expect(settings).toMatchObject({ jit: true, jitRole: 'guest', allowSha1: false, requireSso: false })
    const [row, ...before] = await world.audit()
    expect(row).toMatchObject({
      action: 'signOn.changed',
      before: { jit: false, jitRole: 'member' },
      after: { jit: true, jitRole: 'guest' },
    })
    expect(Object.keys(row?.after ?? {})).toEqual(['jit', 'jitRole'])
    await signOn.change(acme, { jit: true }, OWNER)
    expect(await world.audit()).toEqual([row, ...before])
  })

  it('do not require what is not set up', async () => {
    const { signOn, acme, globex } = await createSamlWorld()
    await expect(signOn.change(globex, { requireSso: true }, OWNER)).rejects.toMatchObject({ code: 'invalid' })
    expect((await signOn.change(acme, { requireSso: true }, OWNER)).requireSso).toBe(true)
    expect(await signOn.rules(acme)).toMatchObject({ requireSso: true })
  })

  it('forget everything when SAML is removed, so that nobody is locked out', async () => {
    const world = await createSamlWorld()
    const { signOn, acme } = world
    await signOn.change(acme, { requireSso: true, allowSha1: true, jit: true }, OWNER)
    const settings = await signOn.remove(acme, OWNER)
    expect(settings).toMatchObject({ identityProvider: null, requireSso: false, allowSha1: false, jit: false })
    expect((await world.audit())[0]).toMatchObject({ action: 'saml.removed', before: { entityId: IDP } })
    await expect(signOn.remove(acme, OWNER)).rejects.toMatchObject({ code: 'notFound' })
  })

  it("are one team's own", async () => {
    const { signOn, acme, globex } = await createSamlWorld()
    await signOn.set(globex, { metadata: metadataOf() }, OWNER)
    await signOn.change(globex, { jit: true }, OWNER)
    await signOn.remove(acme, OWNER)
    expect(await signOn.settings(globex)).toMatchObject({ identityProvider: { entityId: IDP }, jit: true })
  })
})

describe('refusals', () => {
  it('are listed for the team, newest first and the last 20, each under the reference that the page showed', async () => {
    const world = await createBegunWorld()
    const references: string[] = []
    for (let count = 0; count < 23; count += 1) {
      const { text } = await world.browser1.answer('AAAA')
      references.unshift(/<code>([0-9A-F]{8})<\/code>/.exec(text)?.[1] ?? '')
    }
    const { refusals } = await world.signOn.settings(world.acme)
    expect(refusals.map(({ reference }) => reference)).toEqual(references.slice(0, 20))
    expect(new Set(references).size).toBe(23)
    expect((await world.signOn.settings(world.globex)).refusals).toEqual([])
  })

  it('fill neither the audit log nor the page with what is posted', async () => {
    const world = await createBegunWorld()
    for (let count = 0; count < 70; count += 1) await world.browser1.answer('AAAA')
    const rows = (await world.audit()).filter(({ action }) => action === 'signIn.refused')
    expect(rows.length).toBeGreaterThanOrEqual(60)
    expect(rows.length).toBeLessThan(70)
    const issuer = `evil\u202E\u0085${'x'.repeat(5000)}`
    await world.browser1.answer(good(world, world.flow, { issuer }))
    const reason = await world.lastReason()
    expect(reason).toMatch(
      /^The Response is issued by "evil\?\?x{100,120}…", not by "https:\/\/idp\.example\/entity"\.$/,
    )
  })

  it('hold nothing of the message that could be used again', async () => {
    const world = await createBegunWorld()
    const samlResponse = good(world, world.flow)
    await world.browser().answer(samlResponse)
    const kept = JSON.stringify([await world.audit(), await world.signOn.settings(world.acme)])
    expect(kept).not.toContain(world.flow.requestId)
    expect(kept).not.toContain(samlResponse.slice(100, 140))
  })
})

it('a session that starts is in the audit log, by the sign-on', async () => {
  const world = await createBegunWorld()
  await world.browser1.answer(good(world, world.flow))
  expect((await world.audit())[0]).toMatchObject({
    action: 'session.started',
    actor: { kind: 'sign-on', name: 'Sign-on' },
    subject: { kind: 'person', id: world.ann.personId },
    after: { by: 'saml' },
  })
})
