import http from 'node:http'
import net from 'node:net'
import zlib from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createWireClient, type WireClient, type WireClientOptions, type WireRequest } from './wire-client.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function client(port: number, options: Partial<WireClientOptions> = {}): WireClient {
  const made = createWireClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 5000, ...options })
  closers.push(() => made.close())
  return made
}

/** A server that keeps every byte and answers each complete request with an empty list. */
async function rawServer(answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}') {
  const connections: string[] = []
  const port = await listen(
    net.createServer((socket) => {
      const index = connections.push('') - 1
      closers.push(() => socket.destroy())
      socket.on('error', () => socket.destroy())
      socket.on('data', (chunk) => {
        connections[index] += chunk.toString('latin1')
        socket.write(answer)
      })
    }),
  )
  return { port, connections }
}

const get: WireRequest = {
  method: 'GET',
  target: '/scim/v2/Users?filter=userName%20eq%20%22a+b@example.com%22&',
  headers: [
    ['authorization', 'Bearer t'],
    ['HOST', 'acme.example.com:8080'],
  ],
  body: undefined,
}

describe('the bytes on the wire', () => {
  test('a GET carries the given lines only, in order and case, and the target verbatim', async () => {
    const { port, connections } = await rawServer()
    await client(port).send(get)
    expect(connections).toEqual([
      'GET /scim/v2/Users?filter=userName%20eq%20%22a+b@example.com%22& HTTP/1.1\r\n' +
        'authorization: Bearer t\r\nHOST: acme.example.com:8080\r\n\r\n',
    ])
  })

  test('a dangling question mark stays', async () => {
    const { port, connections } = await rawServer()
    await client(port).send({ ...get, target: '/Users/1?', headers: [['Host', 'h']] })
    expect(connections[0]).toBe('GET /Users/1? HTTP/1.1\r\nHost: h\r\n\r\n')
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('a %s carries its body under the given length', async (method) => {
    const { port, connections } = await rawServer()
    const body = '{"userName":"ann@example.com"}'
    const headers: [string, string][] = [
      ['Content-Length', String(body.length)],
      ['Content-Type', 'application/scim+json; charset=utf-8'],
      ['Host', 'h'],
    ]
    await client(port).send({ method, target: '/Users', headers, body })
    expect(connections[0]).toBe(
      `${method} /Users HTTP/1.1\r\nContent-Length: ${body.length}\r\n` +
        `Content-Type: application/scim+json; charset=utf-8\r\nHost: h\r\n\r\n${body}`,
    )
  })

  test('a DELETE without a body has no length, and a POST may say zero', async () => {
    const { port, connections } = await rawServer()
    const wire = client(port)
    await wire.send({ method: 'DELETE', target: '/Users/1', headers: [['Host', 'h']], body: undefined })
    await wire.send({
      method: 'POST',
      target: '/x',
      headers: [
        ['Content-Length', '0'],
        ['Host', 'h'],
      ],
      body: undefined,
    })
    expect(connections.join('')).toBe(
      'DELETE /Users/1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /x HTTP/1.1\r\nContent-Length: 0\r\nHost: h\r\n\r\n',
    )
  })

  test('a connection header of the profile is written as given', async () => {
    const { port, connections } = await rawServer()
    await client(port).send({
      ...get,
      target: '/',
      headers: [
        ['Host', 'h'],
        ['Connection', 'Keep-Alive'],
      ],
    })
    expect(connections[0]).toBe('GET / HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n')
  })

  test('non-ASCII bodies are sent as UTF-8', async () => {
    const { port, connections } = await rawServer()
    const body = '{"name":"佐藤"}'
    await client(port).send({
      method: 'POST',
      target: '/',
      headers: [
        ['Host', 'h'],
        ['Content-Length', String(Buffer.byteLength(body))],
      ],
      body,
    })
    expect(Buffer.from(connections[0] ?? '', 'latin1').toString('utf8')).toContain(`\r\n\r\n${body}`)
  })

  test('connections are kept alive', async () => {
    const { port, connections } = await rawServer()
    const wire = client(port)
    for (let count = 0; count < 3; count++) await wire.send(get)
    expect(connections).toHaveLength(1)
  })
})

describe('answers', () => {
  test('status, reason phrase, header lines and body come back as sent', async () => {
    const { port } = await rawServer('HTTP/1.1 418 Tea Pot\r\nX-One: 1\r\nx-ONE: 2\r\nContent-Length: 2\r\n\r\n{}')
    expect(await client(port).send(get)).toMatchObject({
      kind: 'response',
      status: 418,
      reasonPhrase: 'Tea Pot',
      headers: [
        ['X-One', '1'],
        ['x-ONE', '2'],
        ['Content-Length', '2'],
      ],
      body: '{}',
    })
  })

  test('redirects are not followed', async () => {
    const { port, connections } = await rawServer('HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n')
    expect(await client(port).send(get)).toMatchObject({ status: 302 })
    expect(connections.join('').match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  test('hosts under localhost are loopback', async () => {
    const { port } = await rawServer()
    const wire = client(port, { baseUrl: `http://acme.team.localhost:${port}/scim/v2` })
    expect(await wire.send(get)).toMatchObject({ kind: 'response', status: 200 })
  })

  test.each(['gzip', 'deflate'] as const)('%s is decoded when the request offered codings', async (coding) => {
    const port = await listen(
      http.createServer((_request, response) => {
        response.setHeader('Content-Encoding', coding)
        response.end(coding === 'gzip' ? zlib.gzipSync('{"a":"é"}') : zlib.deflateSync('{"a":"é"}'))
      }),
    )
    const offered: WireRequest = { ...get, headers: [...get.headers, ['Accept-Encoding', 'gzip, deflate']] }
    expect(await client(port).send(offered)).toMatchObject({ body: '{"a":"é"}' })
    expect(await client(port).send(get)).not.toMatchObject({ body: '{"a":"é"}' })
  })

  test('a connection closed while idle is replaced once, without a second try for a fresh one', async () => {
    let requests = 0
    const port = await listen(
      net.createServer((socket) => {
        closers.push(() => socket.destroy())
        socket.on('error', () => socket.destroy())
        let seen = 0
        socket.on('data', () => {
          requests++
          seen++
          if (seen === 2) socket.resetAndDestroy()
          else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
        })
      }),
    )
    const wire = client(port)
    await wire.send(get)
    expect(await wire.send(get)).toMatchObject({ kind: 'response' })
    expect(requests).toBe(3)
  })
})

describe('silence', () => {
  const silence = async (port: number, options: Partial<WireClientOptions> = {}, request = get): Promise<string> => {
    const result = await client(port, options).send(request)
    return result.kind === 'silence' ? result.reason : `answered ${result.status}`
  }

  test('a hanging target is given up at the deadline', async () => {
    const { port } = await rawServer('')
    expect(await silence(port, { timeoutMs: 40 })).toBe('no complete answer within 40 ms')
  })

  test('a body that trickles for ever is given up at the deadline', async () => {
    const port = await listen(
      http.createServer((_request, response) => {
        const timer = setInterval(() => response.write(' '), 5)
        response.on('close', () => clearInterval(timer))
      }),
    )
    expect(await silence(port, { timeoutMs: 60 })).toBe('no complete answer within 60 ms')
  })

  test('an endless answer is cut at the limit', async () => {
    const port = await listen(
      http.createServer((_request, response) => {
        const pour = (): void => {
          while (response.write('x'.repeat(16_384)) && !response.destroyed);
        }
        response.on('drain', pour)
        pour()
      }),
    )
    expect(await silence(port, { bodyLimit: 100_000 })).toBe('endless answer: the answer is longer than 100000 bytes')
  })

  test('the limit counts decoded bytes', async () => {
    const port = await listen(
      http.createServer((_request, response) => {
        response.setHeader('Content-Encoding', 'gzip')
        response.end(zlib.gzipSync(Buffer.alloc(5_000_000)))
      }),
    )
    const offered: WireRequest = { ...get, headers: [...get.headers, ['Accept-Encoding', 'gzip']] }
    expect(await silence(port, { bodyLimit: 100_000 }, offered)).toMatch(/^endless answer/)
  })

  test('broken and unknown codings are unreadable', async () => {
    let coding = 'gzip'
    const port = await listen(
      http.createServer((_request, response) => {
        response.setHeader('Content-Encoding', coding)
        response.end('plain')
      }),
    )
    const offered: WireRequest = { ...get, headers: [...get.headers, ['Accept-Encoding', 'gzip']] }
    expect(await silence(port, {}, offered)).toBe('the answer is not the gzip it says it is')
    coding = 'gzip, gzip'
    expect(await silence(port, {}, offered)).toBe('the answer is coded as "gzip, gzip"')
  })

  test('refused, reset, and not HTTP each have their words', async () => {
    const gone = net.createServer()
    const free = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(await silence(free)).toBe(`nothing listens on 127.0.0.1:${free} (connection refused)`)
    const reset = await listen(net.createServer((socket) => socket.resetAndDestroy()))
    expect(await silence(reset)).toBe(`127.0.0.1:${reset} closed the connection without a complete answer`)
    const { port } = await rawServer('SSH-2.0-OpenSSH_9.2\r\n\r\n')
    expect(await silence(port)).toMatch(/^the answer is not HTTP/)
    expect(await silence(port, { baseUrl: `https://127.0.0.1:${port}` })).toMatch(/does not speak TLS there$/)
  })

  test('illegal characters in a header or in the path send nothing', async () => {
    const { port, connections } = await rawServer()
    expect(await silence(port, {}, { ...get, headers: [['Host', 'a\r\nX: y']] })).toBe(
      'a header has a character HTTP does not allow',
    )
    expect(await silence(port, {}, { ...get, target: '/a b' })).toBe(
      'the request path has a character HTTP does not allow',
    )
    expect(connections.join('')).toBe('')
  })

  test('refused addresses are not called, whatever their spelling', async () => {
    const { isMetadataAddress } = await import('./resolve.ts')
    for (const baseUrl of [
      'http://169.254.169.254',
      'http://2852039166',
      'http://[::ffff:169.254.169.254]',
      'http://0.0.0.0:1',
    ]) {
      expect(await silence(0, { baseUrl, refuseAddress: isMetadataAddress })).toMatch(
        /an address simulators do not call$/,
      )
    }
    expect(await silence(0, { baseUrl: 'http://localhost', refuseAddress: () => true })).toMatch(
      /simulators do not call$/,
    )
  })

  test('an abort ends the exchange', async () => {
    const { port } = await rawServer('')
    const abort = new AbortController()
    const pending = client(port).send(get, abort.signal)
    abort.abort()
    expect(await pending).toMatchObject({ kind: 'silence', reason: 'the run was interrupted' })
  })
})
