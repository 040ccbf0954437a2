import type { HeaderContext } from '@scimulator/sim-kit'
import { knob } from './evidence/knobs.ts'

/** Value of the one header the service can be told by. Captured in 2019 (MicrosoftDocs/azure-docs #21660). */
export const ADSCIM_VERSION = '5.0'

/** The form described in 2026: a build date and an activity id (punctuation and values inferred). */
const DATED = 'Date:2026-01-15, ActivityId:5b1f0d3c-7a57-4f4e-9c7d-0f6a4a3f7f11'

/**
 * Every header line of a request. No User-Agent (captured, kortix-ai/suna PR 7297), no Accept unless a knob says so.
 * Names are captured (azure-docs #21660; Content-Type from the SCIM Validator), their order is inferred.
 */
export function entraHeaders(context: HeaderContext): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [
    ['Authorization', context.authorization],
    ['ADSCIMVersion', knob(context, 'adscimVersion') === 'dated' ? DATED : ADSCIM_VERSION],
  ]
  if (knob(context, 'accept') === 'on') lines.push(['Accept', 'application/scim+json'])
  if (context.contentLength !== undefined) lines.push(['Content-Type', 'application/scim+json; charset=utf-8'])
  lines.push(['Host', context.host])
  if (context.contentLength !== undefined) lines.push(['Content-Length', String(context.contentLength)])
  return lines
}
