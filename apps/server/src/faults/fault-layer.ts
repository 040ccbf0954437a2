import type { Request, Response } from 'express'
import { askInside } from './ask-inside.ts'
import { type Answered, type Ask, type Asked, scimError } from './asked.ts'
import { playEffect, remember } from './effects.ts'
import { type BrokenTeam, takeFault } from './team-faults.ts'

/** Bytes of a request a broken team takes. */
const LARGEST_BODY = 16 * 1024 * 1024

/** What the layer stands on. */
export interface FaultLayerOptions {
  /** The server that keeps to the rules. */
  readonly handle: (request: Request, response: Response) => void
  /** Told of each request that goes in to it. */
  readonly prepare: (request: Request) => void
  readonly now: () => number
}

/**
 * Answers a request to a team that is broken on purpose: its faults first, below them its defects. Answers a fault or a
 * defect has touched say so in `Scimulator-Fault`.
 */
export async function serveBroken(
  team: BrokenTeam,
  request: Request,
  response: Response,
  { handle, prepare, now }: FaultLayerOptions,
): Promise<void> {
  const asked = await read(request)
  if (asked === undefined) return sendAnswer(response, scimError(413, 'The body is too large.'), [])
  const inside: Ask = async (inner) => {
    const answer = await askInside(request, inner, handle, prepare)
    remember(team.memory, inner, answer)
    return answer
  }
  // Told before it answers: what a defect makes of a request is its alone.
  const ask = team.presets.reduce<Ask>((next, preset) => (inner) => preset.serve(inner, next, preset.memory), inside)
  const fault = takeFault(team, asked)
  const names = [...team.presets.map(({ id }) => id), ...(fault === undefined ? [] : [fault.effect.kind])]
  const outcome =
    fault === undefined ? await ask(asked) : await playEffect(fault.effect, asked, ask, { memory: team.memory, now })
  if (outcome === 'reset') request.socket.destroy()
  else if (outcome !== 'hang') sendAnswer(response, outcome, names)
}

async function read(request: Request): Promise<Asked | undefined> {
  const parts: Buffer[] = []
  let size = 0
  // An HTTP request is a stream of buffers as long as nobody sets an encoding.
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= LARGEST_BODY) parts.push(part)
  }
  if (size > LARGEST_BODY) return undefined
  const at = request.url.indexOf('?')
  return {
    method: request.method,
    path: at < 0 ? request.url : request.url.slice(0, at),
    search: at < 0 ? '' : request.url.slice(at),
    body: Buffer.concat(parts).toString(),
  }
}

function sendAnswer(response: Response, { status, headers, body }: Answered, names: readonly string[]): void {
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = headers
  const own = names.length === 0 ? {} : { 'scimulator-fault': names.join(',') }
  const bytes = Buffer.from(body)
  // RFC 9110 §8.6: neither has a length.
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes.length }
  response.writeHead(status, { ...rest, ...own, ...length }).end(bytes)
}
