import { useSyncExternalStore } from 'react'

/** Pages of a team that the story leads to. */
export type SeenPage = 'people' | 'scim'

const listeners = new Set<() => void>()
let seen: ReadonlySet<string> = new Set()

/** Notes that the server has answered with a page of a team, for as long as this tab is open. */
export function noteSeen(team: string, page: SeenPage): void {
  const key = keyOf(team, page)
  if (seen.has(key)) return
  seen = new Set([...seen, key])
  for (const listener of listeners) listener()
}

/** Whether the server has answered this tab with a page of a team. */
export function useSeen(team: string): (page: SeenPage) => boolean {
  const known = useSyncExternalStore(subscribe, () => seen)
  return (page) => known.has(keyOf(team, page))
}

function keyOf(team: string, page: SeenPage): string {
  return `${page} ${team}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
