import { request as httpRequest } from 'node:http'
import { ValidateInResponseTo } from '@node-saml/node-saml'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { generateDirectory } from '../../directory/generate.ts'
import { fakeSignOnVendor } from '../../testing/fake-sign-on.ts'
import {
  accept,
  type BrowsedPage,
  formOf,
  open,
  pick,
  type ReadMetadata,
  readMetadata,
  SERVICE_PROVIDER,
  type ServedSignOn,
  serveSignOn,
  serviceProvider,
} from '../../testing/saml.ts'

const directory = generateDirectory({ users: 60, groups: 2, seed: 's' })
const assigned = directory.people.find(({ active }) => active)?.userName ?? ''
const unassigned = directory.people.find(({ active }) => !active)?.userName ?? ''

let idp: ServedSignOn
let metadata: ReadMetadata
beforeAll(async () => {
  idp = await serveSignOn(fakeSignOnVendor(), { directory })
  metadata = await readMetadata(idp.metadataUrl)
})
afterEach(() => idp.setDirectory(directory))
afterAll(() => idp.close())

const ask = (relayState = '', more = {}): Promise<string> =>
  serviceProvider(metadata, more).getAuthorizeUrlAsync(relayState, undefined, {})
const picker = async (): Promise<BrowsedPage> => open(await ask())

/** A request with headers that fetch does not let one choose. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    httpRequest(new URL(path, idp.origin), { headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}

describe('a sign-in', () => {
  test('goes from the request over the picked person to a response that the service provider accepts', async () => {
    const sp = serviceProvider(metadata)
    const relayState = `/documents?a="1"&b=<2>'3'`
    const page = await open(await sp.getAuthorizeUrlAsync(relayState, undefined, {}))
    expect(page.html).toContain('Simulator of Fake IdP')
    expect(page.html).toContain('No password is asked')
    const sent = await pick(page, assigned)
    expect(formOf(sent).action).toBe(SERVICE_PROVIDER.acsUrl)
    expect(formOf(sent).fields.RelayState).toBe(relayState)
    expect(await accept(sp, sent)).toMatchObject({ nameID: assigned })
  })

  test('takes the request by POST as well', async () => {
    const sp = serviceProvider(metadata, { skipRequestCompression: true })
    const form = await sp.getAuthorizeFormAsync('there')
    const sent = await pick(
      await open(metadata.signOnUrl, formOf({ ...(await picker()), html: form }).fields),
      assigned,
    )
    expect(formOf(sent).fields.RelayState).toBe('there')
    expect(await accept(sp, sent)).toMatchObject({ nameID: assigned })
  })

  test('may start at the identity provider: the response answers no request', async () => {
    await idp.change({ relayState: '/welcome' })
    const sent = await pick(await open(idp.startUrl), assigned)
    expect(formOf(sent).fields.RelayState).toBe('/welcome')
    await expect(accept(serviceProvider(metadata), sent)).rejects.toThrow('InResponseTo')
    const trusting = serviceProvider(metadata, { validateInResponseTo: ValidateInResponseTo.never })
    expect(await accept(trusting, sent)).toMatchObject({ nameID: assigned })
  })

  test('of a person without the app ends at the vendor’s page', async () => {
    const refused = await pick(await picker(), unassigned)
    expect(refused.status).toBe(403)
    expect(refused.html).toContain(`<h1>Not assigned</h1>`)
    expect(refused.html).toContain('not known: neutral words')
    expect(refused.html).not.toContain('SAMLResponse')
  })

  test('of a person without the app succeeds where anybody is let in', async () => {
    const openToAll = await serveSignOn(fakeSignOnVendor({ admitsAnybody: () => true }), { directory })
    const sp = serviceProvider(await readMetadata(openToAll.metadataUrl))
    const page = await open(await sp.getAuthorizeUrlAsync('', undefined, {}))
    expect(await accept(sp, await pick(page, unassigned))).toMatchObject({ nameID: unassigned })
    await openToAll.close()
  })

  test('follows the directory: unassigned is refused, assigned again gets in', async () => {
    const people = (active: boolean) =>
      directory.people.map((person) => (person.userName === assigned ? { ...person, active } : person))
    idp.setDirectory({ ...directory, people: people(false) })
    expect((await pick(await picker(), assigned)).status).toBe(403)
    idp.setDirectory({ ...directory, people: people(true) })
    expect((await pick(await picker(), assigned)).status).toBe(200)
  })

  test('waits for a first run: the page says to run a sync', async () => {
    idp.setDirectory(undefined)
    const page = await picker()
    expect(page.status).toBe(409)
    expect(page.html).toContain('Run a sync first')
    expect((await idp.call('/_sim/people?team=acme')).status).toBe(404)
  })

  test('is over when nobody knows it', async () => {
    const page = await open(`${idp.origin}/idp/sign-in/nobody`)
    expect([page.status, page.html.includes('Start again where you came from')]).toEqual([410, true])
  })

  test('of somebody who is not in the directory is no sign-in', async () => {
    const { url } = await picker()
    const headers = { 'sec-fetch-site': 'same-origin' }
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ person: 'nobody' }) })
    expect(response.status).toBe(400)
  })
})

describe('the picker', () => {
  test('shows fifty people at most, and finds the others by name', async () => {
    const { url, html } = await picker()
    expect(html.match(/<li>/g)).toHaveLength(50)
    expect(html).toContain('50 of 60 people shown. Narrow the search')
    const last = directory.people.at(-1)
    const found = await open(`${url}?search=${encodeURIComponent(`  ${last?.userName.toUpperCase()} `)}`)
    expect(found.html).toContain(`<span>${last?.userName}</span>`)
    expect(found.html).toContain('1 of 1 person shown.')
  })

  test('says who lacks the app', async () => {
    const { html } = await picker()
    const button = html.split('<button').find((part) => part.includes(`<span>${unassigned}</span>`))
    expect(button).toContain('The app is not assigned')
  })

  test('shows what it is given as text', async () => {
    const mark = '"><script>alert(1)</script>'
    const { url } = await picker()
    const page = await open(`${url}?search=${encodeURIComponent(mark)}`)
    expect(page.html).not.toContain('<script')
    expect(page.html).toContain('&quot;&gt;&lt;script&gt;')
  })
})

describe('a request', () => {
  test('SM-04 for another address than the app’s gets the vendor’s page', async () => {
    const page = await open(await ask('', { callbackUrl: 'https://evil.test/acs' }))
    expect([page.status, page.html.includes('<h1>Refused</h1>')]).toEqual([400, true])
  })

  test.each<[string, string, RegExp]>([
    ['nothing', '', /no SAMLRequest/],
    ['something else', 'SAMLRequest=%3Cxml%3E', /not base64/],
    ['two requests', 'SAMLRequest=a&SAMLRequest=b', /more than once/],
    ['two relay states', 'SAMLRequest=a&RelayState=b&RelayState=c', /more than once/],
  ])('that carries %s is not read', async (_name, query, reason) => {
    const page = await open(`${metadata.signOnUrl}?${query}`)
    expect(page.status).toBe(400)
    expect(page.html).toMatch(reason)
  })

  test('that is too long is not read', async () => {
    const page = await open(metadata.signOnUrl, { SAMLRequest: 'A'.repeat(300_000) })
    expect([page.status, page.html.includes('too long')]).toEqual([413, true])
  })

  test.each(['/idp/acme/metadata', '/idp/acme/metadata?v=2', '/idp/globex/sso', '/idp', '/idp/__proto__/sso'])(
    'for %s finds nothing',
    async (path) => {
      expect((await open(idp.origin + path)).status).toBe(404)
    },
  )
})

describe('every page', () => {
  test('WB-08 is framed by nobody, loads nothing from elsewhere and is kept nowhere', async () => {
    const refused = await pick(await picker(), unassigned)
    for (const { headers } of [await picker(), refused, await open(`${idp.origin}/idp/x`)]) {
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; frame-ancestors 'none'$/)
      expect(headers.get('content-security-policy')).not.toContain('script-src')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  test('SM-04 that carries a response may send its form to the service provider only, by a script of its own', async () => {
    const { headers, html } = await pick(await picker(), assigned)
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toContain(`form-action ${new URL(SERVICE_PROVIDER.acsUrl).origin}`)
    expect(policy).toContain("script-src 'self'")
    const [, script = ''] = /<script src="([^"]+)" defer><\/script>/.exec(html) ?? []
    expect((await open(idp.origin + script)).html).toBe('document.forms[0].submit()\n')
    expect(html.match(/<script/g)).toHaveLength(1)
  })

  test('WB-07 is shared with no other origin', async () => {
    const response = await fetch(metadata.signOnUrl, { method: 'OPTIONS', headers: { origin: 'http://evil.test' } })
    const names = [...response.headers.keys(), ...(await picker()).headers.keys()]
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test.each([
    'evil.test',
    'evil.test:4000',
    '127.0.0.1.nip.io',
    '0.0.0.0',
    '[::]',
    'localhost.evil.test',
    'a.localhost',
  ])('WB-10 is refused to the host %s, and so is the control API', async (host) => {
    for (const path of ['/idp/acme/metadata?v=1', '/_sim/sso', '/']) {
      const { status, text } = await raw(path, { host })
      expect([status, text.includes('this machine only')]).toEqual([421, true])
    }
  })

  test.each(['localhost', '127.0.0.1', '[::1]'])('is there for the host %s on any port', async (host) => {
    expect((await raw('/idp/acme/metadata?v=1', { host: `${host}:9` })).status).toBe(200)
  })
})

describe('picking a person', () => {
  test.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of localhost', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9999' }],
    ['another origin, told by an older browser', { origin: 'http://localhost:9999' }],
    ['an opaque origin', { origin: 'null' }],
    ['nowhere', {}],
  ])('WB-06 is refused from %s', async (_name, headers) => {
    const { url } = await picker()
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ person: assigned }) })
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('SAMLResponse')
  })

  test('works in a browser that tells its origin only', async () => {
    const { url } = await picker()
    const headers = { origin: idp.origin }
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ person: assigned }) })
    expect(response.status).toBe(200)
  })
})
