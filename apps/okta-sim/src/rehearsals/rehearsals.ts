import type { Rehearsal } from '@scimulator/sim-kit'
import { crudTest } from './crud.ts'
import { entitlementsTest } from './entitlements.ts'
import { oinPlan } from './oin-plan/oin-plan.ts'
import { specTest } from './spec.ts'

/** Okta's published suites. */
export const rehearsals: readonly Rehearsal[] = [specTest, crudTest, entitlementsTest, oinPlan]
