import { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, Response } from 'express'
import type { Answered, Asked } from './asked.ts'

/**
 * Hands a request, as a fault may have changed it, to a handler within the process and resolves with the answer. `body` is
 * its body in bytes; `prepare` is told of the request before it goes in.
 */
export function askInside(
  outer: Request,
  asked: Asked,
  body: Buffer,
  handle: (request: Request, response: Response) => void,
  prepare: (request: Request) => void,
): Promise<Answered> {
  const inner = new IncomingMessage(outer.socket)
  const url = asked.path + asked.search
  Object.assign(inner, {
    method: asked.method,
    url,
    baseUrl: outer.baseUrl,
    originalUrl: outer.baseUrl + url,
    httpVersion: outer.httpVersion,
    httpVersionMajor: outer.httpVersionMajor,
    httpVersionMinor: outer.httpVersionMinor,
    headers: headersFor(outer, asked.method, body.length),
    rawHeaders: outer.rawHeaders,
    complete: true,
  })
  // Express gives requests and responses their methods by the prototype of the application.
  Object.setPrototypeOf(inner, Object.getPrototypeOf(outer) as object)
  const request = inner as Request
  const response = new ServerResponse(inner) as Response
  Object.setPrototypeOf(response, Object.getPrototypeOf(outer.res ?? {}) as object)
  Object.assign(request, { res: response })
  Object.assign(response, { req: request, locals: {} })
  prepare(request)
  if (body.length > 0) inner.push(body)
  inner.push(null)
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const keep = (chunk: unknown): void => {
      if (typeof chunk === 'string') parts.push(Buffer.from(chunk))
      else if (Buffer.isBuffer(chunk)) parts.push(chunk)
    }
    response.write = (chunk: unknown) => {
      keep(chunk)
      return true
    }
    response.end = (chunk?: unknown) => {
      keep(chunk)
      resolve({ status: response.statusCode, headers: sentHeaders(response), body: Buffer.concat(parts).toString() })
      response.emit('finish')
      response.emit('close')
      return response
    }
    // Without a socket nothing is written: what is set here is kept for `sentHeaders`.
    response.writeHead = (status: number, ...rest: unknown[]) => {
      response.statusCode = status
      const headers = rest.at(-1)
      if (typeof headers === 'object' && headers !== null) {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
      }
      return response
    }
    handle(request, response)
  })
}

/** What a defect asks besides (a read before a write, say) is under no condition of the client. */
function headersFor(outer: Request, method: string, length: number): Request['headers'] {
  const { 'transfer-encoding': _chunked, 'content-length': _length, ...sent } = outer.headers
  const { 'if-match': _match, 'if-none-match': _noneMatch, ...unconditional } = sent
  const rest = method === outer.method ? sent : unconditional
  return length === 0 && outer.headers['content-length'] === undefined
    ? rest
    : { ...rest, 'content-length': String(length) }
}

function sentHeaders(response: Response): Record<string, string> {
  const headers = Object.entries(response.getHeaders())
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]))
}
