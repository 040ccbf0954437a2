import {
  exchangeListSchema,
  openedRunSchema,
  openRunSchema,
  runDetailSchema,
  runEventSchema,
  runListSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'
import type { ApiOperation, ApiParameter } from '../api-operation.ts'

const TAG = 'Runs'

const text = (name: string, description: string): ApiParameter => ({
  in: 'query',
  name,
  description,
  schema: { type: 'string', maxLength: 200 },
})

/** `/api/runs`. */
export const RUN_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listRuns',
    method: 'get',
    path: '/runs',
    tag: TAG,
    summary: 'List runs, newest first',
    parameters: [
      text('vendor', 'Machine id of the vendor.'),
      text('team', 'Name of the team that is the target.'),
      {
        in: 'query',
        name: 'limit',
        description: 'How many at most.',
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      },
    ],
    answer: { status: 200, description: 'The runs.', schema: runListSchema },
    failures: [400],
  },
  {
    id: 'openRun',
    method: 'post',
    path: '/runs',
    tag: TAG,
    summary: 'Open a run before its first request',
    audience: 'ingest',
    body: openRunSchema,
    answer: { status: 201, description: 'Its id and its page in the dashboard.', schema: openedRunSchema },
  },
  {
    id: 'getRun',
    method: 'get',
    path: '/runs/{id}',
    tag: TAG,
    summary: 'Read a run with its steps and findings',
    answer: { status: 200, description: 'The run.', schema: runDetailSchema },
    failures: [404],
  },
  {
    id: 'listRunExchanges',
    method: 'get',
    path: '/runs/{id}/exchanges',
    tag: TAG,
    summary: 'List the exchanges of a run',
    parameters: [text('step', 'Only those of this step.'), text('id', 'Only this one.')],
    answer: { status: 200, description: 'The exchanges, secrets masked.', schema: exchangeListSchema },
    failures: [400, 404],
  },
  {
    id: 'streamRunEvents',
    method: 'get',
    path: '/runs/{id}/events',
    tag: TAG,
    summary: 'Follow a run from its beginning or from an event on',
    description: 'Server-sent events with ids, without gap or repetition.',
    parameters: [
      text('after', 'Id of the last event that is known.'),
      { in: 'header', name: 'Last-Event-ID', description: 'The same; wins.', schema: { type: 'string' } },
    ],
    answer: {
      status: 200,
      description: 'Each event’s data is a RunEvent.',
      schema: runEventSchema,
      media: 'text/event-stream',
    },
    failures: [400, 404],
  },
  {
    id: 'appendRunEvents',
    method: 'post',
    path: '/runs/{id}/events',
    tag: TAG,
    summary: 'Add what has happened in a run',
    audience: 'ingest',
    body: z.array(runEventSchema).max(1000),
    answer: { status: 204, description: 'The events are taken.' },
    failures: [404, 409],
  },
]
