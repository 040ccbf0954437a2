import type { Request, Response } from 'express'
import { askInside } from './ask-inside.ts'
import { type Answered, type Ask, type Asked, scimError } from './asked.ts'
import { playEffect, remember } from './effects.ts'
import { playPreset } from './presets/play-preset.ts'
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
 * Answers a request to a team that is broken on purpose: its faults first, below them its defects. The answer names in
 * `Scimulator-Fault` the defects that made a difference to the request and the fault that hit it.
 */
export async function serveBroken(
  team: BrokenTeam,
  request: Request,
  response: Response,
  { handle, prepare, now }: FaultLayerOptions,
): Promise<void> {
  const bytes = await readBody(request)
  if (bytes === 'gone') return
  if (bytes === 'tooLarge') return sendAnswer(response, scimError(413, 'The body is too large.'), [])
  const asked = toAsked(request, bytes)
  const inside: Ask = async (inner) => {
    // What no defect has changed goes in as it came, text or not.
    const body = inner.body === asked.body ? bytes : Buffer.from(inner.body)
    const answer = await askInside(request, inner, body, handle, prepare)
    if (team.faults.some(({ effect }) => effect.kind === 'staleRead')) remember(team.memory, inner, answer)
    return answer
  }
  // Told before it answers: what a defect makes of a request is its alone.
  const { presets } = team
  const met = new Set<string>()
  const ask = presets.reduce<Ask>(
    (next, preset) => (inner) => playPreset(preset, inner, next, () => met.add(preset.id)),
    inside,
  )
  const fault = takeFault(team, asked)
  const outcome =
    fault === undefined ? await ask(asked) : await playEffect(fault.effect, asked, ask, { memory: team.memory, now })
  if (outcome === 'reset') request.socket.destroy()
  else if (outcome !== 'hang') {
    const defects = presets.flatMap(({ id }) => (met.has(id) ? [id] : []))
    sendAnswer(response, outcome, fault === undefined ? defects : [...defects, fault.effect.kind])
  }
}

/** The whole body of a request; of one that is too large the rest is left to whoever ends the connection. */
function readBody(request: Request): Promise<Buffer | 'tooLarge' | 'gone'> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= LARGEST_BODY) parts.push(part)
      else resolve('tooLarge')
    })
    request.once('end', () => resolve(Buffer.concat(parts)))
    request.once('error', () => resolve('gone'))
    request.once('close', () => resolve('gone'))
  })
}

function toAsked({ method, url }: Request, bytes: Buffer): Asked {
  const at = url.indexOf('?')
  return {
    method,
    path: at < 0 ? url : url.slice(0, at),
    search: at < 0 ? '' : url.slice(at),
    body: bytes.toString(),
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
