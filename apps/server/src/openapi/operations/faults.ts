import { activeFaultSchema, faultRuleSchema, setPresetSchema, teamFaultsSchema } from '@scimulator/admin-api'
import type { ApiOperation } from '../api-operation.ts'

const TAG = 'Faults'

/** `/api/teams/{team}/faults` and `/preset`. */
export const FAULT_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listFaults',
    method: 'get',
    path: '/teams/{team}/faults',
    tag: TAG,
    summary: 'Show what is broken on purpose in a team, and which well-known defects there are',
    answer: { status: 200, description: 'Faults, defects, and every defect there is.', schema: teamFaultsSchema },
    failures: [404],
  },
  {
    id: 'addFault',
    method: 'post',
    path: '/teams/{team}/faults',
    tag: TAG,
    summary: 'Inject a fault into the SCIM requests of a team',
    body: faultRuleSchema,
    answer: { status: 201, description: 'The fault, switched on.', schema: activeFaultSchema },
    failures: [404],
  },
  {
    id: 'clearFaults',
    method: 'delete',
    path: '/teams/{team}/faults',
    tag: TAG,
    summary: 'Switch all faults of a team off',
    answer: { status: 204, description: 'No fault is left.' },
    failures: [404],
  },
  {
    id: 'removeFault',
    method: 'delete',
    path: '/teams/{team}/faults/{id}',
    tag: TAG,
    summary: 'Switch a fault off',
    answer: { status: 204, description: 'The fault is gone.' },
    failures: [404],
  },
  {
    id: 'setPreset',
    method: 'put',
    path: '/teams/{team}/preset',
    tag: TAG,
    summary: 'Give a team well-known defects of SCIM servers, or take them away',
    body: setPresetSchema,
    answer: { status: 200, description: 'What is broken in the team now.', schema: teamFaultsSchema },
    failures: [404],
  },
]
