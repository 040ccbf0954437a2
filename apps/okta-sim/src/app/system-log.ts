import type { StepAction } from '@scimulator/admin-api'
import type { TaskKind } from './state.ts'

/**
 * Event ids of the System Log that the simulator writes: okta-developer-docs, okta-event-types.csv, read 2026-08. Which
 * event belongs to which step is inferred from its name.
 */
const events = [
  'app.app_instance.provision_sync_job.completed',
  'app.app_instance.provision_sync_job.started',
  'application.configuration.import_schema',
  'application.configuration.update',
  'application.integration.authentication_failure',
  'application.integration.general_failure',
  'application.integration.rate_limit_exceeded',
  'application.lifecycle.create',
  'application.lifecycle.update',
  'application.provision.field_mapping_rule.change',
  'application.provision.group.add',
  'application.provision.group.update',
  'application.provision.group_membership.add',
  'application.provision.group_membership.remove',
  'application.provision.group_push.activate_mapping',
  'application.provision.group_push.deactivate_mapping',
  'application.provision.group_push.delete_appgroup',
  'application.provision.group_push.mapping.app.group.renamed',
  'application.provision.group_push.mapping.app.group.renamed.failed',
  'application.provision.group_push.mapping.created',
  'application.provision.group_push.mapping.update.or.delete.failed.with.error',
  'application.provision.group_push.push_memberships',
  'application.provision.group_push.pushed',
  'application.provision.group_push.removed',
  'application.provision.user.activate',
  'application.provision.user.deactivate',
  'application.provision.user.deprovision',
  'application.provision.user.import',
  'application.provision.user.push',
  'application.provision.user.push_password',
  'application.provision.user.push_profile',
  'application.provision.user.reactivate',
  'application.provision.user.sync',
  'application.provision.user.verify_exists',
  'application.user_membership.add',
  'application.user_membership.remove',
  'group.application_assignment.add',
  'group.application_assignment.remove',
  'system.import.complete',
  'system.import.roadblock',
  'system.import.roadblock.resume',
  'system.import.start',
  'system.import.user_match.confirm',
  'user.lifecycle.activate',
  'user.lifecycle.deactivate',
  'user.lifecycle.delete.completed',
  'user.lifecycle.suspend',
  'user.lifecycle.unsuspend',
] as const

/** Id of an event of Okta’s System Log. */
export type EventId = (typeof events)[number]

const byAction: Readonly<Record<StepAction, EventId>> = {
  testConnection: 'application.configuration.update',
  import: 'system.import.complete',
  create: 'application.provision.user.push',
  link: 'application.provision.user.push_profile',
  update: 'application.provision.user.push_profile',
  deactivate: 'application.provision.user.deactivate',
  reactivate: 'application.provision.user.reactivate',
  remove: 'application.user_membership.remove',
  createGroup: 'application.provision.group_push.mapping.created',
  linkGroup: 'application.provision.group_push.mapping.created',
  updateGroup: 'application.provision.group_push.pushed',
  renameGroup: 'application.provision.group_push.mapping.app.group.renamed',
  addMembers: 'application.provision.group_membership.add',
  removeMembers: 'application.provision.group_membership.remove',
  removeGroup: 'application.provision.group_push.delete_appgroup',
  verify: 'application.provision.user.verify_exists',
}

/** The event of a step that went well. */
export function eventOf(action: StepAction): EventId {
  return byAction[action]
}

/** The event of a job that failed; `application.provision.user.sync` is captured (S28). */
export const failureEvents: Readonly<Record<TaskKind, EventId>> = {
  provision: 'application.provision.user.sync',
  profilePush: 'application.provision.user.push_profile',
  passwordPush: 'application.provision.user.push_password',
  deprovision: 'application.provision.user.deprovision',
  groupPush: 'application.provision.group_push.mapping.update.or.delete.failed.with.error',
  groupRename: 'application.provision.group_push.mapping.app.group.renamed.failed',
  groupDelete: 'application.provision.group_push.mapping.update.or.delete.failed.with.error',
  import: 'application.integration.general_failure',
}
