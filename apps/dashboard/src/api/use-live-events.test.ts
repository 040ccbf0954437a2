import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { aRun, aRunningRun } from '../testing/records.ts'
import { applyRun } from './use-live-events.ts'

function clientWith(run: unknown): QueryClient {
  const client = new QueryClient()
  client.setQueryData(['run', 'r1'], run)
  client.setQueryData(['exchanges', 'r1', 's1'], [])
  return client
}
const stale = (client: QueryClient, key: string[]): boolean | undefined => client.getQueryState(key)?.isInvalidated

describe('applyRun', () => {
  it('has a run read once more when the news of its end overtakes its last events', () => {
    const client = clientWith({ run: aRunningRun(), steps: [], findings: [] })
    applyRun(client, aRun())
    expect(client.getQueryData(['run', 'r1'])).toMatchObject({ run: { status: 'finished' } })
    expect(stale(client, ['run', 'r1'])).toBe(true)
    expect(stale(client, ['exchanges', 'r1', 's1'])).toBe(true)
  })

  it('reads nothing again while the run goes on', () => {
    const client = clientWith({ run: aRunningRun(), steps: [], findings: [] })
    applyRun(client, aRunningRun())
    expect(stale(client, ['run', 'r1'])).toBe(false)
  })
})
