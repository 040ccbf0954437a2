import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import zlib from 'node:zlib'

/** The answer has no end the client would wait for. */
export class EndlessBodyError extends Error {
  override readonly name = 'EndlessBodyError'
}

/** The body is coded in a way the client did not offer or that does not decode. */
export class UnreadableBodyError extends Error {
  override readonly name = 'UnreadableBodyError'
}

/**
 * Reads a body as UTF-8, decoding gzip and deflate when the request offered codings.
 *
 * The limit counts decoded bytes, so a small coded body cannot fill the memory.
 */
export async function readBody(
  response: IncomingMessage,
  acceptsCodings: boolean,
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  const abort = (): void => {
    response.destroy(new Error('aborted'))
  }
  signal.addEventListener('abort', abort, { once: true })
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of decoded(response, acceptsCodings)) {
      size += chunk.length
      if (size > limit) throw new EndlessBodyError(`the answer is longer than ${limit} bytes`)
      chunks.push(chunk)
    }
    return new TextDecoder().decode(Buffer.concat(chunks))
  } catch (error) {
    response.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function* decoded(response: IncomingMessage, acceptsCodings: boolean): AsyncGenerator<Buffer> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim()
  if (!acceptsCodings || /^(identity)?$/i.test(coding)) {
    for await (const chunk of response) yield toBuffer(chunk)
    return
  }
  const decoder = decoderFor(coding.toLowerCase())
  if (decoder === undefined)
    throw new UnreadableBodyError(`the answer is coded as ${JSON.stringify(coding.slice(0, 40))}`)
  response.on('error', (error) => decoder.destroy(error))
  response.pipe(decoder)
  try {
    for await (const chunk of Readable.from(decoder)) yield toBuffer(chunk)
  } catch (error) {
    if (response.errored) throw error
    throw new UnreadableBodyError(`the answer is not the ${coding} it says it is`, { cause: error })
  } finally {
    decoder.destroy()
  }
}

function decoderFor(coding: string): zlib.Gunzip | zlib.Inflate | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return zlib.createGunzip()
  return coding === 'deflate' ? zlib.createInflate() : undefined
}

function toBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}
