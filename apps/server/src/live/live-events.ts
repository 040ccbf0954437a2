import type { LiveEvent, Run } from '@scimulator/admin-api'
import { createTopic, type Topic } from './topic.ts'

/** News for every dashboard: a run moved, a team's people or groups changed. */
export interface LiveEvents {
  runChanged(run: Run): void
  teamChanged(team: string): void
  readonly topic: Topic<LiveEvent>
  close(): void
}

/** Gathers news and tells each run and team at most once per interval, with its latest state. */
export function createLiveEvents(onError: (error: unknown) => void, intervalMs = 200): LiveEvents {
  const topic = createTopic<LiveEvent>(onError)
  const waiting = new Map<string, LiveEvent>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const events = [...waiting.values()]
    waiting.clear()
    for (const event of events) topic.publish(event)
  }

  function add(key: string, event: LiveEvent): void {
    waiting.set(key, event)
    timer ??= setTimeout(flush, intervalMs)
  }

  return {
    runChanged: (run) => add(`run ${run.id}`, { type: 'run', run }),
    teamChanged: (team) => add(`team ${team}`, { type: 'team', team }),
    topic,
    close: () => clearTimeout(timer),
  }
}
