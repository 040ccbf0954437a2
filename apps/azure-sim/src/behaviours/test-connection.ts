import { type Answer, type Behaviour, type ScimRequest, step } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import { reportRule, reportUnread } from '../findings/report-finding.ts'
import type { RuleId } from '../findings/rules.ts'
import { isStarted } from '../job/conclude-cycle.ts'
import type { Job, ProbeFailure } from '../job/job.ts'
import { optionOf } from '../job/options.ts'
import { property } from '../mapping/target.ts'
import { errorCode, MULTIPLE_ENTRIES, SERVICE_INCOMPATIBLE } from '../messages/error-codes.ts'
import {
  CONNECTION_OK,
  CREDENTIAL_FAILURE,
  INVALID_CREDENTIALS,
  UNREACHABLE,
  WRONG_TENANT_URL,
} from '../messages/provisioning-log.ts'
import { matchGroupRequest } from '../requests/group-requests.ts'
import { matchUserRequest } from '../requests/user-requests.ts'
import { exchange, listedResources, type Response } from './answers.ts'

const LONGEST_DETAIL = 200
const FIRST = { freshToken: true } as const
/** A job that was started goes into quarantine, or gives the cycle up. */
const RUNNING = { ownVerdict: true } as const

/**
 * Test Connection, and the start of every cycle: asks for a user and a group that cannot exist. True when all is well. A
 * token that comes from an endpoint is renewed here (vendor's docs).
 */
export function* testConnection(
  job: Job,
  cause: string,
  requests: readonly ScimRequest[] = probes(job),
): Behaviour<boolean> {
  const result = yield* step(
    { kind: 'connection', name: 'Tenant URL' },
    'testConnection',
    function* () {
      const running = isStarted(job.record)
      for (const [index, request] of requests.entries()) {
        const trouble = yield* probe(
          { ...request, ...(index === 0 ? FIRST : {}), ...(running ? RUNNING : {}) },
          running,
        )
        if (trouble === undefined) continue
        job.probe = trouble
        return { outcome: 'failed', reason: trouble.words }
      }
      job.probe = undefined
      return { outcome: 'succeeded', reason: CONNECTION_OK }
    },
    cause,
  )
  return result.outcome === 'succeeded'
}

/** Probes of users, each with a GUID of its own. */
export function userProbes(job: Job, count: number): ScimRequest[] {
  return Array.from({ length: count }, () => matchUserRequest(job, job.probeId(), 'probe-users'))
}

function probes(job: Job): ScimRequest[] {
  const users = userProbes(job, Number(knob(job.context, 'probes')))
  if (knob(job.context, 'groupProbe') === 'off' || optionOf(job, 'groupMapping') === 'off') return users
  return [...users, matchGroupRequest(job, job.probeId(), 'probe-groups')]
}

/** What the admin reads when the probe fails. */
function* probe(request: ScimRequest, running: boolean): Behaviour<ProbeFailure | undefined> {
  const answer = yield* exchange(request)
  const verdict = judge(answer, request.shape)
  if (verdict === undefined) return undefined
  const { rule } = verdict
  if (answer.kind === 'silence') yield* reportRule(rule, { exchanges: [answer.exchange], detail: answer.reason })
  else if (rule === 'token-refused') {
    yield* reportRule(rule, { exchanges: [answer.exchange], detail: statusAndDetail(answer) })
  } else yield* reportUnread(answer, rule)
  const code = running && verdict.rule === 'token-refused' ? `${CREDENTIAL_FAILURE}: ` : ''
  return { words: `${code}${verdict.words}`, quarantines: isLasting(answer) }
}

/** The status, and what the server says about it. */
function statusAndDetail({ status, json }: Response): string {
  const detail = property(json, 'detail')
  return `status ${status}${typeof detail === 'string' ? `: ${detail.slice(0, LONGEST_DETAIL)}` : ''}`
}

/** A refused token or an endpoint that is no SCIM lasts; trouble at the target passes, and the next cycle tries again. */
function isLasting(answer: Answer): boolean {
  return answer.kind === 'response' && answer.status < 500 && answer.status !== 429
}

function judge(answer: Answer, shape: string): { rule: RuleId; words: string } | undefined {
  if (answer.kind === 'silence') return { rule: 'no-answer', words: `${UNREACHABLE} ${answer.reason}` }
  if (answer.status === 401 || answer.status === 403) return { rule: 'token-refused', words: INVALID_CREDENTIALS }
  if (answer.status === 404) {
    return { rule: shape === 'probe-groups' ? 'groups-missing' : 'tenant-url-wrong', words: WRONG_TENANT_URL }
  }
  if (answer.status !== 200) return { rule: 'query-refused', words: `${errorCode(answer)}: HTTP ${answer.status}` }
  const resources = listedResources(answer)
  if (resources === undefined) {
    return { rule: 'not-a-list', words: `${SERVICE_INCOMPATIBLE}: the response cannot be parsed as a ListResponse` }
  }
  if (resources.length > 0) {
    // The code is documented for several resources; for a single one it is inferred.
    const found = `a random GUID found ${resources.length} resources where none can exist`
    return { rule: 'filter-ignored', words: `${MULTIPLE_ENTRIES}: ${found}` }
  }
  return undefined
}
