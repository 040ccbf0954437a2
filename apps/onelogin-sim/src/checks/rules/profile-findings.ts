import type { FindingRule } from './finding-rule.ts'

const NOT_NOTICED = 'OneLogin shows Provisioned: nobody notices until the person misses it.'

/** Ids of these findings. */
export type ProfileFindingId =
  | 'active-not-honoured'
  | 'profile-kept'
  | 'attribute-lost.userName'
  | 'attribute-lost.name.givenName'
  | 'attribute-lost.name.familyName'
  | 'attribute-lost.emails'
  | 'attribute-lost.title'
  | 'attribute-lost.department'

/** What can become of what was written. */
export const PROFILE_FINDINGS: Readonly<Record<ProfileFindingId, FindingRule>> = {
  'active-not-honoured': {
    whose: 'server',
    title: 'active does not have the value that was written',
    consequence:
      'OneLogin shows Provisioned, but the person keeps access after a suspension or has none after the return.',
    change: 'Store active from PUT and POST and return it as a boolean.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'profile-kept': {
    whose: 'server',
    title: 'Changes of profiles are answered with success and change nothing',
    consequence:
      'OneLogin shows Provisioned, and the app goes on with its own names and addresses; a changed login is not found by look-ups.',
    change:
      'Nothing, where the app keeps its profiles on purpose; else store what PUT gives, or refuse what may not be changed.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'warn',
  },
  'attribute-lost.userName': lost(
    'userName',
    'The next look-up does not find the person and OneLogin loses the match.',
  ),
  'attribute-lost.name.givenName': lost('name.givenName'),
  'attribute-lost.name.familyName': lost('name.familyName'),
  'attribute-lost.emails': { ...lost('the work e-mail address'), mark: 'inferred' },
  'attribute-lost.title': { ...lost('title'), mark: 'inferred' },
  'attribute-lost.department': {
    ...lost('department of the enterprise extension'),
    change:
      'Take the extension under urn:scim:schemas:extension:enterprise:2.0 as well: the key OneLogin sends unless the template is edited.',
    rfc: 'RFC 7643 §4.3',
    mark: 'inferred',
  },
}

function lost(attribute: string, consequence: string = NOT_NOTICED): FindingRule {
  return {
    whose: 'server',
    title: `${attribute} does not come back as it was written`,
    consequence,
    change: `Store ${attribute} as received, spaces included, and treat "" as unassigned.`,
    rfc: 'RFC 7644 §3.5.1',
    mark: 'captured',
    level: 'warn',
  }
}
