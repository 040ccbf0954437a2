import { samlAppSchema } from '@scimulator/admin-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateDirectory } from '../../directory/generate.ts'
import { fakeSignOnVendor } from '../../testing/fake-sign-on.ts'
import { readMetadata, SERVICE_PROVIDER, type ServedSignOn, serveSignOn } from '../../testing/saml.ts'

let idp: ServedSignOn
beforeAll(async () => {
  idp = await serveSignOn(fakeSignOnVendor(), { directory: generateDirectory({ users: 12, groups: 1, seed: 's' }) })
})
afterAll(() => idp.close())

describe('the control API of sign-on', () => {
  test('gives the addresses of the app, by the name localhost', async () => {
    const { status, json } = await idp.call('/_sim/sso', SERVICE_PROVIDER)
    expect(status).toBe(200)
    expect(samlAppSchema.parse(json)).toEqual({
      metadataUrl: `${idp.origin}/idp/acme/metadata?v=1`,
      startUrl: `${idp.origin}/idp/acme/start`,
    })
  })

  test('lists behaviours, knobs and apps, and no key', async () => {
    const { json } = await idp.call('/_sim/sso')
    expect(json).toMatchObject({
      behaviours: [{ id: 'plain', evidence: { mark: 'inferred' } }],
      knobs: [{ id: 'mode' }],
      apps: [{ ...SERVICE_PROVIDER, knobs: { mode: 'one' } }],
    })
    expect(JSON.stringify(json)).not.toMatch(/PRIVATE|seed/)
  })

  test('changes the fields of the app', async () => {
    const settings = { team: 'acme', knobs: { mode: 'two' }, relayState: '/x', loginUrl: 'http://sp.test/login' }
    const { json } = await idp.call('/_sim/sso/settings', settings)
    expect(json).toMatchObject(settings)
  })

  test('rolls the certificate over', async () => {
    const before = await readMetadata(idp.metadataUrl)
    expect((await idp.call('/_sim/sso/roll-over', { team: 'acme' })).status).toBe(200)
    const after = await readMetadata(idp.metadataUrl)
    expect(after.certificate).not.toBe(before.certificate)
  })

  test('says who is in the directory and who has the app', async () => {
    const { json } = await idp.call('/_sim/people?team=acme')
    const { people } = json as { people: { userName: string; assigned: boolean }[] }
    expect(people).toHaveLength(12)
    expect(people.filter(({ assigned }) => !assigned)).toHaveLength(1)
  })

  test.each(['/_sim/sso', '/_sim/people?team=acme'])('answers nobody without the token: %s', async (path) => {
    const response = await fetch(idp.origin + path)
    expect(response.status).toBe(401)
  })

  test.each<[string, unknown, RegExp]>([
    ['/_sim/sso', {}, /team/],
    ['/_sim/sso', { ...SERVICE_PROVIDER, acsUrl: 'javascript:alert(1)' }, /acsUrl/],
    ['/_sim/sso', { ...SERVICE_PROVIDER, more: 1 }, /more/],
    ['/_sim/sso/settings', { team: 'globex' }, /no SAML app/],
    ['/_sim/sso/settings', { team: 'acme', loginUrl: 'javascript:alert(1)' }, /loginUrl/],
    ['/_sim/sso/settings', { team: 'acme', knobs: { nope: 'x' } }, /nope/],
    ['/_sim/sso/roll-over', { team: 'globex' }, /no SAML app/],
  ])('refuses %s %j', async (path, body, message) => {
    const { status, json } = await idp.call(path, body)
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toMatch(message)
  })
})
