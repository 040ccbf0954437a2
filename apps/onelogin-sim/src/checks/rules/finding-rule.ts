import type { FindingDraft } from '@scimulator/sim-kit'

/** A finding without what a run adds. */
export type FindingRule = Omit<FindingDraft, 'id' | 'exchanges'>
