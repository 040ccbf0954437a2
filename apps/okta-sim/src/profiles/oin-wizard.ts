import type { Knob, Profile } from '@scimulator/sim-kit'
import { type KnobChange, withDefaults } from '../evidence/knobs.ts'
import { patchQuirks } from '../evidence/quirks.ts'
import { wizardPatchShapes, wizardShapes } from '../evidence/shapes.ts'
import { evidence } from '../evidence/sources.ts'
import { createProfile } from './profile.ts'

const label = 'OIN Wizard app'
const common = {
  label,
  updates: 'patch',
  authorizations: ['oauth'],
  quirks: patchQuirks,
  testButton: 'Test API Credentials',
  testSucceeded: `${label} was verified successfully!`,
} as const

/** Whether the app was submitted with "Import User Schema" is the vendor’s choice: on, so that a run shows it. */
function wizardKnobs(changes: Readonly<Record<string, KnobChange>> = {}): readonly Knob[] {
  return withDefaults({
    importUserSchema: { default: 'on', evidence: evidence('inferred', 'S2') },
    authentication: {
      summary:
        'The wizard’s authentication mode. bearer: "Bearer {token}"; verbatim: Header, "{token}". Basic is not offered',
      values: ['bearer', 'verbatim'],
      default: 'bearer',
      evidence: evidence('vendor-docs', 'S2'),
    },
    ...changes,
  })
}

/** An app submitted by the OIN Wizard without "Support PATCH for User". That its PUT starts from a GET is inferred. */
export const oinWizard: Profile = createProfile(
  {
    id: 'oin-wizard',
    label: 'OIN Wizard app',
    summary: 'Catalogue app of the OIN Wizard: (de)activation, passwords and groups by PATCH, profiles by GET and PUT',
    evidence: evidence('vendor-docs', 'S2'),
  },
  { ...common, shapes: wizardShapes, knobs: wizardKnobs() },
)

/** An app submitted by the OIN Wizard with "Support PATCH for User": no capture of its profile push was found. */
export const oinWizardPatch: Profile = createProfile(
  {
    id: 'oin-wizard-patch',
    label: 'OIN Wizard app, Support PATCH for User',
    summary: 'As oin-wizard, but profiles by PATCH of what changed; the body is unverified',
    evidence: evidence('vendor-docs', 'S2'),
  },
  {
    ...common,
    profile: 'patch',
    shapes: wizardPatchShapes,
    // Left out, an emptied attribute would never reach the app.
    knobs: wizardKnobs({ emptyMode: { default: 'null', evidence: evidence('inferred', 'S45') } }),
  },
)
