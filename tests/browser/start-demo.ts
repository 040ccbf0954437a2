import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endProcess, firstLine, spawnCli } from '@scimulator/tests-support'
import { z } from 'zod'

const startedSchema = z.object({
  url: z.string(),
  signIn: z.string(),
  teams: z.array(z.object({ name: z.string(), vendor: z.string(), scimUrl: z.string(), token: z.string() })),
  simulators: z.array(z.string()),
  runs: z.array(z.object({ id: z.string(), vendor: z.string(), verdict: z.string() })),
  signInLinks: z.array(z.object({ url: z.string(), team: z.string(), role: z.string() })),
})

/** What `npm start` tells of itself. */
export type Started = z.infer<typeof startedSchema>

/** The running demo. */
export interface Demo {
  readonly started: Started
  end(): Promise<void>
}

/** Starts the demo on a free port with a folder of its own. */
export async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'scimulator-browser-'))
  const program: ChildProcess = spawnCli(['start', '--json', '--no-open', '--port', '0'], { DATA_DIR: folder })
  const end = async (): Promise<void> => {
    await endProcess(program)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { started: startedSchema.parse(JSON.parse(await firstLine(program))), end }
  } catch (error) {
    await end()
    throw error
  }
}
