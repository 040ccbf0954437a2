import type { EvidenceMark } from '@scimulator/admin-api'
import type { Evidence } from '@scimulator/sim-kit'

/** Where each numbered source of the Okta dossier comes from, and when it was captured or read. */
const sources = {
  S1: ['okta/okta-developer-docs docs/reference/scim/scim-20/index.md', '2026'],
  S1b: ['okta/okta-developer-docs docs/reference/scim/scim-11/index.md', '2026'],
  S2: [
    'okta/okta-developer-docs docs/guides/submit-oin-app/main/scim; help.okta.com apps/oiw/provisioning-settings',
    '2026',
  ],
  S3: ['okta/okta-developer-docs docs/concepts/scim/faqs/index.md', '2026-03'],
  S4: ['okta-developer-docs guides/scim-with-entitlements: discovery order, URNs', '2026'],
  S5: ['developer.okta.com/reference/scim, old page "SCIM Protocol": full captured requests with headers', '2018'],
  S6: ['oktadeveloper/okta-blog-archive PR #1956: staff test of 501 and of PUT deactivation', '2026'],
  S8: ['jelhub/scimgateway issue #95: logged wizard app PUT /Groups', '2026'],
  S9: ['oktadev/okta-blog 2021-09-01 flask-scim-server: ngrok captures', '2021-09-01'],
  S10: ['Metatavu/keycloak-scim-server issues #95, #100', '2026'],
  S11: ['okta-developer-docs SCIMFiles/Okta-SCIM-20-SPEC-Test.json', '2026'],
  S11e: ['okta-developer-docs SCIMFiles/Okta-SCIM-20-Entitlements-Test.json', '2026'],
  S12: ['joelfranusic-okta/okta-scim-beta SCIM_tests_for_Runscope.json', '2016'],
  S13: ['unitycatalog issue #423, PR #594; buildbuddy PR #5701; Okta-SCIM-20-CRUD-Test.json', '2026'],
  S14: ['okta-developer-docs okta-scim-test-plan-v2.xlsx', '2026'],
  S15: ['okta-developer-docs docs/concepts/scim/index.md', '2026'],
  S16: ['support.okta.com Existing-SCIM-User-Being-Created-at-Assignment', '2026'],
  S17: ['Stack Overflow 77524118: echoed ListResponse PUT', '2023'],
  S18: ['okta-developer-docs guides/scim-provisioning-integration-prepare', '2026'],
  S19: ['devforum.okta.com t/27262: wizard app request sequence with duplicates and 409', '2026'],
  S22: ['okta-developer-docs guides/scim-provisioning-integration-connect', '2026'],
  S28: ['support.okta.com question 0D54z0000A4i091CQA: string startIndex, system log event', '2024'],
  S29: ['okta-developer-docs commits 5e79b7b, 20d98ea: membership batch 100-1000, 60 s', '2021'],
  S32: ['support.okta.com okta-scim-connector-error-no-results-for-users-returned', '2026'],
  S33: ['help.okta.com usgp-group-push-troubleshoot, -operations, usgp-enable-group-push', '2026'],
  S35: ['devforum.okta.com t/6711: inactive at import', '2026'],
  S36: ['BerriAI/litellm PR #27308: lookup before deprovision', '2026'],
  S37: ['support.okta.com forest-admin-provisioning-error-unauthorized: message form, retry', '2026'],
  S38: ['support.okta.com password-sent-during-user-creation', '2026'],
  S41: ['fleetdm/fleet issues #52600, #50724: all-or-nothing batch, lost members', '2026'],
  S42: ['devforum.okta.com t/14380: stale active', '2026'],
  S44: ['support.okta.com question 0D5KZ00000oM1k10AC: username change', '2026'],
  S45: ['support.workvivo.com article 33756072622237; docs.infor.com SCIM limitations', '2026'],
  S47: ['Planfix help page: external-name table', '2026'],
  S50: ['grokability/laravel-scim-server PR #4: enterprise attributes in the PUT body', '2026'],
  S52: ['devforum.okta.com t/24187: inactive users must stay readable', '2026'],
  S53: ['jelhub/scimgateway issue #112; Metatavu/keycloak-scim-server PR #113: details PATCH', '2026'],
  S55: ['Captain-P-Goldfish/SCIM-SDK issue #419: members without type', '2026'],
  S56: ['getsentry/sentry issue #88623: group conflict message', '2026'],
  S58: ['Captain-P-Goldfish/SCIM-SDK issue #757: Push Now on an empty group', '2026'],
  S59: ['okta-developer-docs PR #1023: the rename setting of Group Push', '2026'],
  S61: ['okta-developer-docs release notes 2024-06-05 and 2026.05.0', '2026'],
  S63: ['devforum.okta.com t/22746: failed tasks wait for a manual retry', '2026'],
  S71: ['devforum.okta.com t/33791: unanswered question on parallelism', '2026'],
  el: ['okta-developer-docs okta-expression-language', '2026-08'],
  live: ['a wizard-made app of a live org, published by a third party', '2026-10'],
} as const

/** Number of a source in the Okta dossier. */
export type SourceId = keyof typeof sources

/** Evidence for a claim: its mark and where it stands. */
export function evidence(mark: EvidenceMark, id: SourceId): Evidence {
  const [source, date] = sources[id]
  return { mark, source: `${id}: ${source}`, date }
}
