/**
 * @see RFC 7644 §3.8 HTTP Methods and Media Types — https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { invalidSyntax, isJsonObject, type JsonObject, payloadTooLarge } from '@scimulator/scim-core'
import type { Request } from 'express'
import { scanJson } from './json-scan.ts'
import { assertJsonBody } from './media-type.ts'

/** How large and how deep a body may be. */
export interface BodyLimits {
  readonly bytes: number
  readonly depth: number
}

/**
 * The JSON object in a request's body. When the application around the router has parsed the body already, that value
 * is taken.
 *
 * @throws ScimError 413, 415, or 400 `invalidSyntax`; the details never quote the body.
 */
export async function readJsonObject(request: Request, limits: BodyLimits): Promise<JsonObject> {
  assertJsonBody(request)
  const parsed: unknown = request.body
  const text = parsed === undefined ? await readText(request, limits.bytes) : JSON.stringify(parsed)
  // Before anything recursive sees the text.
  const flaw = scanJson(text, limits.depth)
  if (flaw === 'tooDeep') throw invalidSyntax(`The body is nested deeper than ${limits.depth} levels.`)
  if (flaw === 'duplicateKey') throw invalidSyntax('The body has an object with the same key twice.')
  const value = parseJson(text)
  if (!isJsonObject(value)) throw invalidSyntax('The body must be a JSON object.')
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message quotes the body, which may hold a password: it goes nowhere, not even to the cause.
    throw invalidSyntax(text === '' ? 'The body is empty.' : 'The body is not valid JSON.')
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalidSyntax('The body is not valid UTF-8.')
  }
}

function readBytes(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = (): Error => payloadTooLarge(`The body is larger than ${limit} bytes.`)
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume()
    return Promise.reject(tooLarge())
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else reject(tooLarge())
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('aborted', () => reject(invalidSyntax('The request was broken off.')))
  })
}
