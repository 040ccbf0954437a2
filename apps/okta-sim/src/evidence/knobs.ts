import type { Knob } from '@scimulator/sim-kit'
import { evidence } from './sources.ts'

const onOff = ['on', 'off'] as const

/** Settings of an Okta app, and choices where the evidence is missing, shared by all profiles. */
export const knobs: readonly Knob[] = [
  {
    id: 'filterEncoding',
    summary: 'How a space inside a filter is encoded',
    values: ['%20', 'plus'],
    default: '%20',
    evidence: evidence('captured', 'S9'),
  },
  {
    id: 'authentication',
    summary:
      'How the token travels. header: the field "API Token" of the header-auth app, into which the admin types "Bearer T"; verbatim: the same field with the token as it is; bearer: the app "OAuth Bearer Token". The app "Basic Auth": --basic-user',
    values: ['header', 'verbatim', 'bearer'],
    default: 'header',
    evidence: evidence('captured', 'S9'),
  },
  {
    id: 'trailingSlash',
    summary: 'What happens to a slash at the end of the base URL: kept, which gives //Users, or stripped',
    values: ['keep', 'strip'],
    default: 'keep',
    evidence: evidence('inferred', 'S18'),
  },
  {
    id: 'groupsProbeOnSave',
    summary:
      'Whether saving the integration also reads /Groups?startIndex=1&count=100, as the reference for SCIM 1.1 says; a live app of 2026 did not',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S1b'),
  },
  {
    id: 'emptyMode',
    summary: 'How a cleared attribute travels in a PUT: left out, as "" or as null',
    values: ['omit', '""', 'null'],
    default: 'omit',
    // Captured is only that an attribute without a value is absent; other reports say null or "".
    evidence: evidence('inferred', 'live'),
  },
  {
    id: 'membershipBatch',
    summary: 'Membership changes per PATCH',
    values: ['100', '250', '500', '1000'],
    default: '100',
    evidence: evidence('vendor-docs', 'S29'),
  },
  {
    id: 'detailsPatch',
    summary: 'When the PATCH with id and displayName goes out: with every membership change, after create only, never',
    values: ['always', 'create', 'never'],
    default: 'always',
    evidence: evidence('vendor-docs', 'S1'),
  },
  {
    id: 'groupPrecheck',
    summary: 'Whether a group is looked up by displayName before it is created',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S1'),
  },
  {
    id: 'pushMembersImmediately',
    summary: 'The box "Push group memberships immediately"',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S33'),
  },
  {
    id: 'renameGroups',
    summary: 'The setting "Rename app groups to match group name in Okta"',
    values: onOff,
    default: 'on',
    evidence: evidence('inferred', 'S14'),
  },
  {
    id: 'importGroups',
    summary: 'The action "Import Groups": whether an import reads /Groups too',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'unlinkGroups',
    summary: 'What unlinking a pushed group does with it: delete it in the target app, or leave it there',
    values: ['delete', 'leave'],
    default: 'delete',
    evidence: evidence('vendor-docs', 'S14'),
  },
  {
    id: 'createUsers',
    summary:
      'To App, "Create Users": creates or links accounts; off = an assignment fails. In Okta all options start off',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'updateUserAttributes',
    summary: 'To App, "Update User Attributes": profile pushes; off = none, also not after linking',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'syncPassword',
    summary: 'To App, "Sync Password": off, a randomly generated password, or the Okta password',
    values: ['off', 'random', 'okta'],
    default: 'off',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'deactivateUsers',
    summary: 'To App, "Deactivate Users"; off = unassigning sends nothing, and nobody is reactivated',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'excludeUsernameUpdates',
    summary: 'The option "Exclude Username Updates": profile pushes leave userName alone',
    values: onOff,
    default: 'off',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'doubleProfilePush',
    summary: 'Whether linking an active account pushes the profile twice, as for an inactive one',
    values: onOff,
    default: 'off',
    evidence: evidence('inferred', 'S19'),
  },
  {
    id: 'staleActiveRace',
    summary: 'Whether the profile push after a quick re-assignment carries a stale active:false',
    values: onOff,
    default: 'off',
    evidence: evidence('captured', 'S42'),
  },
  {
    id: 'membersPathless',
    summary: 'Whether members are replaced by a PATCH without path, on Push Now and on every change; reported once',
    values: onOff,
    default: 'off',
    evidence: evidence('captured', 'S10'),
  },
  {
    id: 'importSchedule',
    summary: 'To Okta, "Schedule import": how often an import runs by itself',
    values: ['never', 'hourly', 'daily', 'weekly'],
    default: 'daily',
    evidence: evidence('inferred', 'S22'),
  },
  {
    id: 'importUsers',
    summary: 'The action "Import New Users and Profile Updates": off = no import at all',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'pushGroups',
    summary: 'The action "Push Groups": off = no group is pushed',
    values: onOff,
    default: 'on',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'uniqueIdentifier',
    summary:
      '"Unique identifier field for users": with email the check still says userName eq, with the e-mail address',
    values: ['userName', 'email'],
    default: 'userName',
    evidence: evidence('vendor-docs', 'S1'),
  },
  {
    id: 'memberDisplay',
    summary: 'What display of a member is: the username, or null as one wizard app sent it',
    values: ['username', 'null'],
    default: 'username',
    evidence: evidence('captured', 'S8'),
  },
  {
    id: 'groupPutId',
    summary: 'Whether the PUT of a group repeats its id, as both captures have it and the docs’ sample has not',
    values: onOff,
    default: 'on',
    evidence: evidence('captured', 'S8'),
  },
  {
    id: 'assignmentUserName',
    summary: 'A userName changed by editing the assignment: pushed, or the old account deactivated and a new one made',
    values: ['update', 'recreate'],
    default: 'update',
    evidence: evidence('vendor-docs', 'S44'),
  },
  {
    id: 'staleUserNameCheck',
    summary: 'Whether the check before a re-assignment asks for the userName of the last assignment, as seen once',
    values: onOff,
    default: 'off',
    evidence: evidence('captured', 'S19'),
  },
  {
    id: 'lookupBeforeDeprovision',
    summary: 'Whether unassigning somebody without External ID looks the account up by userName and deactivates it',
    values: onOff,
    default: 'off',
    evidence: evidence('other-guide', 'S36'),
  },
  {
    id: 'importSafeguard',
    summary:
      'App unassignment safeguard: percent of assignments above which an import is held; from 100 assignments on',
    values: ['off', '5', '10', '20', '50'],
    default: '20',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'matchBy',
    summary: '"Imported user is an exact match to Okta user if": Okta username, email, or both match',
    values: ['userName', 'email', 'both'],
    default: 'userName',
    evidence: evidence('inferred', 'S22'),
  },
  {
    id: 'allowPartialMatches',
    summary: '"Allow partial matches": first and last name are enough',
    values: onOff,
    default: 'off',
    evidence: evidence('inferred', 'S22'),
  },
  {
    id: 'autoConfirm',
    summary: '"Confirm matched users" and "Confirm new users": which imported people need no admin',
    values: ['none', 'exact', 'exact+partial', 'exact+partial+new'],
    default: 'none',
    evidence: evidence('vendor-docs', 'S22'),
  },
  {
    id: 'importUserSchema',
    summary: '"Import User Schema": after a save, /ResourceTypes and /Schemas are read',
    values: onOff,
    default: 'off',
    evidence: evidence('vendor-docs', 'S61'),
  },
  {
    id: 'expressionErrors',
    summary:
      'What a mapping does whose expression has no value (substring out of range): the job fails, or it is empty',
    values: ['fail', 'empty'],
    default: 'fail',
    evidence: evidence('inferred', 'el'),
  },
  {
    id: 'parallelUsers',
    summary: 'People provisioned side by side',
    values: ['1', '5', '20'],
    default: '5',
    evidence: evidence('inferred', 'S71'),
  },
]

/** What a profile has otherwise than the others. */
export type KnobChange = Pick<Knob, 'default' | 'evidence'> & Partial<Pick<Knob, 'summary' | 'values'>>

/** The shared knobs with other defaults for one profile. */
export function withDefaults(changes: Readonly<Record<string, KnobChange>>): Knob[] {
  const byId = new Map(Object.entries(changes))
  return knobs.map((knob) => ({ ...knob, ...byId.get(knob.id) }))
}
