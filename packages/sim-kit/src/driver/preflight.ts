import { isJsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer, FindingDraft, ScimRequest } from '../behaviour/behaviour.ts'
import { accessRefused, notScim, redirected, tokenRefused, unreachable } from '../findings/target-findings.ts'

/**
 * Judges the first answer of a target nobody has met yet: what makes going on pointless, or undefined.
 *
 * A server in trouble (5xx) or busy (429) may still speak SCIM: that is left to the vendor's own policy.
 */
export function judgeFirstAnswer(answer: Answer, request: ScimRequest): FindingDraft | undefined {
  if (answer.kind === 'silence') return unreachable(answer.exchange, answer.reason)
  const { exchange, status } = answer
  if (status === 401) return tokenRefused(exchange, status)
  if (status === 403) return accessRefused(exchange, detailOf(answer.json))
  if (status >= 300 && status < 400) return redirected(exchange, status, answer.header('location'))
  if (status >= 500 || status === 429) return undefined
  // A write may be answered with nothing.
  if (answer.body === '' && status < 300 && request.method !== 'GET') return undefined
  if (answer.json === undefined) return notScim(exchange, describe(answer.body, status))
  if (status < 300 && asksForList(request) && !isListLike(answer.json)) {
    return notScim(exchange, `it answers ${status} with JSON that is no ListResponse`)
  }
  return undefined
}

function asksForList({ method, path }: ScimRequest): boolean {
  return method === 'GET' && /^\/+(?:Users|Groups)(?:\?|$)/.test(path)
}

/** Whether JSON may be meant as a ListResponse; its faults are the vendor's to judge. */
function isListLike(json: JsonValue): boolean {
  if (!isJsonObject(json)) return false
  return Object.keys(json).some((key) => /^(?:resources|totalresults)$/i.test(key))
}

function detailOf(json: JsonValue | undefined): string | undefined {
  const detail = isJsonObject(json) ? json.detail : undefined
  return typeof detail === 'string' && detail.trim() !== '' ? detail : undefined
}

function describe(body: string, status: number): string {
  if (body.trim() === '') return `it answers ${status} with an empty body`
  return /^\s*</.test(body) ? `it answers ${status} with HTML` : `it answers ${status} with something that is no JSON`
}
