import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fetchMetadata } from '../../src/saml/metadata/fetch-metadata.ts'
import { isLoopbackName, isPublicAddress } from '../../src/saml/metadata/reachable.ts'
import { refusal } from './refused.ts'

const RULES = { mayReachLoopback: true }

async function serve(answer: RequestListener): Promise<{ url: string; port: number; requests: () => number }> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // as a server on a port has
  return { url: `http://127.0.0.1:${port}/metadata`, port, requests: () => requests }
}

describe('metadata by its address', () => {
  it.each(['127.0.0.1', 'localhost', 'idp.localhost', 'localhost.'])(
    'is fetched from this machine, called %s',
    async (host) => {
      const { port } = await serve((_request, response) => response.end('<metadata/>'))
      expect(await fetchMetadata(`http://${host}:${port}/metadata`, RULES)).toBe('<metadata/>')
    },
  )

  it('CL-01 is not fetched from this machine where that is not allowed', async () => {
    const { url, requests } = await serve((_request, response) => response.end('<metadata/>'))
    await expect(fetchMetadata(url, { mayReachLoopback: false })).rejects.toMatchObject(refusal(/its own machine/))
    expect(requests()).toBe(0)
  })

  it('sends no cookie, no credentials and no referrer', async () => {
    let headers: object = {}
    const { url } = await serve((request, response) => {
      headers = request.headers
      response.end('<metadata/>')
    })
    await fetchMetadata(url, RULES)
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host'])
  })

  it.each([301, 302, 303, 307, 308])('CL-03 is not followed to another address (%i)', async (status) => {
    const { url, requests } = await serve((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
    await expect(fetchMetadata(url, RULES)).rejects.toMatchObject(refusal(/sends on to another one/))
    expect(requests()).toBe(1)
  })

  it.each<[string, RequestListener, RegExp]>([
    ['an error', (_request, response) => response.writeHead(500).end('secret'), /answers 500\.$/],
    [
      'a body without end',
      (_request, response) => {
        const more = (): void =>
          void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more))
        more()
      },
      /larger than 512 kB/,
    ],
    [
      'a body that is compressed',
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000))),
      /comes compressed/,
    ],
    ['a connection that is cut', (request) => request.socket.destroy(), /Nothing answers/],
  ])('CL-06 is refused: %s', async (_name, answer, reason) => {
    const { url } = await serve(answer)
    await expect(fetchMetadata(url, RULES)).rejects.toMatchObject(refusal(reason))
  })

  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['never ends', (_request, response) => response.write('<metadata>')],
  ])('CL-07 is given up when the other side %s', async (_name, answer) => {
    const { url } = await serve(answer)
    await expect(fetchMetadata(url, { ...RULES, deadlineMs: 100 })).rejects.toMatchObject(
      refusal(/did not come in time/),
    )
  })

  it('is refused where nothing listens', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // as a server on a port has
    await new Promise((resolve) => server.close(resolve))
    await expect(fetchMetadata(`http://127.0.0.1:${port}/`, RULES)).rejects.toMatchObject(refusal(/Nothing answers/))
  })
})

describe('CL-01 an address that metadata is not fetched from', () => {
  it.each([
    ['http://idp.example/metadata', /must begin with https/],
    ['ftp://idp.example/metadata', /must begin with https/],
    ['file:///etc/passwd', /must begin with https/],
    ['data:text/xml,<a/>', /must begin with https/],
    ['evil', /no URL/],
    ['https://[::/', /no URL/],
    ['https://%zz/', /no URL/],
    ['https://user:password@idp.example/', /must not have a password/],
    ['http://127.0.0.1:22/', /port/],
    ['https://idp.example:25/', /port/],
    ['http://127.0.0.1:0/', /port/],
    ['https://169.254.169.254/latest', /public internet/],
    ['https://100.100.100.200/', /public internet/],
    ['https://0.0.0.0/', /public internet/],
    ['https://10.1.2.3/', /public internet/],
    ['https://0xA010203/', /public internet/],
    ['https://167838211/', /public internet/],
    ['https://012.1.2.3/', /public internet/],
    ['https://１０.1.2.3/', /public internet/],
    ['https://192.168.0.1/', /public internet/],
    ['https://[fd00:ec2::254]/', /public internet/],
    ['https://[fe80::1]/', /public internet/],
    ['https://[::ffff:10.0.0.1]/', /public internet/],
    ['https://[64:ff9b::a00:1]/', /public internet/],
    ['https://[::]/', /public internet/],
  ])('%s', async (address, reason) => {
    await expect(fetchMetadata(address, RULES)).rejects.toMatchObject(refusal(reason))
  })

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111'])('%s is of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '2002:a00:1::', '2001:db8::1', '224.0.0.1', '255.255.255.255', 'x'])(
    '%s is not',
    (address) => {
      expect(isPublicAddress(address)).toBe(false)
    },
  )

  it.each(['localhost', 'a.localhost', '[::1]', '127.8.8.8'])('%s is this machine', (name) => {
    expect(isLoopbackName(name)).toBe(true)
  })

  it.each(['localhost.evil.example', 'evil-localhost', '10.0.0.1', '[::2]'])('%s is not', (name) => {
    expect(isLoopbackName(name)).toBe(false)
  })
})
