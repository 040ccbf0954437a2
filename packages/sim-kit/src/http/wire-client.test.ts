import http from 'node:http'
import net from 'node:net'
import zlib from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { client, closeAll, closers, get, listen, rawServer } from '../testing/raw-server.ts'
import type { WireRequest } from './wire-client.ts'

afterEach(closeAll)

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

  test('lines of one name are all written, in order', async () => {
    const { port, connections } = await rawServer()
    await client(port).send({
      ...get,
      target: '/',
      headers: [
        ['X-One', 'a'],
        ['Accept', 'text/plain'],
        ['Accept', 'application/json'],
        ['Host', 'h'],
      ],
    })
    expect(connections[0]).toBe(
      'GET / HTTP/1.1\r\nX-One: a\r\nAccept: text/plain\r\nAccept: application/json\r\nHost: h\r\n\r\n',
    )
  })

  test.each([
    [
      ['A', '1'],
      ['Host', 'h'],
      ['A', '2'],
    ],
    [
      ['Host', 'h'],
      ['A', '1'],
      ['a', '2'],
    ],
    [
      ['Host', 'h'],
      ['Cookie', '1'],
      ['Cookie', '2'],
    ],
  ] as [string, string][][])('lines that cannot be written as given send nothing: %j %j %j', async (...headers) => {
    const { port, connections } = await rawServer()
    const result = await client(port).send({ ...get, headers })
    expect(result.kind === 'silence' && result.reason).toContain('cannot be written as given')
    expect(connections.join('')).toBe('')
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

  test.each([
    { second: get, result: { kind: 'response' }, sent: 3 },
    { second: { ...get, method: 'POST', body: '{}' }, result: { kind: 'silence' }, sent: 2 },
  ])(
    'a reset on a connection that is used again: only a GET is asked once more ($second.method)',
    async ({ second, result, sent }) => {
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
      const seen = await wire.send(second)
      expect(seen).toMatchObject(result)
      expect(requests).toBe(sent)
      const lost = 'closed the connection without a complete answer; asked once more'
      expect(seen.before?.reason.endsWith(lost)).toBe(sent === 3 ? true : undefined)
    },
  )
})
