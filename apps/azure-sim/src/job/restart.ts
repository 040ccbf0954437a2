import { clear } from './escrow.ts'
import type { Job } from './job.ts'
import { dropLinks, forgetPassedOver } from './links.ts'

/** What a restart resets, in the vendor's words; several are joined with a comma. */
export const RESET_SCOPES = [
  'None',
  'ConnectorDataStore',
  'Escrows',
  'Watermark',
  'QuarantineState',
  'Full',
  'ForceDeletes',
] as const

/** One of the things a restart resets. */
export type ResetScope = (typeof RESET_SCOPES)[number]

/** What the button of the portal resets: everything is evaluated again, the links are kept. */
export const BUTTON_SCOPE = 'QuarantineState,Watermark,Escrows'

/** Option that holds a scope until a restart makes it count. */
export const SCOPE_AFTER_RESTART = 'scopeAfterRestart'

/** Reads a list of reset scopes; undefined: one of its words is none. */
export function readScopes(text: string): readonly ResetScope[] | undefined {
  const words = (text.trim() === '' ? BUTTON_SCOPE : text).split(',').map((word) => word.trim())
  const known = words.flatMap((word) => RESET_SCOPES.filter((scope) => scope === word))
  return known.length === words.length ? known : undefined
}

/** Resets what a restart names, and makes the next cycle due at once. */
export function restart(job: Job, scopes: readonly ResetScope[]): void {
  const { record, links, context } = job
  const resets = (scope: ResetScope): boolean =>
    scopes.includes(scope) || (scope !== 'ForceDeletes' && scopes.includes('Full'))
  if (resets('ConnectorDataStore')) dropLinks(links)
  if (resets('Escrows')) {
    for (const link of [...links.people.values(), ...links.groups.values()]) clear(link)
    record.escrowsPruned = false
  }
  if (resets('Watermark')) {
    const scope = record.options.get(SCOPE_AFTER_RESTART)
    if (scope !== undefined) record.options.set('scope', scope)
    record.options.delete(SCOPE_AFTER_RESTART)
    record.watermark = undefined
    record.steadyStateFirstAchieved = undefined
    forgetPassedOver(links)
  }
  if (resets('ForceDeletes')) record.forceDeletes = true
  const forced = resets('ForceDeletes') && record.quarantine?.reason === 'TooManyDeletes'
  if (resets('QuarantineState') || forced) {
    record.quarantine = undefined
    record.countSuccessiveCompleteFailures = 0
  }
  record.status = record.quarantine === undefined ? 'Active' : 'Quarantine'
  record.nextCycle = context.now().toISOString()
}
