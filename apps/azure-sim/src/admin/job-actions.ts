import { type Behaviour, type Directory, UsageError } from '@scimulator/sim-kit'
import { connect, followJob, idleReason, start } from '../behaviours/follow.ts'
import { inferred, vendorDocs } from '../evidence/evidence.ts'
import { isStarted } from '../job/conclude-cycle.ts'
import type { Job } from '../job/job.ts'
import { BUTTON_SCOPE, type ResetScope, readScopes, restart } from '../job/restart.ts'
import { type ActionDraft, shown } from './act.ts'

const CONSOLE = vendorDocs('configure-automatic-user-provisioning-portal.md')
const NOT_CONNECTED = 'The connection test did not succeed: the job cannot be started'

/** Test Connection, and what starts, stops and resets the job. */
export const JOB_ACTIONS: readonly ActionDraft[] = [
  {
    id: 'connect',
    label: 'Test Connection',
    summary: 'Looks for a user who cannot exist; it must succeed before the job can be started.',
    evidence: CONSOLE,
    *act(job) {
      yield* connect(job)
    },
  },
  {
    id: 'start',
    label: 'Start provisioning',
    summary: 'Begins with the initial cycle, or goes on where the job was stopped.',
    evidence: CONSOLE,
    act: (job, _order, _before, after) => startAndPlay(job, after),
  },
  {
    id: 'stop',
    label: 'Stop provisioning',
    summary: 'A running cycle is finished; changes wait until the job is started again.',
    evidence: CONSOLE,
    act: (job) => pause(job, 'Stop provisioning'),
  },
  {
    id: 'pause',
    label: 'Pause provisioning',
    summary: 'The same as Stop provisioning, in the newer layout of the portal.',
    evidence: CONSOLE,
    act: (job) => pause(job, 'Pause provisioning'),
  },
  {
    id: 'provisioningStatus',
    label: 'Provisioning Status',
    summary: 'The switch of the classic layout: On starts the job, Off stops it.',
    evidence: CONSOLE,
    options: [{ id: 'status', summary: 'On or Off', values: ['On', 'Off'] }],
    act: (job, { options }, _before, after) =>
      options.status === 'On' ? startAndPlay(job, after) : pause(job, 'Provisioning Status: Off'),
  },
  {
    id: 'restart',
    label: 'Restart provisioning',
    summary:
      'Evaluates everything again. The button keeps the links; resetScope Full drops them, so that everybody is matched anew.',
    evidence: vendorDocs('Graph synchronizationJobRestartCriteria'),
    options: [
      {
        id: 'resetScope',
        summary:
          'None, ConnectorDataStore, Escrows, Watermark, QuarantineState, Full, ForceDeletes; several with commas',
        default: BUTTON_SCOPE,
      },
    ],
    edit(directory, { options }) {
      scopesOf(options.resetScope)
      return directory
    },
    *act(job, { options }, _before, after) {
      const scopes = scopesOf(options.resetScope)
      if (!(yield* connectedFor(job, 'Restart provisioning'))) return
      yield* shown(`resetScope ${scopes.join(', ')}: reset without a request`, 'Restart provisioning')
      restart(job, scopes)
      yield* followJob(job, { before: after, after, cause: 'Restart provisioning' })
    },
  },
  {
    id: 'nextCycle',
    label: 'Wait for the next cycle',
    summary: 'Lets the time pass until the next cycle is due, and plays it.',
    evidence: inferred('no button of the portal: the service runs by itself'),
    *act(job, _order, before, after) {
      yield* followJob(job, { before, after }, { wait: true })
    },
  },
]

function scopesOf(text = ''): readonly ResetScope[] {
  const scopes = readScopes(text)
  if (scopes === undefined) throw new UsageError(`${JSON.stringify(text)} names no reset scope.`)
  return scopes
}

function* startAndPlay(job: Job, directory: Directory): Behaviour<void> {
  if (!(yield* connectedFor(job, 'Start provisioning'))) return
  start(job)
  yield* followJob(job, { before: directory, after: directory, cause: 'Start provisioning' })
}

/** Whether the connection of a job was ever tested well; of a new one it is tested now. */
function* connectedFor(job: Job, cause: string): Behaviour<boolean> {
  if (job.record.status !== 'NotConfigured' || (yield* connect(job))) return true
  yield* shown(NOT_CONNECTED, cause)
  return false
}

function* pause(job: Job, cause: string): Behaviour<void> {
  const { record } = job
  const idle = isStarted(record) ? undefined : idleReason(job)
  if (record.status === 'Active' || record.status === 'Quarantine') record.status = 'Paused'
  yield* shown(idle ?? 'The job is stopped: a running cycle is finished, later changes wait', cause)
}
