import { liveEventSchema, type Run } from '@scimulator/admin-api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { noteStream } from './connection.ts'
import type { StreamState } from './event-stream.ts'
import { parseText } from './parse-text.ts'
import type { RunFilter } from './queries.ts'
import type { RunDetail } from './run-detail.ts'
import { newerRun, upsertRun } from './run-list.ts'
import { shareEvents } from './shared-stream.ts'

const TEAM_REFRESH_MS = 1000

/** Keeps the cache in step with the server for as long as the calling component is shown. */
export function useLiveEvents(onRun: (run: Run) => void): void {
  const client = useQueryClient()
  useEffect(() => {
    const refreshTeam = createTeamRefresher(client)
    let broke = false
    const onState = (state: StreamState): void => {
      noteStream('events', state)
      if (state === 'live' && broke) refetchAll(client)
      broke = state !== 'live'
    }
    const onEvent = (text: string): void => {
      const event = parseText(text, liveEventSchema)
      if (event?.type === 'team') refreshTeam(event.team)
      else if (event) {
        applyRun(client, event.run)
        onRun(event.run)
      }
    }
    const onRefused = (): void => void client.invalidateQueries({ queryKey: ['session'] })
    const close = shareEvents({ onEvent, onState, onRefused })
    return () => {
      close()
      noteStream('events', null)
    }
  }, [client, onRun])
}

function refetchAll(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'exchanges' })
}

/** Puts the newer state of a run where it is shown. */
export function applyRun(client: QueryClient, run: Run): void {
  for (const [key, runs] of client.getQueriesData<Run[]>({ queryKey: ['runs'] })) {
    // The second part of the key is the filter the list was read with.
    const filter = key[1] as RunFilter
    const wanted = matches(run.vendor, filter.vendor) && matches(run.team, filter.team)
    if (runs && wanted) client.setQueryData<Run[]>(key, upsertRun(runs, run))
  }
  const before = client.getQueryData<RunDetail>(['run', run.id])
  if (!before) return
  client.setQueryData<RunDetail>(['run', run.id], { ...before, run: newerRun(before.run, run) })
  // The run's own stream is closed by this news, which may overtake its last events: they are read once more.
  if (before.run.status === 'running' && run.status !== 'running') {
    void client.invalidateQueries({ queryKey: ['run', run.id] })
    void client.invalidateQueries({ queryKey: ['exchanges', run.id] })
  }
}

function matches(value: string | null, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted
}

/** Reads a team again after it changed, at most once a second: a sync changes it with every request. */
function createTeamRefresher(client: QueryClient): (team: string) => void {
  const waiting = new Set<string>()
  return (team) => {
    if (waiting.has(team)) return
    waiting.add(team)
    setTimeout(() => {
      waiting.delete(team)
      void client.invalidateQueries({ queryKey: ['teams'] })
      // First who this browser is there: they may have another role now, or none, and must not ask for what is not theirs.
      void client
        .invalidateQueries({ queryKey: ['session'] })
        .then(() => client.invalidateQueries({ queryKey: ['team', team] }))
    }, TEAM_REFRESH_MS)
  }
}
