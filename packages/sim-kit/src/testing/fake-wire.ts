import type { WireClient, WireRequest, WireResult } from '../http/wire-client.ts'

/** What a faked target answers: a status with an optional body and headers, or silence. */
export type WireAnswer =
  | { readonly status: number; readonly body?: string; readonly headers?: readonly (readonly [string, string])[] }
  | { readonly silence: string }

/** A wire client without sockets: unit tests of what stands on it. */
export function fakeWire(respond: (request: WireRequest, index: number) => WireAnswer): WireClient & {
  readonly requests: WireRequest[]
} {
  const requests: WireRequest[] = []
  return {
    requests,
    async send(request) {
      const answer = respond(request, requests.push(request) - 1)
      return toResult(answer)
    },
    close: () => {},
  }
}

function toResult(answer: WireAnswer): WireResult {
  if ('silence' in answer) return { kind: 'silence', reason: answer.silence, ms: 1 }
  const headers = (answer.headers ?? []).map(([name, value]): [string, string] => [name, value])
  return { kind: 'response', status: answer.status, reasonPhrase: '', headers, body: answer.body ?? '', ms: 1 }
}
