import type { Exchange, HeaderList } from '@scimulator/admin-api'
import type { RunRecord } from './collect.ts'
import { faultTexts } from './faults.ts'
import { inferredByKind } from './inferred.ts'
import { actionText } from './own-check.ts'
import { safeJson } from './text.ts'

interface HarEntry {
  readonly startedDateTime: string
  readonly [key: string]: unknown
}

/** HTTP Archive 1.2 of the exchanges. @see HTTP Archive 1.2 — http://www.softwareishard.com/blog/har-12-spec/ */
export function harReport({ head, report }: RunRecord): string {
  const { inferred = [] } = report
  const comments = [
    ...(inferred.length === 0 ? [] : [`inferred: ${inferredByKind(inferred).join('; ')}`]),
    ...faultTexts(report).map((text) => `fault: ${text}`),
  ]
  const origin = URL.parse(report.target)?.origin ?? ''
  const entries = report.steps
    .flatMap((step) =>
      step.exchanges.map((exchange) =>
        entry(exchange, origin, `${actionText(step)} ${step.subject.kind} ${step.subject.name}`),
      ),
    )
    .sort((a, b) => a.startedDateTime.localeCompare(b.startedDateTime))
  const log = {
    version: '1.2',
    creator: { name: 'Scimulator', version: '0.1.0', comment: `${head.vendorLabel}, ${head.profileLabel}` },
    pages: [],
    entries,
    ...(comments.length === 0 ? {} : { comment: comments.join('; ') }),
  }
  return safeJson({ log })
}

function entry(exchange: Exchange, origin: string, comment: string): HarEntry {
  return {
    startedDateTime: exchange.startedAt,
    time: exchange.ms,
    request: request(exchange, origin),
    response: response(exchange),
    cache: {},
    timings: { send: 0, wait: exchange.ms, receive: 0 },
    comment: [`${exchange.id} ${comment}`, ...remarks(exchange)].join(', '),
  }
}

function remarks({ attempt, fault }: Exchange): string[] {
  return [...(attempt > 1 ? [`attempt ${attempt}`] : []), ...(fault === undefined ? [] : [`fault: ${fault}`])]
}

function request({ request: sent }: Exchange, origin: string): object {
  const url = origin + sent.target
  const query = sent.target.includes('?') ? new URLSearchParams(sent.target.slice(sent.target.indexOf('?') + 1)) : []
  return {
    method: sent.method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers(sent.headers),
    queryString: [...query].map(([name, value]) => ({ name, value })),
    ...(sent.body === null
      ? {}
      : { postData: { mimeType: headerOf(sent.headers, 'content-type') ?? '', text: sent.body } }),
    headersSize: -1,
    bodySize: sent.body === null ? 0 : Buffer.byteLength(sent.body),
  }
}

function response({ response: received, error }: Exchange): object {
  const lines = received?.headers ?? []
  const body = received?.body ?? ''
  return {
    status: received?.status ?? 0,
    statusText: received?.reasonPhrase ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers(lines),
    content: { size: Buffer.byteLength(body), mimeType: headerOf(lines, 'content-type') ?? '', text: body },
    redirectURL: headerOf(lines, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
    ...(error === null ? {} : { comment: error }),
  }
}

function headers(list: HeaderList): { name: string; value: string }[] {
  return list.map(([name, value]) => ({ name, value }))
}

function headerOf(list: HeaderList, name: string): string | undefined {
  return list.find(([key]) => key.toLowerCase() === name)?.[1]
}
