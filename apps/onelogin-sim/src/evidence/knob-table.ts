import type { Knob } from '@scimulator/sim-kit'
import { captured, documented, guided, inferred } from './sources.ts'

/** The knobs of the profile with the values they take. */
export interface KnobValues {
  'when-app-removed': 'Suspend' | 'Delete' | 'Do Nothing'
  'when-suspended': 'Suspend' | 'Do Nothing'
  leavers: 'status Suspended' | 'app access removed'
  'admin-approval': 'cleared' | 'ticked'
  'scimusername-source': 'Username' | 'Email'
  'content-type': 'application/scim+json' | 'application/json'
  retry: 'none' | 'once'
  'skip-if-blank': 'off' | 'on'
  'schema-urns': 'as-captured' | 'rfc'
  'role-name-semicolon': 'split' | 'kept'
  'active-form': 'boolean' | 'string'
  'group-schema': 'urn:ietf:params:scim:schemas:core:2.0:Group' | 'urn:scim:schemas:core:2.0'
  'membership-patches': 'all' | 'changed'
  'remove-form': 'filter' | 'value-list'
  'read-back': 'after-task' | 'off'
  'dangling-ampersand': 'on' | 'off'
  'dangling-question-mark': 'on' | 'off'
  'filter-encoding': 'form' | 'percent'
  'lookup-before-write': 'every write' | 'creates only'
  'names-in-answer': 'required' | 'ignored'
  'untrimmed-names': 'kept' | 'trimmed'
  'account-gone': 'fail' | 'create anew'
  'create-answer': 'any 2xx' | '201 only'
  'delete-404': 'done' | 'failed'
  'bulk-import': 'off' | 'on'
  'groups-paging': 'follow' | 'first-page'
  'tasks-at-once': '1' | '2' | '4' | '8'
}

/** Id of a knob of the profile. */
export type KnobId = keyof KnobValues

/** Values of one knob. */
export type KnobValue<Id extends KnobId> = KnobValues[Id]

/** A knob without its id. */
export interface KnobRow<Id extends KnobId> extends Omit<Knob, 'id'> {
  readonly values: readonly KnobValue<Id>[]
  readonly default: KnobValue<Id>
}

/** The knobs by id. */
export const KNOB_TABLE: { readonly [Id in KnobId]: KnobRow<Id> } = {
  'when-app-removed': {
    summary:
      "When users are deleted in OneLogin, or the user's app access is removed, perform the below action. The lifecycle scenario sets it step by step.",
    values: ['Suspend', 'Delete', 'Do Nothing'],
    default: 'Suspend',
    evidence: inferred('offered values from guides; the default is what InVision asked for', 'S3', 'V3'),
  },
  'when-suspended': {
    summary: 'When user accounts are suspended in OneLogin, perform the following action',
    values: ['Suspend', 'Do Nothing'],
    default: 'Suspend',
    evidence: inferred('offered values from guides; the default is what InVision asked for', 'S3', 'V3'),
  },
  leavers: {
    summary:
      'What happens to people of the directory who leave the scope of the app: their status becomes Suspended (second drop-down), or the app is taken from them (first drop-down)',
    values: ['status Suspended', 'app access removed'],
    default: 'status Suspended',
    evidence: inferred('both lead to a drop-down of the Provisioning tab', 'O2', 'V3'),
  },
  'admin-approval': {
    summary:
      'Require admin approval for Create, Update and Delete user: ticked leaves every task Pending, nothing sent',
    values: ['cleared', 'ticked'],
    default: 'cleared',
    evidence: inferred('probably ticked in a new app; every guide says to clear it', 'O2', 'V3'),
  },
  'scimusername-source': {
    summary: 'What the parameter scimusername takes: Username or Email',
    values: ['Username', 'Email'],
    default: 'Username',
    evidence: documented('O5'),
  },
  'content-type': {
    summary: 'Content-Type of requests with a body',
    values: ['application/scim+json', 'application/json'],
    default: 'application/scim+json',
    evidence: inferred('captured on a PATCH of a group; a guide has customers add the header by hand', 'C1'),
  },
  retry: {
    summary: 'What follows 429 or 503: nothing (an admin retries by hand), or one more try',
    values: ['none', 'once'],
    default: 'none',
    evidence: inferred('guides say a failure must be retried by hand', 'V3'),
  },
  'schema-urns': {
    summary:
      'Schema names of the untouched template: urn:scim:schemas:core:2.0 and so on as captured, or those of the RFC',
    values: ['as-captured', 'rfc'],
    default: 'as-captured',
    evidence: inferred('guides have admins paste a template with the RFC names', 'C1', 'V6'),
  },
  'role-name-semicolon': {
    summary: 'What a role with ";" in its name is to a rule: several names, or one',
    values: ['split', 'kept'],
    default: 'split',
    evidence: inferred('several roles of a person are one text joined by ";"', 'V6'),
  },
  'skip-if-blank': {
    summary: 'Whether a parameter without a value is left out of the body instead of sent as ""',
    values: ['off', 'on'],
    default: 'off',
    evidence: documented('A'),
  },
  'active-form': {
    summary: 'active as a boolean, or as a string as a template with "{$user.active}" in quotes gives it',
    values: ['boolean', 'string'],
    default: 'boolean',
    evidence: inferred('the documented create example has a boolean', 'O1', 'O3'),
  },
  'group-schema': {
    summary: 'Schema of a new group',
    values: ['urn:ietf:params:scim:schemas:core:2.0:Group', 'urn:scim:schemas:core:2.0'],
    default: 'urn:ietf:params:scim:schemas:core:2.0:Group',
    evidence: inferred('no POST of a group was captured'),
  },
  'membership-patches': {
    summary: 'After an update: a PATCH for every role of the person, or only for what changed',
    values: ['all', 'changed'],
    default: 'all',
    evidence: inferred(
      'PATCHes followed the PUT of a known person; whether unchanged ones are repeated is not shown',
      'C1',
    ),
  },
  'remove-form': {
    summary: 'Removal of a member: members[value eq "ID"], or path members with a list of values',
    values: ['filter', 'value-list'],
    default: 'filter',
    evidence: inferred('neither form was captured'),
  },
  'read-back': {
    summary: 'GET /Users/{id} at the end of every task',
    values: ['after-task', 'off'],
    default: 'after-task',
    evidence: inferred('the call is documented, the moment is not', 'O1'),
  },
  'dangling-ampersand': {
    summary: 'The "&" after the filter of a look-up',
    values: ['on', 'off'],
    default: 'on',
    evidence: captured('C1'),
  },
  'dangling-question-mark': {
    summary: 'The "?" after the path of a write',
    values: ['on', 'off'],
    default: 'on',
    evidence: captured('C1'),
  },
  'filter-encoding': {
    summary: 'A blank in the filter as "+", as a form encodes it, or as %20',
    values: ['form', 'percent'],
    default: 'form',
    evidence: captured('C1'),
  },
  'lookup-before-write': {
    summary: 'Whether a look-up precedes updates too, or only creates',
    values: ['every write', 'creates only'],
    default: 'every write',
    evidence: captured('C1'),
  },
  'names-in-answer': {
    summary: 'Whether a create fails when its answer lacks name.givenName or name.familyName',
    values: ['required', 'ignored'],
    default: 'required',
    evidence: guided('V6'),
  },
  'untrimmed-names': {
    summary: 'Blanks around names: sent as typed, or trimmed',
    values: ['kept', 'trimmed'],
    default: 'kept',
    evidence: captured('C1'),
  },
  'account-gone': {
    summary: 'What follows when a PUT by the stored id finds nobody: the task fails, or the person is created anew',
    values: ['fail', 'create anew'],
    default: 'fail',
    evidence: guided('V4'),
  },
  'create-answer': {
    summary: 'Statuses that let a create succeed: any 2xx with an id, or 201 only',
    values: ['any 2xx', '201 only'],
    default: 'any 2xx',
    evidence: inferred('a sample server answers 201 to a PUT and works', 'O3'),
  },
  'delete-404': {
    summary: 'What 404 to a DELETE means: done already, or failed',
    values: ['done', 'failed'],
    default: 'done',
    evidence: inferred('the goal is reached', 'O3'),
  },
  'bulk-import': {
    summary: 'Import of all accounts with GET /Users when the app is connected, besides the look-up per person',
    values: ['off', 'on'],
    default: 'off',
    evidence: inferred('the call is documented; matching in practice is the look-up per person', 'O1', 'O3'),
  },
  'groups-paging': {
    summary: 'When GET /Groups gives fewer than totalResults: read on by startIndex, or take the first page only',
    values: ['follow', 'first-page'],
    default: 'follow',
    evidence: inferred('the sample servers answer everything in one page', 'O3'),
  },
  'tasks-at-once': {
    summary: 'How many tasks run side by side',
    values: ['1', '2', '4', '8'],
    default: '1',
    evidence: inferred('not documented'),
  },
}
