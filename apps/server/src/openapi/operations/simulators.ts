import {
  actionOrderSchema,
  assignmentSchema,
  openedRunSchema,
  runRequestSchema,
  signOnSchema,
  simulatorRegistrationSchema,
  simulatorSchema,
  teamChoiceSchema,
} from '@scimulator/admin-api'
import { z } from 'zod'
import type { ApiOperation } from '../api-operation.ts'

const TAG = 'Simulators'

/** `/api/simulators`. */
export const SIMULATOR_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listSimulators',
    method: 'get',
    path: '/simulators',
    tag: TAG,
    summary: 'List the simulators that run',
    answer: { status: 200, description: 'The simulators.', schema: z.array(simulatorSchema) },
  },
  {
    id: 'registerSimulator',
    method: 'post',
    path: '/simulators',
    tag: TAG,
    summary: 'Register a simulator, or renew it',
    audience: 'ingest',
    body: simulatorRegistrationSchema,
    answer: { status: 204, description: 'The simulator is registered.' },
  },
  {
    id: 'removeSimulator',
    method: 'delete',
    path: '/simulators/{vendor}',
    tag: TAG,
    summary: 'Take leave',
    audience: 'ingest',
    answer: { status: 204, description: 'The simulator is gone.' },
    failures: [404],
  },
  {
    id: 'startRun',
    method: 'post',
    path: '/simulators/{vendor}/runs',
    tag: TAG,
    summary: 'Have a simulator play a scenario',
    description:
      'Without `team` and `target` the run goes to the team that is set up with the vendor. A `target` that is the address of a team of this server, in any of its forms, is that team.',
    body: runRequestSchema,
    answer: { status: 202, description: 'The run has begun.', schema: openedRunSchema },
    failures: [404, 409, 502],
  },
  {
    id: 'simulatorAction',
    method: 'post',
    path: '/simulators/{vendor}/actions/{action}',
    tag: TAG,
    summary: 'Have a simulator play one action of its vendor’s admin',
    description:
      'The actions of each profile, with what they need, are in the list of simulators. `team` and `target` are as for a run.',
    body: actionOrderSchema,
    answer: { status: 202, description: 'The run has begun.', schema: openedRunSchema },
    failures: [404, 409, 502],
  },
  {
    id: 'assignPerson',
    method: 'post',
    path: '/simulators/{vendor}/assign',
    tag: TAG,
    summary: 'Have a simulator assign the app of a team to a person',
    body: assignmentSchema,
    answer: { status: 202, description: 'The run has begun.', schema: openedRunSchema },
    failures: [404, 409, 502],
  },
  {
    id: 'unassignPerson',
    method: 'post',
    path: '/simulators/{vendor}/unassign',
    tag: TAG,
    summary: 'Have a simulator take the app of a team from a person',
    body: assignmentSchema,
    answer: { status: 202, description: 'The run has begun.', schema: openedRunSchema },
    failures: [404, 409, 502],
  },
  {
    id: 'setUpSimulatorSso',
    method: 'post',
    path: '/simulators/{vendor}/sso',
    tag: TAG,
    summary: 'Have a simulator sign the people of a team in by SAML',
    description: 'The simulator makes a SAML app for the team, and the team takes its metadata.',
    body: teamChoiceSchema,
    answer: { status: 200, description: 'How the team signs people in now.', schema: signOnSchema },
    failures: [404, 502],
  },
]
