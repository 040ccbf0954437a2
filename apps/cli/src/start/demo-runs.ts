import { setTimeout as delay } from 'node:timers/promises'
import type { Run } from '@scimulator/admin-api'
import type { ServerApi } from './api.ts'
import { type DemoTeam, demoSeed, demoSize } from './demo-teams.ts'

const poll = 50

/** Waits until every vendor's simulator has registered. @throws when `patience` milliseconds are over. */
export async function waitForSimulators(api: ServerApi, vendors: readonly string[], patience: number): Promise<void> {
  const until = Date.now() + patience
  while (true) {
    const registered = await api.registeredVendors()
    const missing = vendors.filter((vendor) => !registered.includes(vendor))
    if (missing.length === 0) return
    if (Date.now() > until)
      throw new Error(`These simulators did not start: ${missing.join(', ')}. Their messages are above.`)
    await delay(poll)
  }
}

/** Plays the demo scenario of every team at once and calls back as each run ends. */
export async function playDemo(api: ServerApi, teams: readonly DemoTeam[], onEnd: (run: Run) => void): Promise<Run[]> {
  return await Promise.all(
    teams.map(async ({ team, vendor }) => {
      const { id } = await api.startRun(vendor, {
        team,
        scenario: 'demo',
        trigger: 'demo',
        seed: demoSeed(team),
        ...demoSize,
      })
      const run = await waitForEnd(api, id)
      onEnd(run)
      return run
    }),
  )
}

async function waitForEnd(api: ServerApi, id: string): Promise<Run> {
  while (true) {
    const run = await api.run(id)
    if (run.status !== 'running') return run
    await delay(poll)
  }
}
