import {
  type NewToken,
  newTokenSchema,
  type ScimSettings,
  type ScimSettingsChange,
  scimSettingsSchema,
} from '@scimulator/admin-api'
import { queryOptions, type UseMutationResult } from '@tanstack/react-query'
import { getJson, postJson, sendJson } from '../client.ts'
import { teamPath } from './path.ts'
import { useTeamChange } from './use-team-change.ts'

/** The SCIM settings of a team. */
export const scimSettingsQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'scim-settings'],
    queryFn: ({ signal }) => getJson(teamPath(team, 'scim-settings'), scimSettingsSchema, signal),
  })

/** Switches SCIM on or off, or changes what it may do. */
export function useChangeScimSettings(team: string): UseMutationResult<ScimSettings, Error, ScimSettingsChange> {
  return useTeamChange(team, (change: ScimSettingsChange) =>
    sendJson('PATCH', teamPath(team, 'scim-settings'), change, scimSettingsSchema),
  )
}

/** Makes a new token and ends the old one at once. */
export function useNewToken(team: string): UseMutationResult<NewToken, Error, void> {
  return useTeamChange(team, () =>
    postJson(teamPath(team, 'scim-settings', 'token'), { endsOldToken: true }, newTokenSchema),
  )
}
