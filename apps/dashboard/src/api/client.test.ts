import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ApiFailure, getJson, postJson, withQuery } from './client.ts'

let server: Server | undefined

async function serve(listener: RequestListener): Promise<string> {
  const opened = createServer(listener)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo.
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`
}

async function failureOf(answer: Promise<unknown>): Promise<ApiFailure> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ApiFailure) return error
  throw new Error('expected an ApiFailure', { cause: error })
}

const schema = z.object({ ok: z.boolean() })

afterEach(() => {
  server?.close()
})

describe('the API client', () => {
  it('gives back what has the right shape', async () => {
    const url = await serve((_request, response) => void response.end('{"ok":true,"more":1}'))
    expect(await getJson(url, schema)).toEqual({ ok: true })
  })

  it('sends JSON', async () => {
    const url = await serve((request, response) => {
      response.end(JSON.stringify({ ok: request.headers['content-type'] === 'application/json' }))
    })
    expect(await postJson(url, { a: 1 }, schema)).toEqual({ ok: true })
  })

  it("says the server's own words when it refuses", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404).end('{"error":{"code":"notFound","message":"The run is not here."}}')
    })
    expect(await failureOf(getJson(url, schema))).toMatchObject({
      status: 404,
      code: 'notFound',
      message: 'The run is not here.',
    })
  })

  it('says the status when the refusal is no JSON', async () => {
    const url = await serve((_request, response) => void response.writeHead(502).end('<html>'))
    expect(await failureOf(getJson(url, schema))).toMatchObject({ status: 502, code: 'http' })
  })

  it('refuses an answer of another shape, and one that is no JSON', async () => {
    const url = await serve(
      (request, response) => void response.end(request.url === '/html' ? '<html>' : '{"ok":"yes"}'),
    )
    const failure = await failureOf(getJson(url, schema))
    expect([failure.code, failure.message]).toEqual(['shape', "The server's answer was not understood (ok)."])
    expect(await failureOf(getJson(`${url}/html`, schema))).toMatchObject({ code: 'shape' })
  })
})

describe('withQuery', () => {
  it('leaves out what is absent and escapes the rest', () => {
    expect(withQuery('/x', { a: undefined, q: 'a&b', n: 1 })).toBe('/x?q=a%26b&n=1')
    expect(withQuery('/x', { a: undefined })).toBe('/x')
  })
})
