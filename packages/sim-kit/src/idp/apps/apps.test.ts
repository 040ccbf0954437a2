import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRandom } from '../../directory/random.ts'
import { fakeSignOnVendor } from '../../testing/fake-sign-on.ts'
import { SERVICE_PROVIDER } from '../../testing/serve-sign-on.ts'
import { openAppStore } from './app-store.ts'
import { type Apps, createApps } from './apps.ts'

let folder: string
const path = () => join(folder, 'simulators', 'fake-sign-on.json')
const notes: string[] = []
const now = new Date('2026-03-01T10:00:00.000Z')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function open(): Promise<Apps> {
  const { signOn } = fakeSignOnVendor()
  if (signOn === undefined) throw new Error('no sign-on')
  const store = await openAppStore(path(), (line) => notes.push(line))
  return createApps({ signOn, store, now: () => now, random: createRandom('s', 'ids') })
}

describe('SAML apps', () => {
  test('keep their key over a restart, in a file that only its owner reads', async () => {
    const made = await (await open()).setUp(SERVICE_PROVIDER)
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    expect((await open()).get('acme')).toEqual(made)
    expect(notes).toEqual([])
  })

  test('keep their key when the service provider moves', async () => {
    const apps = await open()
    const before = await apps.setUp(SERVICE_PROVIDER)
    const after = await apps.setUp({ ...SERVICE_PROVIDER, acsUrl: 'https://elsewhere.test/acs' })
    expect(after).toEqual({ ...before, acsUrl: 'https://elsewhere.test/acs' })
  })

  test('made twice at once have one key', async () => {
    const apps = await open()
    const [one, two] = await Promise.all([apps.setUp(SERVICE_PROVIDER), apps.setUp(SERVICE_PROVIDER)])
    expect(one).toEqual(two)
  })

  test('of two teams have different keys and ids', async () => {
    const apps = await open()
    const one = await apps.setUp(SERVICE_PROVIDER)
    const two = await apps.setUp({ ...SERVICE_PROVIDER, team: 'globex' })
    expect(two.privateKey).not.toBe(one.privateKey)
    expect(two.seed).not.toBe(one.seed)
  })

  test('have a self-signed certificate in the vendor’s form', async () => {
    const { certificate, privateKey } = await (await open()).setUp(SERVICE_PROVIDER)
    const read = new X509Certificate(certificate)
    expect(read.subject).toBe('CN=acme')
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect([read.validFrom, read.validTo]).toEqual(['Mar  1 10:00:00 2026 GMT', 'Mar  1 10:00:00 2027 GMT'])
    expect(privateKey).toContain('PRIVATE KEY')
  })

  test('get another key by rolling over, and nothing else changes', async () => {
    const apps = await open()
    const before = await apps.setUp(SERVICE_PROVIDER)
    const after = await apps.rollOver('acme')
    expect(after.certificate).not.toBe(before.certificate)
    expect({ ...after, certificate: '', privateKey: '' }).toEqual({ ...before, certificate: '', privateKey: '' })
  })

  test('have every knob, by default or as set', async () => {
    const apps = await open()
    expect((await apps.setUp(SERVICE_PROVIDER)).knobs).toEqual({ mode: 'one' })
    await apps.change('acme', { knobs: { mode: 'two' }, relayState: '/here' })
    expect((await open()).get('acme')).toMatchObject({ knobs: { mode: 'two' }, relayState: '/here' })
  })

  test.each<[Partial<typeof SERVICE_PROVIDER> | Record<string, string>, RegExp]>([
    [{ team: '' }, /team/],
    [{ team: '../x' }, /team/],
    [{ entityId: '' }, /entityId/],
    [{ acsUrl: 'javascript:alert(1)' }, /acsUrl/],
    [{ acsUrl: 'http://user:secret@sp.test/acs' }, /acsUrl/],
  ])('refuse %j', async (change, message) => {
    await expect((await open()).setUp({ ...SERVICE_PROVIDER, ...change })).rejects.toThrow(message)
  })

  test('refuse unknown teams, knobs and values', async () => {
    const apps = await open()
    await expect(apps.change('acme', {})).rejects.toThrow('no SAML app')
    await expect(apps.rollOver('acme')).rejects.toThrow('no SAML app')
    await apps.setUp(SERVICE_PROVIDER)
    await expect(apps.change('acme', { knobs: { mod: 'one' } })).rejects.toThrow('Did you mean mode')
    await expect(apps.change('acme', { knobs: { mode: 'three' } })).rejects.toThrow('Value of knob mode')
  })
})
