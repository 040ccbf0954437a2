import type { Rehearsal } from '@scimulator/sim-kit'
import { crudTest } from './crud.ts'
import { specTest } from './spec.ts'

/** Okta's published suites. */
export const rehearsals: readonly Rehearsal[] = [specTest, crudTest]
