import { issuedTokenSchema, issueTokenSchema, teamTokensSchema } from '@scimulator/admin-api'
import type { ApiOperation } from '../api-operation.ts'

const TAG = 'Teams'

/** `/api/teams/{team}/tokens`. */
export const TOKEN_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listTeamTokens',
    method: 'get',
    path: '/teams/{team}/tokens',
    tag: TAG,
    summary: 'List the bearer tokens of a team, without their secrets',
    answer: { status: 200, description: 'The tokens.', schema: teamTokensSchema },
    failures: [404],
  },
  {
    id: 'issueTeamToken',
    method: 'post',
    path: '/teams/{team}/tokens',
    tag: TAG,
    summary: 'Make a bearer token',
    body: issueTokenSchema,
    answer: { status: 201, description: 'The token with its secret, shown this once.', schema: issuedTokenSchema },
    failures: [404, 409],
  },
  {
    id: 'revokeTeamToken',
    method: 'delete',
    path: '/teams/{team}/tokens/{id}',
    tag: TAG,
    summary: 'End a bearer token',
    answer: { status: 204, description: 'The token opens nothing any more.' },
    failures: [404],
  },
]
