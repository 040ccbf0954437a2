import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from './http-target.ts'
import { type ScimMemory, scimMemory } from './scim-memory.ts'

/** A target in memory, for `httpTarget`, below `/scim/v2`. */
export function memoryServer(
  memory: ScimMemory = scimMemory(),
): (request: IncomingMessage, response: ServerResponse, body: string) => void {
  return (request, response, text) => {
    const path = (request.url ?? '').replace('/scim/v2', '')
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    // The edge: JSON.parse gives JSON values.
    const answer = memory.answer({ method: request.method ?? '', path, body: body as never })
    if ('silence' in answer) response.destroy()
    else sendJson(response, answer.status, answer.body ?? {})
  }
}
