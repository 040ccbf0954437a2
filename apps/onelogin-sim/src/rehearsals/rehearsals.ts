import type { Rehearsal } from '@scimulator/sim-kit'
import { nineCalls } from './nine-calls.ts'

/** What OneLogin publishes for apps to be tried with. */
export const rehearsals: readonly Rehearsal[] = [nineCalls]
