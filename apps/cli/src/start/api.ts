import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DashboardFile,
  dashboardFileSchema,
  type OpenedRun,
  openedRunSchema,
  type Run,
  type RunRequest,
  runSchema,
  simulatorSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'

/** The running server as its own processes reach it. */
export interface ServerApi {
  readonly file: DashboardFile
  registeredVendors(): Promise<string[]>
  startRun(vendor: string, request: RunRequest): Promise<OpenedRun>
  run(id: string): Promise<Run>
}

/** Opens the API of the server that wrote `DATA_DIR/dashboard.json`. */
export function openServerApi(dataFolder: string): ServerApi {
  const file = dashboardFileSchema.parse(JSON.parse(readFileSync(join(dataFolder, 'dashboard.json'), 'utf8')))
  const call = async (path: string, body?: RunRequest): Promise<unknown> => {
    const response = await fetch(new URL(path, file.url), {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${file.ingestToken}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return await response.json()
  }
  return {
    file,
    async registeredVendors() {
      return z
        .array(simulatorSchema.pick({ vendor: true }))
        .parse(await call('/api/simulators'))
        .map(({ vendor }) => vendor)
    },
    async startRun(vendor, request) {
      return openedRunSchema.parse(await call(`/api/simulators/${vendor}/runs`, request))
    },
    async run(id) {
      return z.object({ run: runSchema }).parse(await call(`/api/runs/${id}`)).run
    },
  }
}
