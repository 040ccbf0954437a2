import type { JsonObject } from '@scimulator/scim-core'
import { own, ownObject } from '../mapping/json.ts'

/** What the console calls an option, and the knob it sets. Booleans are boxes. */
export const documentOptions: Readonly<Record<string, string>> = {
  createUsers: 'createUsers',
  updateUserAttributes: 'updateUserAttributes',
  deactivateUsers: 'deactivateUsers',
  syncPassword: 'syncPassword',
  excludeUsernameUpdates: 'excludeUsernameUpdates',
  importGroups: 'importGroups',
  importSchedule: 'importSchedule',
  importSafeguard: 'importSafeguard',
  matchBy: 'matchBy',
  allowPartialMatches: 'allowPartialMatches',
  autoConfirm: 'autoConfirm',
  renameAppGroups: 'renameGroups',
  pushMembershipsImmediately: 'pushMembersImmediately',
}

/** The knobs a settings document sets: they win over those of the run. */
export function optionsOf(settings: JsonObject | undefined): Record<string, string> {
  const options = ownObject(settings ?? {}, 'options') ?? {}
  return Object.fromEntries(
    Object.entries(documentOptions).flatMap(([key, knob]) => {
      const value = own(options, key)
      if (typeof value === 'boolean') return [[knob, value ? 'on' : 'off']]
      return typeof value === 'string' || typeof value === 'number' ? [[knob, String(value)]] : []
    }),
  )
}
