import type { Evidence } from '@scimulator/sim-kit'

/** Seen on the wire from the provisioning service, in an issue, a log or a fixture. */
export const captured = (source: string, date: string): Evidence => ({ mark: 'captured', source, date })

/** Seen on the wire from Microsoft's SCIM Validator, which is not the provisioning service: shapes can differ. */
export const validator = (test: string): Evidence => ({
  mark: 'captured',
  source: `SCIM Validator (not the provisioning service), ${test}`,
  date: '2026-02',
})

/** Microsoft's own documentation. */
export const vendorDocs = (page: string): Evidence => ({
  mark: 'vendor-docs',
  source: `entra-docs: ${page}`,
  date: '2026',
})

/** Somebody else's statement, without the raw bytes. */
export const otherGuide = (source: string, date: string): Evidence => ({ mark: 'other-guide', source, date })

/** No source: concluded from the ones there are. */
export const inferred = (reason: string): Evidence => ({ mark: 'inferred', source: reason, date: '2026' })
