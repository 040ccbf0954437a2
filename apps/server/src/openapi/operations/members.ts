import {
  invitationRequestSchema,
  invitedSchema,
  memberChangeSchema,
  memberPageSchema,
  memberSchema,
  membershipStateSchema,
  roleSchema,
} from '@scimulator/admin-api'
import type { ApiOperation, ApiParameter } from '../api-operation.ts'

const TAG = 'People'

const PARAMETERS: readonly ApiParameter[] = [
  {
    in: 'query',
    name: 'state',
    description: 'Only these.',
    schema: { type: 'string', enum: [...membershipStateSchema.options] },
  },
  { in: 'query', name: 'role', description: 'Only these.', schema: { type: 'string', enum: [...roleSchema.options] } },
  {
    in: 'query',
    name: 'q',
    description: 'Part of a user name, display name or address.',
    schema: { type: 'string', maxLength: 200 },
  },
  { in: 'query', name: 'startIndex', description: 'Place of the first.', schema: { type: 'integer', minimum: 1 } },
  {
    in: 'query',
    name: 'count',
    description: 'How many at most.',
    schema: { type: 'integer', minimum: 0, maximum: 200, default: 50 },
  },
]

/** `members` and `invitations` of a team. */
export const MEMBER_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listMembers',
    method: 'get',
    path: '/teams/{team}/members',
    tag: TAG,
    summary: 'List the members of a team, inactive and invited ones too',
    audience: 'team',
    parameters: PARAMETERS,
    answer: { status: 200, description: 'One page of members.', schema: memberPageSchema },
    failures: [400, 404],
  },
  {
    id: 'getMember',
    method: 'get',
    path: '/teams/{team}/members/{person}',
    tag: TAG,
    summary: 'Read a member',
    audience: 'team',
    answer: { status: 200, description: 'The member.', schema: memberSchema },
    failures: [404],
  },
  {
    id: 'changeMember',
    method: 'patch',
    path: '/teams/{team}/members/{person}',
    tag: TAG,
    summary: 'Change the role of a member, take them out or bring them back',
    description: 'Nobody of the team reaches above their own role.',
    audience: 'team',
    body: memberChangeSchema,
    answer: { status: 200, description: 'The member as they are now.', schema: memberSchema },
    failures: [404, 409],
  },
  {
    id: 'inviteMember',
    method: 'post',
    path: '/teams/{team}/invitations',
    tag: TAG,
    summary: 'Invite somebody by address',
    audience: 'team',
    body: invitationRequestSchema,
    answer: { status: 201, description: 'Who was invited, and the link for them.', schema: invitedSchema },
    failures: [404, 409],
  },
  {
    id: 'withdrawInvitation',
    method: 'delete',
    path: '/teams/{team}/invitations/{person}',
    tag: TAG,
    summary: 'Withdraw an invitation',
    audience: 'team',
    answer: { status: 204, description: 'The link opens nothing any more.' },
    failures: [404, 409],
  },
]
