import type { Exchange, SyncReport } from '@scimulator/admin-api'
import { OWN_CHECK } from '../behaviour/own-check.ts'

/** How every report calls what the simulator asks for itself. */
export const OWN_CHECK_LABEL = 'own check'

/** What a step does, as a report names it. */
export function actionText({ action, ownCheck }: Pick<SyncReport['steps'][number], 'action' | 'ownCheck'>): string {
  return ownCheck === true ? OWN_CHECK_LABEL : action
}

/** Whether the simulator sent it for itself. */
export function isOwnCheck({ shape }: Pick<Exchange, 'shape'>): boolean {
  return shape === OWN_CHECK
}
