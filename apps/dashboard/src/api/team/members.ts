import {
  type InvitationRequest,
  type Invited,
  invitedSchema,
  type Member,
  type MemberChange,
  type MembershipState,
  memberPageSchema,
  memberSchema,
  type OneTimeLink,
  oneTimeLinkSchema,
  personSessionSchema,
  type Role,
  roleSchema,
} from '@scimulator/admin-api'
import { keepPreviousData, queryOptions, type UseMutationResult } from '@tanstack/react-query'
import { z } from 'zod'
import { getJson, postJson, sendDelete, sendJson, withQuery } from '../client.ts'
import { teamPath } from './path.ts'
import { noteSeen } from './seen-pages.ts'
import { useTeamChange } from './use-team-change.ts'

/** People per page. */
export const MEMBERS_PER_PAGE = 50
const CHOICES = 8
const CHOICES_PER_ROLE = 3

/** What a list of memberships is narrowed to. */
export interface MemberFilter {
  state?: MembershipState | undefined
  role?: Role | undefined
  q?: string | undefined
  page: number
}

/** A page of a team's memberships. */
export const membersQuery = (team: string, { page, ...filter }: MemberFilter) =>
  queryOptions({
    queryKey: ['team', team, 'members', { page, ...filter }],
    queryFn: async ({ signal }) => {
      const range = { startIndex: (page - 1) * MEMBERS_PER_PAGE + 1, count: MEMBERS_PER_PAGE }
      const path = withQuery(teamPath(team, 'members'), { ...filter, ...range })
      const answer = await getJson(path, memberPageSchema, signal)
      noteSeen(team, 'people')
      return answer
    },
    placeholderData: keepPreviousData,
  })

/** How many memberships of a state a team has. */
export const memberCountQuery = (team: string, state: MembershipState) =>
  queryOptions({
    queryKey: ['team', team, 'member-count', state],
    queryFn: async ({ signal }) =>
      (await getJson(withQuery(teamPath(team, 'members'), { state, count: 0 }), memberPageSchema, signal)).totalResults,
  })

/** How many active owners a team has. */
export const ownerCountQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'owner-count'],
    queryFn: async ({ signal }) => {
      const path = withQuery(teamPath(team, 'members'), { state: 'active', role: 'owner', count: 0 })
      return (await getJson(path, memberPageSchema, signal)).totalResults
    },
  })

/** A few active people to choose from: those whose name matches, or some of each role. */
export const choiceQuery = (team: string, q: string) =>
  queryOptions({
    queryKey: ['team', team, 'choice', q],
    queryFn: async ({ signal }): Promise<Member[]> => {
      const read = async (filter: { q?: string; role?: Role; count: number }): Promise<Member[]> => {
        const path = withQuery(teamPath(team, 'members'), { state: 'active', ...filter })
        return (await getJson(path, memberPageSchema, signal)).members
      }
      if (q !== '') return read({ q, count: CHOICES })
      return (await Promise.all(roleSchema.options.map((role) => read({ role, count: CHOICES_PER_ROLE })))).flat()
    },
    placeholderData: keepPreviousData,
  })

/** Somebody by their userName; null when nobody of the team has it. */
export const memberNamedQuery = (team: string, userName: string) =>
  queryOptions({
    queryKey: ['team', team, 'member-named', userName],
    queryFn: async ({ signal }): Promise<Member | null> => {
      const path = withQuery(teamPath(team, 'members'), { q: userName, count: CHOICES })
      const { members } = await getJson(path, memberPageSchema, signal)
      return members.find((member) => member.userName.toLowerCase() === userName.toLowerCase()) ?? null
    },
  })

/** One membership. */
export const memberQuery = (team: string, person: string) =>
  queryOptions({
    queryKey: ['team', team, 'member', person],
    queryFn: ({ signal }) => getJson(teamPath(team, 'members', person), memberSchema, signal),
  })

/** The sessions of whoever asks. */
export const ownSessionsQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'sessions'],
    queryFn: ({ signal }) => getJson(teamPath(team, 'sessions'), z.array(personSessionSchema), signal),
  })

/** Changes role or state of a person by hand. */
export function useChangeMember(team: string, person: string): UseMutationResult<Member, Error, MemberChange> {
  return useTeamChange(team, (change: MemberChange) =>
    sendJson('PATCH', teamPath(team, 'members', person), change, memberSchema),
  )
}

/** Invites somebody; the answer holds the link. */
export function useInvite(team: string): UseMutationResult<Invited, Error, InvitationRequest> {
  return useTeamChange(team, (request: InvitationRequest) =>
    postJson(teamPath(team, 'invitations'), request, invitedSchema),
  )
}

/** Makes a one-time link for a person, as the operator may. */
export function useMakeSignInLink(team: string, person: string): UseMutationResult<OneTimeLink, Error, void> {
  return useTeamChange(team, () => postJson(teamPath(team, 'sign-in-links'), { personId: person }, oneTimeLinkSchema))
}

/** Ends one of one's own sessions, or all the others. */
export function useEndSession(team: string): UseMutationResult<void, Error, string | 'others'> {
  return useTeamChange(team, (session: string) =>
    sendDelete(session === 'others' ? teamPath(team, 'sessions') : teamPath(team, 'sessions', session)),
  )
}
