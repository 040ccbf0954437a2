import {
  exchangeSchema,
  type OpenedRun,
  openedRunSchema,
  type RunRequest,
  runSchema,
  simulatorSchema,
  teamGroupSchema,
  teamSchema,
  toleranceSchema,
} from '@scimulator/admin-api'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { getJson, postJson, withQuery } from './client.ts'
import { runDetailSchema } from './run-detail.ts'

/** Most runs a list asks for. */
export const RUN_LIMIT = 200

const part = encodeURIComponent

/** What a list of runs is narrowed to on the server. */
export interface RunFilter {
  vendor?: string | undefined
  team?: string | undefined
}

/** The newest runs. */
export const runsQuery = (filter: RunFilter = {}) =>
  queryOptions({
    queryKey: ['runs', filter],
    queryFn: async ({ signal }) => {
      const path = withQuery('/api/runs', { vendor: filter.vendor, team: filter.team, limit: RUN_LIMIT })
      return (await getJson(path, z.object({ runs: z.array(runSchema) }), signal)).runs
    },
    placeholderData: keepPreviousData,
  })

/** One run with its steps and findings. */
export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['run', run],
    queryFn: ({ signal }) => getJson(`/api/runs/${part(run)}`, runDetailSchema, signal),
  })

/** The exchanges of one step, or of the whole run when `step` is null. */
export const exchangesQuery = (run: string, step: string | null) =>
  queryOptions({
    queryKey: ['exchanges', run, step],
    queryFn: async ({ signal }) => {
      const path = withQuery(`/api/runs/${part(run)}/exchanges`, { step: step ?? undefined })
      return (await getJson(path, z.object({ exchanges: z.array(exchangeSchema) }), signal)).exchanges
    },
  })

/** All teams. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => getJson('/api/teams', z.array(teamSchema), signal),
})

const groupsSchema = z.object({ totalResults: z.number().int(), groups: z.array(teamGroupSchema) })

/** A team's groups. */
export const groupsQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'groups'],
    queryFn: ({ signal }) => getJson(`/api/teams/${part(team)}/groups`, groupsSchema, signal),
  })

/** The simulators that have registered. */
export const simulatorsQuery = queryOptions({
  queryKey: ['simulators'],
  queryFn: ({ signal }) => getJson('/api/simulators', z.array(simulatorSchema), signal),
})

/** What this server accepts beyond the RFC. */
export const tolerancesQuery = queryOptions({
  queryKey: ['tolerances'],
  queryFn: ({ signal }) => getJson('/api/tolerances', z.array(toleranceSchema), signal),
})

/** Starts a run. */
export function startRun(vendor: string, request: RunRequest): Promise<OpenedRun> {
  return postJson(`/api/simulators/${part(vendor)}/runs`, request, openedRunSchema)
}
