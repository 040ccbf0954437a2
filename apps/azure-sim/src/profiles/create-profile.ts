import type { Evidence, Profile, Quirk } from '@scimulator/sim-kit'
import { createAdminActions } from '../admin/admin-actions.ts'
import { follow } from '../behaviours/follow.ts'
import { connectTenant } from '../connection.ts'
import { vendorDocs } from '../evidence/evidence.ts'
import { KNOBS, type KnobId } from '../evidence/knobs.ts'
import { COMMON_QUIRKS } from '../evidence/quirks.ts'
import { COMMON_SHAPES, type EntraShape } from '../evidence/shapes.ts'
import { entraHeaders } from '../headers.ts'
import { retryPolicy, TIMEOUT_MS } from '../retry.ts'
import { demo } from '../scenarios/demo.ts'
import { lifecycle } from '../scenarios/lifecycle.ts'
import { removal } from '../scenarios/removal.ts'
import { settings } from '../settings/settings.ts'
import type { Dialect } from './dialect.ts'

const TLS_DOCS = vendorDocs('use-scim-to-provision-users-and-groups.md, security requirements')

/** In what a profile differs from the other. */
export interface ProfileDifferences {
  readonly id: string
  readonly label: string
  readonly summary: string
  readonly evidence: Evidence
  readonly dialect: Dialect
  readonly patchShapes: readonly EntraShape[]
  readonly quirks: readonly Quirk[]
  readonly withoutKnobs: readonly KnobId[]
}

/** A profile out of its differences. */
export function createProfile(differences: ProfileDifferences): Profile {
  const { id, label, summary, evidence, dialect } = differences
  const shapes = [...COMMON_SHAPES, ...differences.patchShapes]
  const setup = { dialect, shapes }
  const left = new Set<string>(differences.withoutKnobs)
  return {
    id,
    label,
    summary,
    evidence,
    shapes,
    quirks: [...COMMON_QUIRKS, ...differences.quirks],
    knobs: Object.values(KNOBS).filter((knob) => !left.has(knob.id)),
    transport: [
      { rule: 'https', evidence: TLS_DOCS },
      { rule: 'publicCertificate', evidence: TLS_DOCS },
    ],
    authorizations: ['oauth'],
    timeoutMs: TIMEOUT_MS,
    connect: (input) => connectTenant(input, dialect.tenantQuery !== undefined),
    headers: entraHeaders,
    retry: retryPolicy,
    scenarios: [lifecycle(setup), demo(setup), removal(setup)],
    settings,
    adminActions: createAdminActions(setup),
    follow: (change, context) => follow(setup, change, context),
  }
}
