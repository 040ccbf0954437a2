import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../directory/random.ts'
import { signedElements } from '../../testing/saml.ts'
import { createSigningKey } from '../apps/certificate.ts'
import { type SignatureForm, type SigningKey, signXml } from './sign.ts'

let key: SigningKey
beforeAll(async () => {
  const form = { subject: [['CN', 'test']], years: 1 } as const
  key = await createSigningKey(form, new Date(), createRandom('s', 'key'))
})

const document = `<p:Response xmlns:p="urn:p" xmlns:xs="urn:xs" ID="r1"><Issuer xmlns="urn:a">i</Issuer>
<Assertion xmlns="urn:a" xmlns:xs="urn:xs" ID="a1"><Issuer>i</Issuer><Value type="xs:string">José &amp; <b>陽葵</b></Value></Assertion></p:Response>`

const form: SignatureForm = {
  signed: 'assertion',
  place: 'afterIssuer',
  prefix: 'ds',
  signature: 'RSA-SHA256',
  digest: 'SHA256',
}

describe('a signature', () => {
  test.each<[string, Partial<SignatureForm>, string]>([
    ['of the assertion', {}, 'Assertion'],
    ['of the document', { signed: 'document' }, 'Response'],
    ['in the default namespace', { prefix: '' }, 'Assertion'],
    ['that keeps a prefix', { inclusivePrefixes: ['xs'] }, 'Assertion'],
    ['in first place', { place: 'first', signed: 'document' }, 'Response'],
    ['with SHA-1', { signature: 'RSA-SHA1', digest: 'SHA1' }, 'Assertion'],
  ])('%s is right for another implementation, and wrong once the content changes', async (_name, change, signed) => {
    const xml = signXml(document, key, { ...form, ...change })
    expect(await signedElements(xml, key.certificate)).toEqual([signed])
    await expect(signedElements(xml.replace('José', 'Jose'), key.certificate)).rejects.toThrow(/digest/)
  })

  test('of both holds for both', async () => {
    const inside = signXml(document, key, { ...form, inclusivePrefixes: ['xs'] })
    const xml = signXml(inside, key, { ...form, signed: 'document', inclusivePrefixes: ['xs'] })
    expect(await signedElements(xml, key.certificate)).toEqual(['Response', 'Assertion'])
  })

  test('needs something to sign', () => {
    expect(() => signXml('<a ID="x"/>', key, form)).toThrow('no Assertion')
  })
})
