import { setTimeout as delay } from 'node:timers/promises'
import type { FaultEffect } from '@scimulator/admin-api'
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { type Answered, type Ask, type Asked, htmlPage, isRead, objectOf, scimError, withBody } from './asked.ts'

/** What becomes of a request: an answer, or none because the connection is broken off or left open. */
export type Outcome = Answered | 'reset' | 'hang'

/** What the effects of one team remember: answers to reads as they were before the last write. */
export interface EffectMemory {
  /** Reads since the last write, by address. */
  readonly fresh: Map<string, Answered>
  /** Reads before it. */
  readonly stale: Map<string, Answered>
}

/** Reads a team's memory keeps, and characters of the longest. */
const KEPT_READS = 128
const LONGEST_READ = 256 * 1024

/** Plays an effect on a request. `now` gives the time HTTP dates count from. */
export async function playEffect(
  effect: FaultEffect,
  asked: Asked,
  ask: Ask,
  { memory, now }: { memory: EffectMemory; now: () => number },
): Promise<Outcome> {
  switch (effect.kind) {
    case 'status':
      return refusal(effect, now())
    case 'expiredToken':
      return {
        ...scimError(401, 'The bearer token has expired.'),
        headers: {
          'content-type': 'application/scim+json; charset=utf-8',
          'www-authenticate': 'Bearer error="invalid_token", error_description="The token has expired"',
        },
      }
    case 'slow':
      // A server that is to end does not wait for it.
      await delay(effect.ms, undefined, { ref: false })
      return ask(asked)
    case 'hang':
    case 'reset':
      return effect.kind
    case 'loseReply':
      await ask(asked)
      return 'reset'
    case 'duplicate':
      await ask(asked)
      return ask(asked)
    case 'staleRead':
      return stale(memory, asked, await ask(asked))
    case 'truncatePage':
      return onList(await ask(asked), (body, resources) => ({
        ...body,
        Resources: resources.slice(0, Math.floor(resources.length / 2)),
      }))
    case 'wrongTotal':
      return onList(await ask(asked), (body) => ({
        ...body,
        totalResults: effect.total ?? Math.max(0, Number(body.totalResults ?? 0) - 1),
      }))
    case 'contentType': {
      const answer = await ask(asked)
      return { ...answer, headers: { ...answer.headers, 'content-type': effect.value } }
    }
  }
}

/** Keeps what reads are answered, so that `staleRead` has something to show. */
export function remember(memory: EffectMemory, asked: Asked, answer: Answered): void {
  if (asked.method === 'GET') {
    // What `/Me` shows depends on who asks.
    if (isShown(answer) && !asked.path.startsWith('/Me')) keep(memory.fresh, addressOf(asked), answer)
  } else if (!isRead(asked) && answer.status < 300) {
    for (const [address, read] of memory.fresh) keep(memory.stale, address, read)
    memory.fresh.clear()
  }
}

/** Whoever may not read now sees nothing of before either. */
function stale(memory: EffectMemory, asked: Asked, answer: Answered): Answered {
  const before = asked.method === 'GET' && isShown(answer) ? memory.stale.get(addressOf(asked)) : undefined
  return before ?? answer
}

/** Whether an answer to a read shows what is there, be it nothing. */
function isShown({ status }: Answered): boolean {
  return status === 200 || status === 404
}

function keep(reads: Map<string, Answered>, address: string, answer: Answered): void {
  reads.delete(address)
  if (answer.body.length <= LONGEST_READ) reads.set(address, answer)
  const [oldest] = reads.keys()
  if (reads.size > KEPT_READS && oldest !== undefined) reads.delete(oldest)
}

function addressOf({ path, search }: Asked): string {
  return path + search
}

function onList(answer: Answered, change: (body: JsonObject, resources: JsonValue[]) => JsonObject): Answered {
  const body = objectOf(answer.body)
  if (body === undefined || !Array.isArray(body.Resources)) return answer
  return withBody(answer, change(body, body.Resources))
}

function refusal(effect: Extract<FaultEffect, { kind: 'status' }>, now: number): Answered {
  const answer = effect.html
    ? htmlPage(effect.status, 'Refused')
    : scimError(effect.status, 'A fault was injected here on purpose.')
  const { retryAfter } = effect
  if (retryAfter === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'retry-after': headerText(retryAfter, now) } }
}

function headerText(form: NonNullable<Extract<FaultEffect, { kind: 'status' }>['retryAfter']>, now: number): string {
  if ('seconds' in form) return String(form.seconds)
  return 'date' in form ? new Date(now + form.date * 1000).toUTCString() : form.text
}
