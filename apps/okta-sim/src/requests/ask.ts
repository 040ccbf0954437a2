import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, send } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { FindingId } from '../findings/catalogue.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { type Failure, parserMessage, toFailure } from '../messages.ts'

/** What Okta makes of an answer. */
export type Reply =
  | { readonly ok: true; readonly exchange: string; readonly status: number; readonly body: JsonObject | undefined }
  | {
      readonly ok: false
      readonly exchange: string
      /** Undefined when nothing came. */
      readonly status: number | undefined
      readonly failure: Failure
    }

/** A reply that failed. */
export type FailedReply = Extract<Reply, { ok: false }>

/** How a request may be refused, in terms of findings. */
export interface Refusals {
  /** The finding when the server says no, by status where one means something special; null = no finding. */
  readonly refused: FindingId | ((status: number) => FindingId | null)
  /** What the finding is about. */
  readonly name?: string
}

/** Sends a request and sorts the answer into success and failure, reporting what any vendor call can get wrong. */
export function* ask({ access }: OktaApp, request: ScimRequest, refusals: Refusals): Behaviour<Reply> {
  const answer = yield* send(request)
  if (answer.kind === 'response' && answer.status < 500 && !isShut(answer.status)) access.open = true
  if (answer.kind === 'silence' || answer.status < 200 || answer.status >= 300) {
    const reply: FailedReply = {
      ok: false,
      exchange: answer.exchange,
      status: answer.kind === 'silence' ? undefined : answer.status,
      failure: toFailure(answer),
    }
    yield* reportFailure(request, answer, refusals, access.open)
    return reply
  }
  if (answer.body.trim() === '') return { ok: true, exchange: answer.exchange, status: answer.status, body: undefined }
  if (isJsonObject(answer.json))
    return { ok: true, exchange: answer.exchange, status: answer.status, body: answer.json }
  yield* found('answer-not-json', [answer.exchange])
  const { reasonPhrase } = toFailure(answer)
  const failure = { reasonPhrase, detail: answer.json === undefined ? parserMessage(answer.body) : '' }
  return { ok: false, exchange: answer.exchange, status: answer.status, failure }
}

function isShut(status: number): boolean {
  return status === 401 || status === 403 || (status >= 300 && status < 400)
}

function* reportFailure(
  request: ScimRequest,
  answer: Answer,
  { refused, name }: Refusals,
  open: boolean,
): Behaviour<void> {
  if (answer.kind === 'silence') return yield* found('no-answer', [answer.exchange])
  if (answer.status >= 300 && answer.status < 400) return yield* found('redirected', [answer.exchange])
  const scimError = isJsonObject(answer.json) && ownText(answer.json, 'detail') !== undefined
  if (!scimError) yield* found('error-not-scim', [answer.exchange])
  // 403 to one request only is about that request: a quota, or a token that may not do this.
  const credentials = answer.status === 401 || (answer.status === 403 && request.shape === 'connection-test')
  if (credentials) return yield* found('credentials-refused', [answer.exchange])
  if (answer.status === 403 && !open) return yield* found('access-refused', [answer.exchange])
  if (answer.status === 429) return yield* found('rate-limit-exhausted', [answer.exchange])
  const id = typeof refused === 'string' ? refused : refused(answer.status)
  if (id !== null) yield* found(id, [answer.exchange], name)
}
