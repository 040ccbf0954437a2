import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DashboardFile, dashboardFileSchema } from '@scimulator/admin-api'
import { UsageError } from '../errors.ts'

/** A running dashboard: where it is, what opens its ingest side, and its demo teams. */
export type Dashboard = Pick<DashboardFile, 'url' | 'ingestToken' | 'demoTeams'>

/** Where to look for a dashboard. */
export interface LocateOptions {
  readonly dataDir: string
  /** Address given by the user or the environment; absent: the one the data folder names. */
  readonly url?: string
  /** Token for that address. */
  readonly ingestToken?: string
}

/** Finds the dashboard the user names, else the one that wrote `dashboard.json`. @throws UsageError when a named one has no token. */
export async function locateDashboard(options: LocateOptions): Promise<Dashboard | undefined> {
  const local = await readDashboardFile(options.dataDir)
  if (options.url === undefined) return local
  const url = URL.parse(options.url)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`The dashboard address ${JSON.stringify(options.url.slice(0, 200))} is no http or https URL.`)
  }
  const sameAsLocal = local !== undefined && new URL(local.url).origin === url.origin
  const ingestToken = options.ingestToken ?? (sameAsLocal ? local.ingestToken : undefined)
  if (ingestToken === undefined) {
    throw new UsageError(`The dashboard at ${url.origin} needs its token: set SCIMULATOR_INGEST_TOKEN.`)
  }
  return { url: url.origin, ingestToken, demoTeams: sameAsLocal ? local.demoTeams : {} }
}

/** Reads DATA_DIR/dashboard.json; undefined when it is absent or none. */
export async function readDashboardFile(dataDir: string): Promise<DashboardFile | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(join(dataDir, 'dashboard.json'), 'utf8'))
    return dashboardFileSchema.safeParse(json).data
  } catch {
    return undefined
  }
}
