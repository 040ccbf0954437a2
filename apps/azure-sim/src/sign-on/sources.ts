import type { Evidence } from '@scimulator/sim-kit'
import { captured, inferred, otherGuide, vendorDocs } from '../evidence/evidence.ts'

type SourceName =
  | 'responses'
  | 'metadata'
  | 'idpDescriptor'
  | 'protocol'
  | 'claims'
  | 'groups'
  | 'signing'
  | 'certificate'
  | 'notAssigned'
  | 'contextMismatch'
  | 'none'

/** What the claims about Entra's sign-on rest on. */
export const SOURCE: Readonly<Record<SourceName, Evidence>> = {
  responses: captured('responses and templates in public code (badgr, tercen, phpsaml and others)', '2023'),
  metadata: captured('AzureAD identitymodel ReferenceMetadata.cs; gist koliber 8dcaaea7', '2020'),
  idpDescriptor: captured('Elaine-dev/arvestbank saml20-idp-remote.php', '2020'),
  protocol: vendorDocs('single-sign-on-saml-protocol'),
  claims: vendorDocs('saml-claims-customization'),
  groups: vendorDocs('how-to-connect-fed-group-claims'),
  signing: vendorDocs('certificate-signing-options'),
  certificate: vendorDocs('tutorial-manage-certificates-for-federated-single-sign-on'),
  notAssigned: otherGuide('devopsaitoolkit.com: AADSTS50105', '2026'),
  contextMismatch: otherGuide('code911.top: AADSTS75011', '2026'),
  none: inferred('no source found; concluded from the ones there are'),
}
