import { useSyncExternalStore } from 'react'
import type { StreamState } from './event-stream.ts'

/** The worst state of the open streams, and since when it is not live. */
export interface Connection {
  state: StreamState
  since: number | null
}

const states = new Map<string, StreamState>()
const listeners = new Set<() => void>()
let current: Connection = { state: 'connecting', since: null }

/** Notes the state of a stream; null when it is closed on purpose. */
export function noteStream(name: string, state: StreamState | null): void {
  if (state === null) states.delete(name)
  else states.set(name, state)
  const worst = worstOf([...states.values()])
  if (worst === current.state) return
  current = { state: worst, since: worst === 'reconnecting' ? Date.now() : null }
  for (const listener of listeners) listener()
}

function worstOf(all: StreamState[]): StreamState {
  if (all.includes('reconnecting')) return 'reconnecting'
  return all.includes('connecting') || all.length === 0 ? 'connecting' : 'live'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** State of the live connection. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current)
}
