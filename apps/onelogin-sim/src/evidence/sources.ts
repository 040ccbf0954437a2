import type { Evidence } from '@scimulator/sim-kit'

type SourceKey =
  | 'C1'
  | 'C4'
  | 'C7'
  | 'O1'
  | 'O2'
  | 'O3'
  | 'O5'
  | 'O6'
  | 'A'
  | 'V1'
  | 'V3'
  | 'V4'
  | 'V5'
  | 'V6'
  | 'V10'
  | 'S3'

/** What the claims of this simulator rest on: text and the day (or year) it was captured or read. */
const SOURCES: Readonly<Record<SourceKey, readonly [source: string, date: string]>> = {
  C1: ['goauthentik/authentik issue 11249: proxy trace and application log of the SCIM v2 Enterprise app', '2024-09'],
  C4: ['Ory Polis (BoxyHQ) documentation: directory sync FAQ', '2026-11'],
  C7: ['public .NET SDK of the OneLogin API: event type ids and user statuses', '2026-11'],
  O1: ['developers.onelogin.com/scim/implement-scim-api', '2026-11'],
  O2: ['developers.onelogin.com/scim/test-your-scim', '2026-11'],
  O3: ['onelogin/onelogin-scim-node and onelogin/onelogin-scim-php, sample servers', '2020'],
  O5: ['onelogin.service-now.com KB0013904 Creating SCIM Custom Connectors', '2026-11'],
  O6: ['developers.onelogin.com/scim/define-user-schema', '2026-11'],
  A: ['onelogin/terraform-provider-onelogin documentation: app parameters', '2026-08'],
  V1: ['docs.docker.com: provision users with SCIM from OneLogin', '2026-11'],
  V3: ['developer.harness.io: provision users with OneLogin (SCIM)', '2026-11'],
  V4: ['support.pagerduty.com: Assign or Deactivate Users', '2026-11'],
  V5: ['bitwarden.com/help: OneLogin SCIM integration', '2026-11'],
  V6: ['Zabbix manual: SAML and SCIM with OneLogin', '2026-11'],
  V10: ['AWS IAM Identity Center user guide: OneLogin', '2026-11'],
  S3: ['InVision help: Configuring OneLogin to allow provisioning for InVision V6', '2026-11'],
}

/** Seen in real traffic, or written by people looking at it. */
export function captured(key: SourceKey): Evidence {
  return cite('captured', key)
}

/** Stated by OneLogin's own documentation or sample servers. */
export function documented(key: SourceKey): Evidence {
  return cite('vendor-docs', key)
}

/** Stated by another vendor's OneLogin guide. */
export function guided(key: SourceKey): Evidence {
  return cite('other-guide', key)
}

/** No source says it outright: concluded from `keys`, for the reason given. */
export function inferred(why: string, ...keys: readonly SourceKey[]): Evidence {
  const from = keys.map((key) => SOURCES[key][0]).join('; ')
  return { mark: 'inferred', source: from === '' ? why : `${why} (from ${from})`, date: '2026-11' }
}

function cite(mark: Evidence['mark'], key: SourceKey): Evidence {
  const [source, date] = SOURCES[key]
  return { mark, source, date }
}
