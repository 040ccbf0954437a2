import type { JsonObject } from '@scimulator/scim-core'
import type { AppSettings, ScenarioContext } from '@scimulator/sim-kit'
import { vendorDocs } from '../evidence/evidence.ts'
import { DEFAULT_DOCUMENT } from './default-document.ts'
import type { JobSettings } from './job-settings.ts'
import { readJobSettings } from './read-settings.ts'

/** What the Provisioning page of an app lets an admin edit. */
export const settings: AppSettings = {
  summary:
    'Attribute mappings of users and groups, scoping filters, target object actions, scope, accidental deletion prevention',
  evidence: vendorDocs(
    'customize-application-attributes.md, define-conditional-rules-for-provisioning-user-accounts.md; the document’s form is this simulator’s',
  ),
  check: (document) => readJobSettings(document).problems,
  defaults: DEFAULT_DOCUMENT,
}

/** The settings of an app that nobody has changed: knobs say its options. */
export const DEFAULT_SETTINGS: JobSettings = readJobSettings({}).settings

const read = new WeakMap<JsonObject, JobSettings>()

/** The settings of this run. A document was checked before the run began. */
export function settingsOf(context: Pick<ScenarioContext, 'settings'>): JobSettings {
  const { settings: document } = context
  if (document === undefined) return DEFAULT_SETTINGS
  const known = read.get(document)
  if (known) return known
  const { settings: made } = readJobSettings(document)
  read.set(document, made)
  return made
}
