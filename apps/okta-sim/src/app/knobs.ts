import type { Knob } from '@scimulator/sim-kit'

/** The knobs of a run, read once. */
export interface OktaKnobs {
  readonly keepTrailingSlash: boolean
  readonly filterSpace: '%20' | '+'
  readonly groupsProbeOnSave: boolean
  readonly emptyMode: 'omit' | 'empty' | 'null'
  readonly membershipBatch: number
  readonly detailsPatch: 'always' | 'create' | 'never'
  readonly groupPrecheck: boolean
  readonly pushMembersImmediately: boolean
  readonly renameGroups: boolean
  readonly importGroups: boolean
  readonly deleteUnlinkedGroups: boolean
  readonly deactivateUsers: boolean
  readonly excludeUsernameUpdates: boolean
  readonly doubleProfilePush: boolean
  readonly staleActiveRace: boolean
  readonly membersPathless: boolean
  readonly parallelUsers: number
  readonly importSchedule: string
  readonly createUsers: boolean
  readonly importUsers: boolean
  readonly pushGroups: boolean
  readonly checkByEmail: boolean
  readonly nullDisplay: boolean
  readonly staleUserNameCheck: boolean
  readonly groupPutId: boolean
  readonly recreateOnUserName: boolean
  readonly lookupBeforeDeprovision: boolean
  readonly matchBy: 'userName' | 'email' | 'both'
  readonly allowPartialMatches: boolean
  readonly autoConfirm: ReadonlySet<string>
  /** Percent; 100 = off. */
  readonly importSafeguard: number
  readonly importUserSchema: boolean
  readonly failOnExpression: boolean
  readonly updateUserAttributes: boolean
  readonly syncPassword: 'off' | 'random' | 'okta'
}

/** Reads what a run sets, with the profile's defaults for the rest. */
export function readKnobs(set: Readonly<Record<string, string>>, known: readonly Knob[]): OktaKnobs {
  const values = new Map(known.map((knob) => [knob.id, Object.hasOwn(set, knob.id) ? set[knob.id] : knob.default]))
  const on = (id: string) => values.get(id) === 'on'
  const emptyMode = values.get('emptyMode')
  const matchBy = values.get('matchBy')
  const safeguard = values.get('importSafeguard')
  const syncPassword = values.get('syncPassword')
  const detailsPatch = values.get('detailsPatch')
  return {
    keepTrailingSlash: values.get('trailingSlash') !== 'strip',
    filterSpace: values.get('filterEncoding') === 'plus' ? '+' : '%20',
    groupsProbeOnSave: on('groupsProbeOnSave'),
    emptyMode: emptyMode === '""' ? 'empty' : emptyMode === 'null' ? 'null' : 'omit',
    membershipBatch: Number(values.get('membershipBatch')) || 100,
    detailsPatch: detailsPatch === 'never' || detailsPatch === 'create' ? detailsPatch : 'always',
    groupPrecheck: on('groupPrecheck'),
    pushMembersImmediately: on('pushMembersImmediately'),
    renameGroups: on('renameGroups'),
    importGroups: on('importGroups'),
    deleteUnlinkedGroups: values.get('unlinkGroups') !== 'leave',
    deactivateUsers: on('deactivateUsers'),
    excludeUsernameUpdates: on('excludeUsernameUpdates'),
    doubleProfilePush: on('doubleProfilePush'),
    staleActiveRace: on('staleActiveRace'),
    membersPathless: on('membersPathless'),
    parallelUsers: Number(values.get('parallelUsers')) || 5,
    importSchedule: values.get('importSchedule') ?? 'never',
    createUsers: on('createUsers'),
    importUsers: on('importUsers'),
    pushGroups: on('pushGroups'),
    checkByEmail: values.get('uniqueIdentifier') === 'email',
    nullDisplay: values.get('memberDisplay') === 'null',
    groupPutId: on('groupPutId'),
    staleUserNameCheck: on('staleUserNameCheck'),
    recreateOnUserName: values.get('assignmentUserName') === 'recreate',
    lookupBeforeDeprovision: on('lookupBeforeDeprovision'),
    matchBy: matchBy === 'email' || matchBy === 'both' ? matchBy : 'userName',
    allowPartialMatches: on('allowPartialMatches'),
    autoConfirm: new Set(values.get('autoConfirm')?.split('+')),
    importSafeguard: safeguard === 'off' ? 100 : Number(safeguard) || 20,
    importUserSchema: on('importUserSchema'),
    failOnExpression: values.get('expressionErrors') !== 'empty',
    updateUserAttributes: on('updateUserAttributes'),
    syncPassword: syncPassword === 'random' || syncPassword === 'okta' ? syncPassword : 'off',
  }
}
