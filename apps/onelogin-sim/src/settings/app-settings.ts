import type { JsonObject } from '@scimulator/scim-core'
import type { AppSettings } from '@scimulator/sim-kit'
import type { Connector } from '../app/connector.ts'
import { inferred } from '../evidence/sources.ts'
import { readSettings } from './read-settings.ts'

/** What an admin edits of an app of this connector, as a document. */
export function settingsOf(connector: Connector): AppSettings {
  return {
    summary:
      'Configuration (SCIM JSON Template, Custom Headers), Parameters, Rules, Mappings and Provisioning. What a document leaves out is as the settings of the run say.',
    evidence: inferred(
      'tabs and labels from guides and the API; the form of the document is this simulator’s',
      'A',
      'V10',
    ),
    check: (document) => readSettings(document).problems,
    defaults: defaultsOf(connector),
  }
}

function defaultsOf(connector: Connector): JsonObject {
  const parameter = (name: string, value: string): JsonObject => ({
    name,
    value,
    includeInUserProvisioning: true,
    skipIfBlank: false,
  })
  return {
    configuration: { scimJsonTemplate: connector.template, customHeaders: '' },
    parameters: [
      parameter('scimusername', 'Username'),
      parameter('title', 'Title'),
      parameter('department', 'Department'),
      parameter('external_manager_id', 'Manager ID'),
      { name: 'groups', includeInUserProvisioning: true },
    ],
    rules: [
      {
        name: 'A group for every role',
        match: 'all',
        conditions: [],
        actions: [{ set: 'groups', forEach: 'Role', withValueThatMatches: '.*' }],
      },
    ],
    mappings: [],
    provisioning: {
      enableProvisioning: true,
      requireAdminApproval: { createUser: false, deleteUser: false, updateUser: false },
      whenUsersAreDeleted: 'Suspend',
      whenUsersAreSuspended: 'Suspend',
    },
  }
}
