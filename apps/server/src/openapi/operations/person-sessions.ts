import { personSessionSchema, signInOptionsSchema } from '@scimulator/admin-api'
import { z } from 'zod'
import type { ApiOperation } from '../api-operation.ts'

const TAG = 'Signing in'

/** How people sign in to a team, and their own sessions in it. */
export const PERSON_SESSION_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'getSignInOptions',
    method: 'get',
    path: '/teams/{team}/sign-in-options',
    tag: TAG,
    summary: 'How people of a team sign in',
    audience: 'anyone',
    answer: { status: 200, description: 'The ways there are.', schema: signInOptionsSchema },
    failures: [404],
  },
  {
    id: 'getPresence',
    method: 'get',
    path: '/teams/{team}/presence',
    tag: TAG,
    summary: 'Whether this browser is signed in to a team',
    description: 'Cheap to ask, and asking keeps no session alive.',
    audience: 'anyone',
    answer: { status: 200, description: 'Yes or no.', schema: z.object({ signedIn: z.boolean() }) },
    failures: [404],
  },
  {
    id: 'signOutOfTeam',
    method: 'delete',
    path: '/teams/{team}/session',
    tag: TAG,
    summary: 'Sign out of a team',
    audience: 'person',
    answer: { status: 204, description: 'The session has ended.' },
    failures: [404],
  },
  {
    id: 'listSessions',
    method: 'get',
    path: '/teams/{team}/sessions',
    tag: TAG,
    summary: 'List one’s own sessions in a team',
    audience: 'person',
    answer: { status: 200, description: 'The sessions.', schema: z.array(personSessionSchema) },
    failures: [404],
  },
  {
    id: 'endOtherSessions',
    method: 'delete',
    path: '/teams/{team}/sessions',
    tag: TAG,
    summary: 'End all of one’s other sessions in a team',
    audience: 'person',
    answer: { status: 204, description: 'The others have ended.' },
    failures: [404],
  },
  {
    id: 'endPersonSession',
    method: 'delete',
    path: '/teams/{team}/sessions/{id}',
    tag: TAG,
    summary: 'End one of one’s own sessions',
    audience: 'person',
    answer: { status: 204, description: 'The session has ended.' },
    failures: [404],
  },
]
