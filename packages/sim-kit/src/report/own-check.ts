import { type Exchange, OWN_CHECK, OWN_CHECK_LABEL, type SyncReport } from '@scimulator/admin-api'

/** What a step does, as a report names it. */
export function actionText({ action, ownCheck }: Pick<SyncReport['steps'][number], 'action' | 'ownCheck'>): string {
  return ownCheck === true ? OWN_CHECK_LABEL : action
}

/** Whether the simulator sent it for itself. */
export function isOwnCheck({ shape }: Pick<Exchange, 'shape'>): boolean {
  return shape === OWN_CHECK
}
