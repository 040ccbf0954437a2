import {
  teamGroupPageSchema,
  teamSchema,
  teamTermsChangeSchema,
  teamTermsSchema,
  teamUserPageSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'
import type { ApiOperation } from '../api-operation.ts'

/** `/api/teams`. */
export const TEAM_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listTeams',
    method: 'get',
    path: '/teams',
    tag: 'Teams',
    summary: 'List the teams',
    answer: { status: 200, description: 'All teams.', schema: z.array(teamSchema) },
  },
  {
    id: 'getTeam',
    method: 'get',
    path: '/teams/{team}',
    tag: 'Teams',
    summary: 'Read a team',
    answer: { status: 200, description: 'The team.', schema: teamSchema },
    failures: [404],
  },
  {
    id: 'changeTeam',
    method: 'patch',
    path: '/teams/{team}',
    tag: 'Teams',
    summary: 'Settle the plan and the seats of a team',
    description: 'Nobody who is in leaves by it.',
    body: teamTermsChangeSchema,
    answer: { status: 200, description: 'Plan and seats as they are now.', schema: teamTermsSchema },
    failures: [404],
  },
  {
    id: 'listTeamUsers',
    method: 'get',
    path: '/teams/{team}/users',
    tag: 'Teams',
    summary: 'List the people of a team',
    parameters: [
      { in: 'query', name: 'startIndex', description: 'Place of the first.', schema: { type: 'integer', minimum: 1 } },
      {
        in: 'query',
        name: 'count',
        description: 'How many at most.',
        schema: { type: 'integer', minimum: 0, maximum: 200, default: 50 },
      },
      {
        in: 'query',
        name: 'q',
        description: 'Part of a user name, display name or address.',
        schema: { type: 'string', maxLength: 200 },
      },
      { in: 'query', name: 'active', description: 'Only these.', schema: { type: 'boolean' } },
    ],
    answer: { status: 200, description: 'One page of people.', schema: teamUserPageSchema },
    failures: [400, 404],
  },
  {
    id: 'listTeamGroups',
    method: 'get',
    path: '/teams/{team}/groups',
    tag: 'Teams',
    summary: 'List the groups of a team with their members',
    answer: { status: 200, description: 'The first 200 groups by name.', schema: teamGroupPageSchema },
    failures: [404],
  },
]
