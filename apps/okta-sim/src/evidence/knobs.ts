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
    id: 'trailingSlash',
    summary: 'What happens to a slash at the end of the base URL: kept, which gives //Users, or stripped',
    values: ['keep', 'strip'],
    default: 'keep',
    evidence: evidence('inferred', 'S18'),
  },
  {
    id: 'groupsProbeOnSave',
    summary: 'Whether saving the integration also reads /Groups?startIndex=1&count=100',
    values: onOff,
    default: 'on',
    evidence: evidence('captured', 'S12'),
  },
  {
    id: 'emptyMode',
    summary: 'How a cleared attribute travels in a PUT: left out, as "" or as null',
    values: ['omit', '""', 'null'],
    default: 'omit',
    evidence: evidence('captured', 'live'),
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
    evidence: evidence('captured', 'S19'),
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
    summary: 'Whether Push Now replaces members by a PATCH without path',
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

/** The shared knobs with other defaults for one profile. */
export function withDefaults(changes: Readonly<Record<string, Pick<Knob, 'default' | 'evidence'>>>): Knob[] {
  const byId = new Map(Object.entries(changes))
  return knobs.map((knob) => ({ ...knob, ...byId.get(knob.id) }))
}
