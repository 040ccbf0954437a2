import type { EvidenceMark } from '@scimulator/admin-api'
import type { RequestShape } from '@scimulator/sim-kit'
import { evidence, type SourceId } from './sources.ts'

const common = {
  'connection-test': {
    summary: 'GET /Users?startIndex=1&count=2 behind the test button and Save',
    mark: 'captured',
    source: 'S5',
  },
  'import-users': {
    summary: 'GET /Users?startIndex=1&count=100 and on in steps of 100',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'import-groups': {
    summary: 'GET /Groups?startIndex=1&count=100 and on in steps of 100',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'user-check': {
    summary: 'GET /Users?filter=userName eq … before a first assignment',
    mark: 'captured',
    source: 'S9',
  },
  'user-check-again': {
    summary: 'The same check before a re-assignment: the account, also inactive, must be found',
    mark: 'captured',
    source: 'S19',
  },
  'user-create': {
    summary: 'POST /Users with core attributes, externalId, groups [] and a random password',
    mark: 'captured',
    source: 'S9',
  },
  'user-create-enterprise': {
    summary: 'POST /Users with the enterprise extension: department; that a manager goes with it is inferred',
    mark: 'captured',
    source: 'live',
  },
  'group-lookup': {
    summary: 'GET /Groups?filter=displayName eq … before a group is created',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'group-create': { summary: 'POST /Groups with members', mark: 'captured', source: 'S9' },
  'group-create-empty': {
    summary: 'POST /Groups with members [] (memberships not pushed immediately)',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'group-read': {
    summary: 'GET /Groups/{id}: does the group still exist, and before a PUT',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'group-delete': {
    summary: 'DELETE /Groups/{id}: unlinked with "Delete the group in the target app"',
    mark: 'captured',
    source: 'S5',
  },
} as const

/** Profile pushes by GET and PUT. */
const profileByPut = {
  'user-read': { summary: 'GET /Users/{id} before a PUT', mark: 'captured', source: 'S17' },
  'user-replace': {
    summary: 'PUT /Users/{id} after a change of the Okta profile',
    mark: 'captured',
    source: 'S5',
  },
  'user-replace-cleared': {
    summary: 'PUT /Users/{id} with an attribute emptied',
    mark: 'vendor-docs',
    source: 'S14',
  },
  'user-replace-username': {
    summary: 'PUT /Users/{id} with a new userName and e-mail',
    mark: 'vendor-docs',
    source: 'S44',
  },
  'user-replace-linked': {
    summary: 'PUT /Users/{id}: the profile push after an account was linked',
    mark: 'vendor-docs',
    source: 'S16',
  },
} as const

/** Profile pushes by PATCH ("Support PATCH for User"): the body is unverified. */
const profileByPatch = {
  'user-patch': {
    summary: 'PATCH /Users/{id} with what changed in the Okta profile, without path',
    mark: 'inferred',
    source: 'S2',
  },
  'user-patch-cleared': {
    summary: 'PATCH /Users/{id} with an attribute emptied',
    mark: 'inferred',
    source: 'S2',
  },
  'user-patch-username': {
    summary: 'PATCH /Users/{id} with a new userName and e-mail',
    mark: 'inferred',
    source: 'S2',
  },
  'user-patch-linked': {
    summary: 'PATCH /Users/{id}: the profile push after an account was linked',
    mark: 'inferred',
    source: 'S2',
  },
} as const

/** Import User Schema. */
const discovery = {
  'resource-types': { summary: 'GET /ResourceTypes before the schema is imported', mark: 'vendor-docs', source: 'S4' },
  schemas: { summary: 'GET /Schemas: core attributes and extensions', mark: 'vendor-docs', source: 'S4' },
} as const

const patch = {
  'groups-probe': {
    summary: 'GET /Groups?startIndex=1&count=100 when the integration is saved (reference for SCIM 1.1)',
    mark: 'vendor-docs',
    source: 'S1b',
  },
  'user-deactivate': { summary: 'PATCH /Users/{id} active false, without path', mark: 'captured', source: 'S5' },
  'user-activate': {
    summary: 'PATCH /Users/{id} active true when an inactive account is linked again',
    mark: 'inferred',
    source: 'S13',
  },
  'user-password': {
    summary: 'PATCH /Users/{id} with a password: Sync Password is on and the password changed',
    mark: 'inferred',
    source: 'S1',
  },
  'group-details': {
    summary: 'PATCH /Groups/{id} with id and unchanged displayName, before memberships',
    mark: 'captured',
    source: 'S53',
  },
  'group-rename': {
    summary: 'PATCH /Groups/{id} with id and a new displayName',
    mark: 'vendor-docs',
    source: 'S1',
  },
  'group-members-add': { summary: 'PATCH /Groups/{id}: one add of members', mark: 'captured', source: 'S9' },
  'group-members-remove': {
    summary: 'PATCH /Groups/{id}: removes by members[value eq …]',
    mark: 'captured',
    source: 'S5',
  },
  'group-members-change': {
    summary: 'PATCH /Groups/{id}: removes first, then one add',
    mark: 'captured',
    source: 'S5',
  },
  'group-push-now': {
    summary: 'PATCH /Groups/{id}: Push Now replaces all members',
    mark: 'captured',
    source: 'S5',
  },
  'group-push-now-empty': {
    summary: 'PATCH /Groups/{id}: Push Now of an empty group replaces members by []',
    mark: 'captured',
    source: 'S58',
  },
} as const

const put = {
  'user-replace-deactivated': {
    summary: 'PUT /Users/{id} of the whole user with active false',
    mark: 'captured',
    source: 'S19',
  },
  'user-replace-activated': {
    summary: 'PUT /Users/{id} of the whole user with active true, before its profile push',
    mark: 'captured',
    source: 'S19',
  },
  'user-replace-password': {
    summary: 'PUT /Users/{id} with a password: Sync Password is on and the password changed',
    mark: 'inferred',
    source: 'S1',
  },
  'group-replace': {
    summary: 'PUT /Groups/{id} with the full membership, right after create or link and on Push Now',
    mark: 'captured',
    source: 'S8',
  },
  'group-replace-members': {
    summary: 'PUT /Groups/{id} with the full membership after somebody joined or left',
    mark: 'captured',
    source: 'S5',
  },
  'group-replace-empty': {
    summary: 'PUT /Groups/{id} with members []',
    mark: 'captured',
    source: 'live',
  },
  'group-replace-renamed': {
    summary: 'PUT /Groups/{id} with a new displayName',
    mark: 'vendor-docs',
    source: 'S1',
  },
} as const

/** Id of a request shape of any profile; entitlements are read only where the resource types name some. */
export type ShapeId =
  | keyof typeof common
  | keyof typeof profileByPut
  | keyof typeof profileByPatch
  | keyof typeof discovery
  | keyof typeof patch
  | keyof typeof put
  | 'entitlements'

/** What an app that PATCHes sends. */
export const patchShapes: readonly RequestShape[] = toShapes({ ...common, ...profileByPut, ...patch })

/** What an app that only PUTs sends. */
export const putShapes: readonly RequestShape[] = toShapes({ ...common, ...profileByPut, ...put })

/** What an app of the OIN Wizard sends. */
export const wizardShapes: readonly RequestShape[] = toShapes({ ...common, ...profileByPut, ...patch, ...discovery })

/** What an app of the OIN Wizard sends that was submitted with "Support PATCH for User". */
export const wizardPatchShapes: readonly RequestShape[] = toShapes({
  ...common,
  ...profileByPatch,
  ...patch,
  ...discovery,
})

interface ShapeRow {
  readonly summary: string
  readonly mark: EvidenceMark
  readonly source: SourceId
}

function toShapes(table: Readonly<Record<string, ShapeRow>>): RequestShape[] {
  return Object.entries(table).map(([id, { summary, mark, source }]) => ({
    id,
    summary,
    evidence: evidence(mark, source),
  }))
}
