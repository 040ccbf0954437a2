import {
  actAsSchema,
  liveEventSchema,
  sessionInfoSchema,
  signedInSchema,
  signInLinkSchema,
  toleranceSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'
import type { ApiOperation } from '../api-operation.ts'

/** `/api/session` and what belongs to nobody else. */
export const SESSION_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'getSession',
    method: 'get',
    path: '/session',
    tag: 'Session',
    summary: 'Who is at the browser',
    audience: 'known',
    answer: { status: 200, description: 'Operator or not, and the people signed in.', schema: sessionInfoSchema },
  },
  {
    id: 'endSession',
    method: 'delete',
    path: '/session',
    tag: 'Session',
    summary: 'Sign out, as operator and as everybody',
    audience: 'known',
    answer: { status: 204, description: 'The sessions of this browser have ended.' },
  },
  {
    id: 'actAs',
    method: 'post',
    path: '/act-as',
    tag: 'Session',
    summary: 'Play a person of a team',
    audience: 'operator',
    body: actAsSchema,
    answer: { status: 200, description: 'Who the browser is in that team now.', schema: signedInSchema },
    failures: [404, 409],
  },
  {
    id: 'endActAs',
    method: 'delete',
    path: '/act-as/{team}',
    tag: 'Session',
    summary: 'Play nobody of a team any more',
    audience: 'operator',
    answer: { status: 204, description: 'The browser is nobody in that team.' },
    failures: [404],
  },
  {
    id: 'getSignInLink',
    method: 'get',
    path: '/sign-in-link',
    tag: 'Session',
    summary: 'The link that opens the dashboard once',
    audience: 'ingest',
    answer: { status: 200, description: 'The link that works now.', schema: signInLinkSchema },
  },
  {
    id: 'listTolerances',
    method: 'get',
    path: '/tolerances',
    tag: 'Server',
    summary: 'What the server accepts beyond the RFC',
    answer: { status: 200, description: 'All tolerances.', schema: z.array(toleranceSchema) },
  },
  {
    id: 'streamEvents',
    method: 'get',
    path: '/events',
    tag: 'Server',
    summary: 'Follow which runs and teams change',
    description: 'Server-sent events named after the `type` of their data.',
    answer: {
      status: 200,
      description: 'Each event’s data is a LiveEvent.',
      schema: liveEventSchema,
      media: 'text/event-stream',
    },
  },
]
