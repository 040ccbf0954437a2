import { failedConsequence } from '../../messages/words.ts'
import type { FindingRule } from './finding-rule.ts'

const ITS_SCHEMAS =
  'its schema names urn:scim:schemas:core:2.0 and urn:scim:schemas:extension:enterprise:2.0 included, or have the admin put the RFC names into SCIM JSON Template.'

/** Ids of these findings. */
export type WritingFindingId =
  | 'create-refused'
  | 'create-duplicate'
  | 'create-status'
  | 'create-no-id'
  | 'create-no-names'
  | 'template-without-names'
  | 'template-fixes-active'
  | 'update-refused'
  | 'suspend-refused'
  | 'reactivate-refused'
  | 'update-gone'
  | 'user-name-taken'
  | 'delete-refused'

/** What can be wrong with the writes of users. */
export const WRITING_FINDINGS: Readonly<Record<WritingFindingId, FindingRule>> = {
  'create-refused': {
    whose: 'server',
    title: 'The create is refused',
    consequence: failedConsequence(64),
    change: `Accept the rendered template, ${ITS_SCHEMAS} Where a value is wrong for your product, say which in detail.`,
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
    level: 'error',
  },
  'create-duplicate': {
    whose: 'server',
    title: 'The create is refused as a duplicate although the look-up found nobody',
    consequence: `${failedConsequence(64)} There is no automatic link after a 409.`,
    change: 'Let the look-up by userName find every account that blocks a create.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    level: 'error',
  },
  'create-status': {
    whose: 'server',
    title: 'The create is not answered with 201',
    consequence: 'OneLogin is believed to take any 2xx with an id; other clients do not.',
    change: 'Answer 201 Created with the resource.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    level: 'warn',
  },
  'create-no-id': {
    whose: 'server',
    title: 'The answer to the create has no id',
    consequence: `${failedConsequence(64)} No later update can reach the person.`,
    change: 'Answer 201 with the whole resource including id.',
    rfc: 'RFC 7643 §3.1',
    mark: 'vendor-docs',
    level: 'error',
  },
  'create-no-names': {
    whose: 'server',
    title: 'The answer to the create lacks name.givenName or name.familyName',
    consequence: failedConsequence(64),
    change: 'Return name.givenName and name.familyName as received, even where your product needs no names.',
    rfc: 'RFC 7644 §3.3',
    mark: 'other-guide',
    level: 'error',
  },
  'template-without-names': {
    whose: 'configuration',
    title: 'The template sends no name, so the answer to the create has none',
    consequence: failedConsequence(64),
    change: 'Put name with givenName and familyName into SCIM JSON Template.',
    rfc: 'RFC 7644 §3.3',
    mark: 'other-guide',
    level: 'error',
  },
  'template-fixes-active': {
    whose: 'configuration',
    title: 'The template has an active of its own, and it is not what OneLogin wants to write',
    consequence: 'A suspension or a return is sent with the wrong value of active; OneLogin shows Provisioned.',
    change: 'Take active out of SCIM JSON Template, or write {$user.active} there.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'update-refused': {
    whose: 'server',
    title: 'The update is refused',
    consequence: failedConsequence(65),
    change: `Accept PUT /Users/{id} with the whole rendered template, ${ITS_SCHEMAS} The dangling "?" is an empty query.`,
    rfc: 'RFC 7644 §3.5.1',
    mark: 'captured',
    level: 'error',
  },
  'suspend-refused': {
    whose: 'server',
    title: 'The PUT that deactivates a person is refused',
    consequence: `${failedConsequence(61)} The person can still sign in to the app.`,
    change: 'Accept PUT /Users/{id} with active false.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'error',
  },
  'reactivate-refused': {
    whose: 'server',
    title: 'The PUT that reactivates a person is refused',
    consequence: failedConsequence(62),
    change: 'Accept PUT /Users/{id} with active true for an inactive user.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'error',
  },
  'update-gone': {
    whose: 'server',
    title: 'PUT by the stored id finds nobody',
    consequence: `${failedConsequence(65)} OneLogin does not create the person anew.`,
    change:
      'Keep deactivated users instead of deleting them, and keep their id. Where somebody deleted the account at the app, take the app from the person in OneLogin and give it again.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'other-guide',
    level: 'error',
  },
  'user-name-taken': {
    whose: 'configuration',
    title: 'The new userName belongs to another account of the app',
    consequence: failedConsequence(65),
    change: 'Give the person a userName that nobody has at the app, or rename or remove the other account there first.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'delete-refused': {
    whose: 'server',
    title: 'The DELETE is refused',
    consequence: failedConsequence(63),
    change: 'Answer DELETE /Users/{id} with 204, also with a dangling "?".',
    rfc: 'RFC 7644 §3.6',
    mark: 'vendor-docs',
    level: 'error',
  },
}
