import type { RequestShape } from '@scimulator/sim-kit'
import { captured, documented, inferred } from './sources.ts'

/** Id of a request shape of the catalogue. */
export type ShapeId =
  | 'enable-probe'
  | 'get-groups'
  | 'post-group'
  | 'post-group-renamed-role'
  | 'lookup-before-create'
  | 'lookup-active-account'
  | 'lookup-inactive-account'
  | 'lookup-after-delete'
  | 'lookup-before-update'
  | 'lookup-new-user-name'
  | 'lookup-before-suspend'
  | 'lookup-before-reactivate'
  | 'post-user-full'
  | 'post-user-blanks'
  | 'post-user-core'
  | 'post-user-international'
  | 'post-user-again'
  | 'put-link'
  | 'put-given-again'
  | 'put-update'
  | 'put-cleared-title'
  | 'put-untrimmed-name'
  | 'put-new-manager'
  | 'put-new-user-name'
  | 'put-suspend'
  | 'put-reactivate'
  | 'put-app-removed'
  | 'delete-user'
  | 'patch-add-member'
  | 'patch-add-member-again'
  | 'patch-remove-member'
  | 'get-user'
  | 'get-groups-again'

/**
 * Every kind of request of the profiles, by what OneLogin knows when it sends it.
 * The bulk import is not among them: it is off by default and no evidence shows its form.
 */
const TABLE: Readonly<Record<ShapeId, Omit<RequestShape, 'id'>>> = {
  'enable-probe': { summary: 'Enable: look-up of a userName that cannot exist', evidence: documented('O1') },
  'get-groups': { summary: 'Refresh entitlements: GET /Groups', evidence: documented('O1') },
  'post-group': { summary: 'POST of a group without members for a role nobody imported', evidence: documented('O3') },
  'post-group-renamed-role': {
    summary: 'POST of a new group because a role has a new name',
    evidence: inferred('groups are known by displayName and never renamed', 'O3', 'V3'),
  },
  'lookup-before-create': { summary: 'Look-up by userName before a create', evidence: documented('O1') },
  'lookup-active-account': {
    summary: 'Look-up for a new login whose account exists and is active',
    evidence: captured('C1'),
  },
  'lookup-inactive-account': {
    summary: 'Look-up for a login given again whose account is inactive: it must be found',
    evidence: inferred('the documented look-up decides between PUT and POST', 'O1', 'C1'),
  },
  'lookup-after-delete': {
    summary: 'Look-up for a login given again after DELETE: it must find nothing',
    evidence: inferred('the documented look-up decides between PUT and POST', 'O1'),
  },
  'lookup-before-update': { summary: 'Look-up before the PUT of a person already linked', evidence: captured('C1') },
  'lookup-new-user-name': {
    summary: 'Look-up by a changed userName: finds nothing, the stored id is used',
    evidence: inferred('a stored link exists although every PUT follows a look-up', 'C1', 'V4'),
  },
  'lookup-before-suspend': {
    summary: 'Look-up before the PUT that deactivates',
    evidence: inferred('a look-up precedes every PUT captured', 'C1'),
  },
  'lookup-before-reactivate': {
    summary: 'Look-up before the PUT that reactivates: the inactive person must be found',
    evidence: inferred('a look-up precedes every PUT captured', 'C1'),
  },
  'post-user-full': {
    summary: 'POST of the whole template with title, department and manager',
    evidence: inferred('captured schemas and first keys, the rest by analogy with the v1.1 template', 'C1', 'O6'),
  },
  'post-user-blanks': {
    summary: 'POST with "" for every attribute the person does not have',
    evidence: inferred('a macro without a value yields an empty string', 'O6'),
  },
  'post-user-core': {
    summary: 'POST of the core template: userName, name and active alone',
    evidence: inferred('by analogy with the v1.1 core template', 'O6'),
  },
  'post-user-international': {
    summary: 'POST of a name with an apostrophe, an accent or another script, as typed',
    evidence: inferred('values are taken over as they stand', 'C1'),
  },
  'post-user-again': {
    summary: 'POST of a person whose account was deleted before',
    evidence: inferred('after DELETE the link is gone and the look-up finds nothing', 'O1', 'O3'),
  },
  'put-link': { summary: 'PUT of the template onto an active account found by look-up', evidence: captured('C1') },
  'put-given-again': {
    summary: 'PUT with active true onto an inactive account found by look-up',
    evidence: inferred('PUT is the only user write known besides POST', 'C1', 'O3'),
  },
  'put-update': { summary: 'PUT of the whole template after a profile or role change', evidence: captured('C1') },
  'put-cleared-title': {
    summary: 'PUT with title "" after the title was cleared',
    evidence: inferred('a macro without a value yields an empty string', 'O6'),
  },
  'put-untrimmed-name': { summary: 'PUT of a family name with a leading space', evidence: captured('C1') },
  'put-new-manager': {
    summary: 'PUT with another manager in the enterprise extension',
    evidence: inferred('manager keys by analogy with the v1.1 enterprise template', 'O6'),
  },
  'put-new-user-name': {
    summary: 'PUT of a changed userName by stored id',
    evidence: inferred('a stored link exists', 'V4', 'V3'),
  },
  'put-suspend': {
    summary: 'PUT with active false for a suspended person',
    evidence: inferred('PUT is the only user write known besides POST', 'C1', 'O3'),
  },
  'put-reactivate': {
    summary: 'PUT with active true for a reactivated person',
    evidence: inferred('event 54 exists; PUT is the only user write known', 'C7', 'C1'),
  },
  'put-app-removed': {
    summary: 'PUT with active false after the app was removed, first drop-down on Suspend',
    evidence: inferred('PUT is the only user write known besides POST', 'S3', 'C1'),
  },
  'delete-user': { summary: 'DELETE after the app was removed, first drop-down on Delete', evidence: documented('O3') },
  'patch-add-member': {
    summary: 'PATCH of a group: one member added (165 bytes with a 36-character id)',
    evidence: captured('C1'),
  },
  'patch-add-member-again': {
    summary: 'PATCH of a group: add of somebody who is a member already, as a later update task repeats it',
    evidence: inferred('group PATCHes follow the PUT of a person already known', 'C1'),
  },
  'patch-remove-member': {
    summary: 'PATCH of a group: one member removed',
    evidence: inferred('form not captured, see the knob remove-form', 'C1', 'V3'),
  },
  'get-user': {
    summary: 'GET /Users/{id} at the end of a task: what the admin is shown',
    evidence: inferred('the call is documented, the moment is not', 'O1'),
  },
  'get-groups-again': {
    summary: 'Refresh of entitlements after groups were filled: GET /Groups',
    evidence: documented('O1'),
  },
}

/** The catalogue in the order of the table, without the shapes that a connector does not send. */
export function shapesWithout(...ids: readonly ShapeId[]): readonly RequestShape[] {
  const left = new Set<string>(ids)
  return Object.entries(TABLE).flatMap(([id, shape]) => (left.has(id) ? [] : [{ id, ...shape }]))
}

/** Shape of the bulk import, outside the catalogue. */
export const IMPORT_SHAPE: RequestShape & { readonly id: 'get-users' } = {
  id: 'get-users',
  summary: 'Import of all accounts: GET /Users without filter',
  evidence: documented('O1'),
}
