import { type SetSaml, type SignOn, type SignOnChange, signOnSchema } from '@scimulator/admin-api'
import { queryOptions, type UseMutationResult } from '@tanstack/react-query'
import { getJson, postJson, sendDelete, sendJson } from '../client.ts'
import { teamPath } from './path.ts'
import { useTeamChange } from './use-team-change.ts'

/** How a team signs its people in. */
export const signOnQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'sign-on'],
    queryFn: ({ signal }) => getJson(teamPath(team, 'sign-on'), signOnSchema, signal),
  })

/** Sets SAML up by the metadata of an identity provider. */
export function useSetSaml(team: string): UseMutationResult<SignOn, Error, SetSaml> {
  return useTeamChange(team, (request: SetSaml) =>
    sendJson('PUT', teamPath(team, 'sign-on', 'saml'), request, signOnSchema),
  )
}

/** Has a simulator make its SAML app for the team, and sets SAML up with it. */
export function useSimulatorSaml(team: string): UseMutationResult<SignOn, Error, string> {
  return useTeamChange(team, (vendor: string) =>
    postJson(`/api/simulators/${encodeURIComponent(vendor)}/sso`, { team }, signOnSchema),
  )
}

/** Changes the rules of signing in. */
export function useChangeSignOn(team: string): UseMutationResult<SignOn, Error, SignOnChange> {
  return useTeamChange(team, (change: SignOnChange) =>
    sendJson('PATCH', teamPath(team, 'sign-on'), change, signOnSchema),
  )
}

/** Forgets the identity provider. */
export function useRemoveSaml(team: string): UseMutationResult<void, Error, void> {
  return useTeamChange(team, () => sendDelete(teamPath(team, 'sign-on', 'saml')))
}
