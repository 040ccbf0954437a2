import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve, type TestServer } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

/** Sends bytes and keeps its own end open; resolves with the answer once the server has let go of the whole socket. */
function converse(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    let received = ''
    socket.on('data', (chunk) => {
      received += String(chunk)
    })
    // A server that holds its end takes what is written; one that does not resets the connection.
    socket.once('end', () => {
      const knock = setInterval(() => socket.write('x'), 5)
      socket.once('close', () => {
        clearInterval(knock)
        resolve(received)
      })
    })
    socket.on('error', () => socket.destroy())
    socket.write(bytes)
  })
}

const status = async (bytes: string): Promise<string | undefined> => (await converse(bytes)).split('\r\n', 1)[0]
const head = (lines: string[], method = 'GET'): string =>
  [`${method} /teams/acme/scim/v2/Users HTTP/1.1`, `Host: localhost:${server.port}`, ...lines, '', ''].join('\r\n')

it('DS-02 heads that are too large are 431, and what is no HTTP is 400', async () => {
  expect(await status(head([`X: ${'a'.repeat(20_000)}`]))).toBe('HTTP/1.1 431 Request Header Fields Too Large')
  expect(await status(head(['X : a']))).toBe('HTTP/1.1 400 Bad Request')
  expect(await status('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request')
  expect(await status(head(['Content-Length: 5', 'Transfer-Encoding: chunked'], 'POST'))).toBe(
    'HTTP/1.1 400 Bad Request',
  )
})

it('DS-01 who has an answer and goes on sending the body is cut off', async () => {
  const socket = connect(server.port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  socket.on('error', () => {})
  socket.write(head(['Content-Type: application/json', 'Transfer-Encoding: chunked'], 'POST'))
  const sending = setInterval(() => socket.write('3e8\r\n'.concat('x'.repeat(1000), '\r\n')), 10)
  await new Promise((closed) => socket.once('close', closed))
  clearInterval(sending)
  expect(received).toMatch(/^HTTP\/1\.1 401 /)
})

it('DS-02 no number of headers hides one of them', async () => {
  const many = Array.from({ length: 3000 }, () => 'a:')
  const token = `Authorization: Bearer ${server.teams[0]?.token}`
  expect(await status(head([...many, token, 'Connection: close']))).toBe('HTTP/1.1 200 OK')
  expect(await status(head([token, ...many, token, 'Connection: close']))).toBe('HTTP/1.1 401 Unauthorized')
  expect(await status(head([token, ...many, 'Host: evil.test', 'Connection: close']))).toBe('HTTP/1.1 400 Bad Request')
})
