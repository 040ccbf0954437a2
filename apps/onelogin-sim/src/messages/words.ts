import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Answer, StepResult } from '@scimulator/sim-kit'
import { ownObject, ownObjects, ownText } from '../own-json.ts'
import { type EventId, eventText } from './events.ts'

/** The step went through: Provisioning State and event. */
export function provisioned(event: EventId, note?: string): StepResult {
  return { outcome: 'succeeded', reason: `Provisioned (${eventText(event)})${note === undefined ? '' : `: ${note}`}` }
}

/** The task failed: Provisioning State and event, then what the server said. */
export function failed(event: EventId, why: string): StepResult {
  return { outcome: 'failed', reason: `Failed (${eventText(event)}): ${why}` }
}

/** The consequence part of a finding in the admin's words. */
export function failedConsequence(event: EventId): string {
  return `OneLogin shows Provisioning State Failed (${eventText(event)}) until an admin retries by hand.`
}

/** What the server said: `detail` of a SCIM error, else the v1.1 `Errors[].description`, else the status line. */
export function answerText(answer: Answer): string {
  if (answer.kind === 'silence') return answer.reason
  const statusLine = `${answer.status} ${answer.reasonPhrase}`.trim()
  const said = isJsonObject(answer.json)
    ? (ownText(answer.json, 'detail') ?? legacyDescription(answer.json))
    : undefined
  return said === undefined || said === '' ? statusLine : `${statusLine}: ${said}`
}

function legacyDescription(object: JsonObject): string | undefined {
  const [first] = [...ownObjects(object, 'Errors'), ownObject(object, 'Errors')]
  return first === undefined ? undefined : ownText(first, 'description')
}
