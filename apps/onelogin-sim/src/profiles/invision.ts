import type { Knob, Profile } from '@scimulator/sim-kit'
import { INVISION } from '../app/connector.ts'
import { connect } from '../connection.ts'
import { KNOBS } from '../evidence/knobs.ts'
import { QUIRKS } from '../evidence/quirks.ts'
import { shapesWithout } from '../evidence/shapes.ts'
import { inferred } from '../evidence/sources.ts'
import { createProfile } from './create-profile.ts'

const APP_URL = 'https://{subdomain}.invisionapp.com/scim/v2'
const NOT_IN_TEMPLATE = new Set(['foreign-schema-urns', 'manager-id', 'one-patch-per-group'])
const NO_GROUPS = new Set(['schema-urns', 'group-schema', 'membership-patches', 'remove-form', 'groups-paging'])

/** The app of the catalogue for InVision V6: the admin types a subdomain and a token, and sets both drop-downs to Suspend. */
export const invision: Profile = {
  ...createProfile(INVISION, {
    label: 'InVision V6 (catalogue app, users only)',
    summary: 'As the Core connector, by subdomain, without groups; scimusername takes Email, both drop-downs Suspend.',
    evidence: inferred('the steps are in the help, the template was not seen', 'S3'),
    shapes: shapesWithout(
      'post-user-full',
      'post-user-blanks',
      'put-cleared-title',
      'put-new-manager',
      'get-groups',
      'get-groups-again',
      'post-group',
      'post-group-renamed-role',
      'patch-add-member',
      'patch-add-member-again',
      'patch-remove-member',
    ),
    quirks: QUIRKS.filter(({ id }) => !NOT_IN_TEMPLATE.has(id)),
    knobs: KNOBS.filter(({ id }) => !NO_GROUPS.has(id)).map(withDefault),
  }),
  connect: (input) => connect({ ...input, appUrl: input.appUrl ?? APP_URL }),
}

function withDefault(knob: Knob): Knob {
  return knob.id === 'scimusername-source' ? { ...knob, default: 'Email' } : knob
}
