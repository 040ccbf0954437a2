import type { Preset } from '@scimulator/admin-api'
import { ANSWERING_DEFECTS } from './answering.ts'
import { FINDING_DEFECTS } from './finding.ts'
import { GROUP_DEFECTS } from './groups.ts'
import { KEEPING_DEFECTS } from './keeping.ts'
import type { Defect, PresetMemory } from './preset.ts'
import sources from './sources.json' with { type: 'json' }

/** A defect at work in a team. */
export interface PlayedPreset extends Defect {
  readonly memory: PresetMemory
}

/** Where each defect was met; who reports it may name products. */
const sourceOf = new Map(Object.entries(sources))

/** Every well-known defect a team can be given. */
export const PRESETS: readonly Defect[] = [
  ...FINDING_DEFECTS,
  ...KEEPING_DEFECTS,
  ...GROUP_DEFECTS,
  ...ANSWERING_DEFECTS,
]

/** Every defect as it is shown. */
export const SHOWN_PRESETS: readonly Preset[] = PRESETS.map(({ id, summary }) => ({
  id,
  summary,
  source: sourceOf.get(id) ?? '',
}))

/** @throws RangeError with the ids there are. */
export function findPreset(id: string): Defect {
  const found = PRESETS.find((preset) => preset.id === id)
  if (found !== undefined) return found
  throw new RangeError(
    `There is no preset ${JSON.stringify(id)}. There are: ${PRESETS.map((one) => one.id).join(', ')}.`,
  )
}
