import { createServer, type Server, type Socket } from 'node:net'
import { runSync } from '@scimulator/tests-support'
import { afterEach, expect, it } from 'vitest'

let server: Server | undefined
const sockets = new Set<Socket>()
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server?.close(resolve))
})

/** A target that is nothing but a socket: it keeps every request byte for byte and knows nobody. */
async function captureTarget(): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = []
  server = createServer((socket) => {
    sockets.add(socket)
    let bytes = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      bytes += chunk
      for (let end = endOfRequest(bytes); end > 0; end = endOfRequest(bytes)) {
        const request = bytes.slice(0, end)
        bytes = bytes.slice(end)
        requests.push(request)
        socket.write(answer(request))
      }
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, requests }
}

/** Length of the first whole request, 0 while it is not complete. */
function endOfRequest(bytes: string): number {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const length = Number(/^content-length: (\d+)$/im.exec(bytes.slice(0, head))?.[1] ?? 0)
  return bytes.length >= head + 4 + length ? head + 4 + length : 0
}

function answer(request: string): string {
  const list = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] }
  const [status, body] = request.startsWith('GET') ? ['200 OK', JSON.stringify(list)] : ['503 Unavailable', '{}']
  return `HTTP/1.1 ${status}\r\nContent-Type: application/scim+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

const lines = (...text: string[]): string => `${text.join('\r\n')}\r\n\r\n`
const guid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The bytes with everything a run may choose freely made plain: port, ids, password. */
function plain(request: string, port: number): string {
  return request
    .replaceAll(`127.0.0.1:${port}`, 'HOST')
    .replace(new RegExp(guid), 'GUID')
    .replace(/"00u\w{17}"/, '"00u"')
    .replace(/"password":"(?:[^"\\]|\\.){8,9}"/, '"password":"********"')
    .replace(/Content-Length: \d+/, 'Content-Length: N')
}

const person = ['--users', '1', '--groups', '0', '--seed', 'wire', '--domain', 'wire.example']

it("Okta: header lines, order and case, query order, POST with compact JSON in Okta's key order", async () => {
  const { port, requests } = await captureTarget()
  await runSync('okta', ['--target', `http://127.0.0.1:${port}/scim/v2`, '--token', 'T', '--profile', 'aiw', ...person])
  expect(plain(requests[0] ?? '', port)).toBe(
    lines(
      'GET /scim/v2/Users?startIndex=1&count=2 HTTP/1.1',
      'Accept: application/scim+json',
      'Accept-Charset: utf-8',
      'User-Agent: Okta SCIM Client 1.0.0',
      'Authorization: Bearer T',
      'Host: HOST',
      'Connection: Keep-Alive',
      'Accept-Encoding: gzip,deflate',
    ),
  )
  const check = requests.find((request) => request.includes('?filter='))
  expect(check?.split('\r\n', 1)[0]).toMatch(
    /^GET \/scim\/v2\/Users\?filter=userName%20eq%20%22[\w.]+%40wire\.example%22&startIndex=1&count=100 HTTP\/1\.1$/,
  )
  const [head = '', body = ''] = plain(requests.find((request) => request.startsWith('POST')) ?? '', port).split(
    '\r\n\r\n',
  )
  expect(head.split('\r\n')).toEqual([
    'POST /scim/v2/Users HTTP/1.1',
    'Accept: application/scim+json',
    'Accept-Charset: utf-8',
    'Content-Type: application/scim+json; charset=utf-8',
    'User-Agent: Okta SCIM Client 1.0.0',
    'Authorization: Bearer T',
    'Content-Length: N',
    'Host: HOST',
    'Connection: Keep-Alive',
    'Accept-Encoding: gzip,deflate',
  ])
  expect(body).toMatch(
    /^\{"schemas":\["urn:ietf:params:scim:schemas:core:2\.0:User".*\],"userName":"[^"]+","name":\{"givenName":.*,"familyName":.*\},"emails":\[\{"primary":true,"value":"[^"]+","type":"work"\}\],(?:"title":"[^"]*",)?"displayName":.*,"locale":"en-US","externalId":"00u","groups":\[\],"password":"\*{8}","active":true[,}]/,
  )
})

it('OneLogin: no User-Agent, no Accept, one filter parameter with a dangling &', async () => {
  const { port, requests } = await captureTarget()
  await runSync('onelogin', ['--target', `http://127.0.0.1:${port}/scim/v2`, '--token', 'T', ...person])
  const [probe = ''] = requests
  expect(probe.split('\r\n', 1)[0]).toMatch(/^GET \/scim\/v2\/Users\?filter=userName\+eq\+%22[^%&]+%22& HTTP\/1\.1$/)
  expect(plain(probe, port).split('\r\n').slice(1)).toEqual(['Host: HOST', 'Authorization: Bearer T', '', ''])
  const [head = '', body = ''] = plain(requests.find((request) => request.startsWith('POST')) ?? '', port).split(
    '\r\n\r\n',
  )
  expect(head.split('\r\n').slice(1)).toEqual([
    'Host: HOST',
    'Authorization: Bearer T',
    'Content-Type: application/scim+json',
    'Content-Length: N',
  ])
  expect(body).toMatch(
    /^\{"schemas":\["urn:scim:schemas:core:2\.0","urn:scim:schemas:extension:enterprise:2\.0"\],"userName":"[^"]+","name":\{"familyName":.*,"active":(?:true|false)\}$/,
  )
})

it('Microsoft Entra ID: no User-Agent, form-encoded filter, ADSCIMVersion', async () => {
  const { port, requests } = await captureTarget()
  await runSync('azure', ['--target', `http://127.0.0.1:${port}/scim/v2`, '--token', 'T', ...person])
  expect(plain(requests[0] ?? '', port)).toBe(
    lines(
      'GET /scim/v2/Users?filter=userName+eq+%22GUID%22 HTTP/1.1',
      'Authorization: Bearer T',
      'ADSCIMVersion: 5.0',
      'Host: HOST',
    ),
  )
  const [head = '', body = ''] = plain(requests.find((request) => request.startsWith('POST')) ?? '', port).split(
    '\r\n\r\n',
  )
  expect(head.split('\r\n').slice(1)).toEqual([
    'Authorization: Bearer T',
    'ADSCIMVersion: 5.0',
    'Content-Type: application/scim+json; charset=utf-8',
    'Host: HOST',
    'Content-Length: N',
  ])
  expect(body).toMatch(
    /^\{"schemas":\["urn:ietf:params:scim:schemas:core:2\.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2\.0:User"\],/,
  )
})
