import type { Response } from 'express'
import { SCIM_JSON } from '../request/media-type.ts'
import type { Reply } from './reply.ts'

/** Writes an answer in one go. Nobody may keep it: it is about people (RFC 9111). */
export function send(response: Response, reply: Reply): void {
  const headers: Record<string, string | number> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
  }
  if (reply.body === undefined) {
    response.writeHead(reply.status, headers).end()
    return
  }
  const body = Buffer.from(JSON.stringify(reply.body))
  headers['content-type'] = `${SCIM_JSON}; charset=utf-8`
  headers['content-length'] = body.length
  response.writeHead(reply.status, headers).end(body)
}
