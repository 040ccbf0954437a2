import type { Counters, StepAction, StepOutcome } from '@scimulator/admin-api'

type Tally = 'created' | 'linked' | 'updated' | 'deactivated' | 'reactivated' | 'removed'

/** What a step that succeeds counts as; people and groups are counted alike. */
const tallies: Readonly<Record<StepAction, Tally | undefined>> = {
  testConnection: undefined,
  import: undefined,
  create: 'created',
  link: 'linked',
  update: 'updated',
  deactivate: 'deactivated',
  reactivate: 'reactivated',
  remove: 'removed',
  createGroup: 'created',
  linkGroup: 'linked',
  updateGroup: 'updated',
  renameGroup: 'updated',
  addMembers: 'updated',
  removeMembers: 'updated',
  removeGroup: 'removed',
  verify: undefined,
}

/** Counters at the start of a run over so many people and groups. */
export function startCounters(people: number, groups: number): Counters {
  return {
    people,
    groups,
    steps: 0,
    exchanges: 0,
    created: 0,
    linked: 0,
    updated: 0,
    deactivated: 0,
    reactivated: 0,
    removed: 0,
    failed: 0,
    skipped: 0,
    notSent: 0,
    findings: 0,
  }
}

/** Counts a step that ended. */
export function countStep(counters: Counters, action: StepAction, outcome: StepOutcome): void {
  counters.steps++
  if (outcome !== 'succeeded') counters[outcome]++
  else {
    const tally = tallies[action]
    if (tally !== undefined) counters[tally]++
  }
}
