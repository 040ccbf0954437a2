import http from 'node:http'
import net from 'node:net'
import zlib from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { client, closeAll, get, listen, rawServer } from '../testing/raw-server.ts'
import type { WireClientOptions, WireRequest } from './wire-client.ts'

afterEach(closeAll)

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
      'http://[::169.254.169.254]',
      'http://[64:ff9b::a9fe:a9fe]',
      'http://[2002:a9fe:a9fe::1]',
      'http://[fe80::1]',
      'http://168.63.129.16',
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
