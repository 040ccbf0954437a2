import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createWireClient, type WireClientOptions } from './wire-client.ts'

/** A key and a self-signed certificate for localhost, made for this run; undefined without openssl. */
function selfSigned(): { key: string; cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sim-kit-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:acme.localhost']
  try {
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const identity = selfSigned()

describe.skipIf(identity === undefined)('https [needs openssl]', async () => {
  const server = https.createServer({ ...identity }, (_request, response) => response.end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  afterAll(() => server.close())

  const ask = async (options: Partial<WireClientOptions>, host = 'localhost'): Promise<string> => {
    const client = createWireClient({ baseUrl: `https://${host}:${port}`, timeoutMs: 5000, ...options })
    const result = await client.send({ method: 'GET', target: '/', headers: [['Host', 'h']], body: undefined })
    client.close()
    return result.kind === 'response' ? result.body : result.reason
  }

  test('an unknown authority is refused with what to do about it', async () => {
    expect(await ask({})).toMatch(/^the certificate of localhost:\d+ is not trusted .*--ca FILE, or use --insecure$/)
  })

  test('its authority may be named, also for hosts under localhost', async () => {
    expect(await ask({ ca: identity?.cert ?? '' })).toBe('{}')
    expect(await ask({ ca: identity?.cert ?? '' }, 'acme.localhost')).toBe('{}')
  })

  test('a certificate for another name is refused', async () => {
    expect(await ask({ ca: identity?.cert ?? '' }, 'globex.localhost')).toMatch(/is for another name$/)
  })

  test('any certificate is taken when told so', async () => {
    expect(await ask({ insecure: true }, 'globex.localhost')).toBe('{}')
  })
})
