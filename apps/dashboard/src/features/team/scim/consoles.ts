import type { ScimSettings } from '@scimulator/admin-api'

/** How one identity provider's console asks for the SCIM address, and the way there. */
export interface ConsoleForm {
  id: string
  /** The identity provider. */
  label: string
  /** What its console wants. */
  form: string
  value: (urls: ScimSettings['urls']) => string
  /** What its admin does, in the console's own words. */
  steps: readonly string[]
}

/** The three forms of the SCIM address, with the steps for each console. */
export const CONSOLE_FORMS: readonly ConsoleForm[] = [
  {
    id: 'onelogin',
    label: 'OneLogin',
    form: 'Subdomain only',
    value: ({ subdomain }) => subdomain,
    steps: [
      'Open the app and go to Configuration. The subdomain is the one that SAML uses already.',
      'Paste the token into SCIM Bearer Token and press Enable beside API Status.',
      'Go to Provisioning and tick Enable provisioning.',
      'Set both drop-downs, for deleted and for suspended users, to Suspend.',
      'Press Save.',
    ],
  },
  {
    id: 'okta',
    label: 'Okta',
    form: 'Base URL',
    value: ({ origin }) => origin,
    steps: [
      'Open the app, go to Provisioning, then Integration, and press Configure API Integration.',
      'Tick Enable API integration. Paste the base URL and the token.',
      'Press Test API Credentials, then Save.',
      'Under To App, press Edit and enable Create Users and Deactivate Users.',
      'Keep Application username format on Email.',
    ],
  },
  {
    id: 'azure',
    label: 'Azure',
    form: 'Complete URL',
    value: ({ complete }) => complete,
    steps: [
      'Open the enterprise application, go to Provisioning, then Connectivity. Mode is Automatic.',
      'Paste the complete URL into Tenant URL and the token into Secret Token.',
      'Press Test Connection, then Save.',
      'Assign people under Users and groups, then press Start provisioning.',
    ],
  },
]
