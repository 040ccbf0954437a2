import type { RequestHandler } from 'express'
import type { EventStreams } from '../http/event-stream.ts'
import type { LiveEvents } from '../live/live-events.ts'

/** `GET /api/events`: which runs and teams change. A client that comes back reads the current state by itself. */
export function liveStream(live: LiveEvents, streams: EventStreams): RequestHandler {
  return (request, response) => {
    const stream = streams.open(request, response)
    stream.onClose(live.topic.subscribe((event) => stream.send({ event: event.type, data: JSON.stringify(event) })))
  }
}
