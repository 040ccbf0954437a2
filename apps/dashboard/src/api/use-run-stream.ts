import { type Exchange, type RunEvent, runEventSchema } from '@scimulator/admin-api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { withQuery } from './client.ts'
import { noteStream } from './connection.ts'
import { openStream } from './event-stream.ts'
import { parseText } from './parse-text.ts'
import { applyRunEvents, mergeExchanges, type RunDetail } from './run-detail.ts'

const PAINT_MS = 250

/** Follows a run while it runs; a run that has ended needs no stream. */
export function useRunStream(run: string, running: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!running) return
    const batch = createBatch((events) => applyToCache(client, run, events))
    const name = `run ${run}`
    const path = `/api/runs/${encodeURIComponent(run)}/events`
    const close = openStream({
      url: (lastEventId) => withQuery(path, { after: lastEventId ?? undefined }),
      events: ['message', 'step', 'exchange', 'finding', 'counters', 'finished'],
      onEvent: (text) => {
        const event = parseText(text, runEventSchema)
        if (event) batch.add(event)
      },
      onState: (state) => noteStream(name, state),
      onRefused: () => void client.invalidateQueries({ queryKey: ['session'] }),
    })
    return () => {
      close()
      batch.flush()
      noteStream(name, null)
    }
  }, [client, run, running])
}

/** Collects events so that the page paints at most four times a second. */
function createBatch(apply: (events: RunEvent[]) => void): { add: (event: RunEvent) => void; flush: () => void } {
  let waiting: RunEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    apply(events)
  }
  const add = (event: RunEvent): void => {
    waiting.push(event)
    timer ??= setTimeout(flush, PAINT_MS)
  }
  return { add, flush }
}

function applyToCache(client: QueryClient, run: string, events: RunEvent[]): void {
  client.setQueryData<RunDetail>(['run', run], (detail) => detail && applyRunEvents(detail, events))
  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))
  for (const [key, known] of client.getQueriesData<Exchange[]>({ queryKey: ['exchanges', run] })) {
    const step = key[2]
    const wanted = exchanges.filter((exchange) => step === null || exchange.stepId === step)
    if (known && wanted.length > 0) client.setQueryData<Exchange[]>(key, mergeExchanges(known, wanted))
  }
  // An answer under way while an event arrived may lack it: what has ended is read once more where it is shown.
  for (const event of events) {
    if (event.type === 'step' && event.step.outcome !== null) {
      void client.invalidateQueries({ queryKey: ['exchanges', run, event.step.id] })
    }
    if (event.type === 'finished') void client.invalidateQueries({ queryKey: ['run', run] })
  }
}
