import type { JsonObject } from '@scimulator/scim-core'
import { DEFAULT_GROUP_ROWS, DEFAULT_USER_ROWS } from '../mapping/default-rows.ts'

interface DefaultDocument extends JsonObject {
  readonly preventAccidentalDeletion: { readonly enabled: boolean; readonly threshold: number }
  readonly userMapping: JsonObject
  readonly groupMapping: JsonObject
}

/** The settings of an app that nobody has changed; the threshold is the one the vendor proposes. */
export const DEFAULT_DOCUMENT: DefaultDocument = {
  scope: 'assigned',
  skipOutOfScopeDeletions: false,
  preventAccidentalDeletion: { enabled: false, threshold: 500 },
  notificationEmail: '',
  appRoles: {},
  userMapping: {
    sourceObjectScope: [],
    targetObjectActions: { create: true, update: true, delete: true },
    attributes: DEFAULT_USER_ROWS.map(({ row }) => ({ ...row })),
  },
  groupMapping: {
    enabled: true,
    sourceObjectScope: [],
    targetObjectActions: { create: true, update: true, delete: true },
    attributes: DEFAULT_GROUP_ROWS.map(({ row }) => ({ ...row })),
  },
}
