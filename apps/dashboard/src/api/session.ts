import {
  type ActAs,
  type SessionInfo,
  type SignedIn,
  sessionInfoSchema,
  signedInSchema,
  signInOptionsSchema,
} from '@scimulator/admin-api'
import {
  type QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { ApiFailure, getJson, postJson, sendDelete } from './client.ts'

/** Who is at this browser; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionInfo | null> => {
    try {
      return await getJson('/api/session', sessionInfoSchema, signal)
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) return null
      throw error
    }
  },
})

/** How people of a team sign in; asked without being signed in. */
export const signInOptionsQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'sign-in-options'],
    queryFn: ({ signal }) =>
      getJson(`/api/teams/${encodeURIComponent(team)}/sign-in-options`, signInOptionsSchema, signal),
  })

/** Whoever this browser is in a team, and whether it is the operator's. */
export interface AtTeam {
  operator: boolean
  person: SignedIn | undefined
}

/** Who is at the browser, as a team sees it. */
export function useAtTeam(team: string): AtTeam {
  const { data } = useQuery(sessionQuery)
  return { operator: data?.operator === true, person: data?.people.find((person) => person.team === team) }
}

/** Plays a person of a team. */
export function useActAs(): UseMutationResult<SignedIn, Error, ActAs> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (order: ActAs) => postJson('/api/act-as', order, signedInSchema),
    onSuccess: (_answer, { team }) => readAsSomebodyElse(client, team),
  })
}

/** Ends being a person of a team: stops playing them, or signs them out. */
export function useLeaveTeam(team: string): UseMutationResult<void, Error, SignedIn> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ by }: SignedIn) => {
      const name = encodeURIComponent(team)
      return sendDelete(by === 'operator' ? `/api/act-as/${name}` : `/api/teams/${name}/session`)
    },
    onSuccess: () => readAsSomebodyElse(client, team),
  })
}

/** Signs this browser out of everything. */
export function useSignOut(): UseMutationResult<void, Error, void> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => sendDelete('/api/session'),
    onSuccess: () => client.setQueryData(sessionQuery.queryKey, null),
  })
}

// First who it is, then what they see: no page asks as the person before.
async function readAsSomebodyElse(client: QueryClient, team: string): Promise<void> {
  await client.invalidateQueries(sessionQuery)
  await client.resetQueries({ queryKey: ['team', team] })
}
