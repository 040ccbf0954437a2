import { describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { ENVELOPED, EXC_C14N, type Message, metadataOf } from './forge.ts'
import { FOREIGN_KEY, KEY, NEXT_KEY } from './keys.ts'
import { expectRefused, swap } from './refused.ts'
import { createBegunWorld, good, OPERATOR } from './world.ts'

const SHA1 = {
  signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
}

describe('SM-01 a signature by other rules than SAML has', () => {
  it.each<{ name: string; reason: RegExp; algorithms?: Message['algorithms']; tamper?: Message['tamper'] }>([
    { name: 'SHA-1 in signature and digest', reason: /rsa-sha1" is not taken.*does not allow SHA-1/, algorithms: SHA1 },
    { name: 'SHA-1 in the digest', reason: /sha1" is not taken/, algorithms: { digest: SHA1.digest } },
    {
      name: 'only enveloped-signature',
      reason: /other transforms/,
      algorithms: { transforms: [ENVELOPED] },
    },
    { name: 'only canonicalisation', reason: /other transforms/, algorithms: { transforms: [EXC_C14N] } },
    {
      name: 'three transforms',
      reason: /other transforms/,
      algorithms: { transforms: [ENVELOPED, EXC_C14N, EXC_C14N] },
    },
    {
      name: 'inclusive canonicalisation of what is signed',
      reason: /other transforms/,
      algorithms: { transforms: [ENVELOPED, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'] },
    },
    {
      name: 'canonicalisation that keeps comments',
      reason: /other transforms/,
      algorithms: { transforms: [ENVELOPED, `${EXC_C14N}WithComments`] },
    },
    {
      name: 'inclusive canonicalisation of SignedInfo',
      reason: /CanonicalizationMethod .* is not taken/,
      algorithms: { c14n: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' },
    },
    {
      name: 'SignedInfo with comments',
      reason: /CanonicalizationMethod .* is not taken/,
      algorithms: { c14n: `${EXC_C14N}WithComments` },
    },
    {
      name: 'an XSLT transform',
      reason: /other transforms/,
      tamper: swap(
        /<ds:Transform Algorithm="[^"]+exc-c14n#"/,
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
      ),
    },
    {
      name: 'no algorithm',
      reason: /SignatureMethod "none" is not taken/,
      tamper: swap(/<ds:SignatureMethod Algorithm="[^"]+"/, '<ds:SignatureMethod Algorithm="none"'),
    },
  ])('is refused: $name', ({ reason, algorithms, tamper }) =>
    expectRefused({
      reason,
      message: () => ({ ...(algorithms && { algorithms }), ...(tamper && { tamper }) }),
    }),
  )

  it('is refused: a key of somebody else, with their certificate in KeyInfo', () =>
    expectRefused({ reason: /Invalid signature/, message: () => ({ key: FOREIGN_KEY }) }))

  it('is refused: an HMAC with the public certificate as its key', () =>
    expectRefused({
      reason: /hmac-sha1" is not taken/,
      message: () => ({ edit: (xml) => signByHmac(xml), tamper: (xml) => dropLastSignature(xml) }),
    }))
})

it('SM-01 takes SHA-1 where the team allows it, and not any more when the team forbids it again', async () => {
  const world = await createBegunWorld()
  const { browser1, flow, signOn, acme } = world
  await signOn.change(acme, { allowSha1: true }, OPERATOR)
  expect((await browser1.answer(good(world, flow, { algorithms: SHA1 }))).status).toBe(303)
  await signOn.change(acme, { allowSha1: false }, OPERATOR)
  const next = await browser1.begin()
  expect((await browser1.answer(good(world, next, { algorithms: SHA1 }))).status).toBe(403)
})

it('takes SHA-512', async () => {
  const world = await createBegunWorld()
  const algorithms = {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
  }
  expect((await world.browser1.answer(good(world, world.flow, { algorithms }))).status).toBe(303)
})

it('takes both keys while the identity provider changes its certificate, and the old one no more when it is gone', async () => {
  const world = await createBegunWorld()
  const { browser1, signOn, acme } = world
  const signIn = async (key: typeof KEY): Promise<number> => {
    const flow = await browser1.begin()
    return (await browser1.answer(good(world, flow, { key }))).status
  }
  expect(await signIn(NEXT_KEY)).toBe(403)
  await signOn.set(acme, { metadata: metadataOf({ keys: [KEY, NEXT_KEY] }) }, OPERATOR)
  expect([await signIn(KEY), await signIn(NEXT_KEY), await signIn(FOREIGN_KEY)]).toEqual([303, 303, 403])
  await signOn.set(acme, { metadata: metadataOf({ keys: [NEXT_KEY] }) }, OPERATOR)
  expect([await signIn(KEY), await signIn(NEXT_KEY)]).toEqual([403, 303])
})

function signByHmac(xml: string): string {
  const signer = new SignedXml({
    privateKey: KEY.certificate,
    signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    canonicalizationAlgorithm: EXC_C14N,
  })
  signer.enableHMAC()
  const path = "//*[local-name(.)='Assertion']"
  const digestAlgorithm = 'http://www.w3.org/2001/04/xmlenc#sha256'
  signer.addReference({ xpath: path, transforms: [ENVELOPED, EXC_C14N], digestAlgorithm })
  const location = { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' } as const
  signer.computeSignature(xml, { prefix: 'hm', location })
  return signer.getSignedXml()
}

// The genuine signature comes first, right behind the Issuer; the attacker's is to stand alone.
function dropLastSignature(xml: string): string {
  return swap(/<ds:Signature [\s\S]*?<\/ds:Signature>/, '')(xml)
}
