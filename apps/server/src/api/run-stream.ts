import type { Request, RequestHandler } from 'express'
import { badRequest, nothingHere } from '../http/api-error.ts'
import type { EventStream, EventStreams } from '../http/event-stream.ts'
import type { NumberedEvent, RunLog } from '../run-log/run-log.ts'
import { pathParameter, textParameter } from './query.ts'

const REPLAY_PAGE = 200

/** `GET /api/runs/:id/events`: everything after the client's last event, then what comes, without gap or repetition. */
export function runStream(runLog: RunLog, streams: EventStreams): RequestHandler {
  return async (request, response) => {
    const runId = pathParameter(request, 'id')
    const after = lastEventId(request)
    if (runLog.get(runId) === undefined) throw nothingHere('The run')
    const stream = streams.open(request, response)
    await replayThenFollow(runLog, runId, after, stream)
  }
}

async function replayThenFollow(runLog: RunLog, runId: string, after: number, stream: EventStream): Promise<void> {
  let sequence = after
  while (!stream.closed) {
    const page = runLog.eventsAfter(runId, sequence, REPLAY_PAGE)
    // Nothing is awaited between this last, empty page and the subscription, so no event falls between them.
    if (page.length === 0) break
    for (const event of page) send(stream, event)
    sequence = page.at(-1)?.sequence ?? sequence
    await stream.drained()
  }
  if (stream.closed) return
  const stop = runLog.events.subscribe((event) => {
    if (event.runId === runId && event.sequence > sequence) send(stream, event)
  })
  stream.onClose(stop)
}

function send(stream: EventStream, { sequence, event }: NumberedEvent): void {
  stream.send({ id: sequence, data: JSON.stringify(event) })
}

function lastEventId(request: Request): number {
  const text = request.get('last-event-id') ?? textParameter(request, 'after') ?? '0'
  if (!/^\d{1,15}$/.test(text)) throw badRequest('The last event id must be a number.')
  return Number(text)
}
