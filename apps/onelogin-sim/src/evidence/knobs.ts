import type { Knob } from '@scimulator/sim-kit'
import { KNOB_TABLE, type KnobId, type KnobRow, type KnobValue } from './knob-table.ts'

export type { KnobId, KnobValue } from './knob-table.ts'

/** Settings of the app, and choices where the evidence is missing; each with its default. */
export const KNOBS: readonly Knob[] = Object.entries(KNOB_TABLE).map(([id, knob]) => ({ id, ...knob }))

/** The value set for a knob where it is one the knob offers, else its default. */
export function knobValue<Id extends KnobId>(knobs: Readonly<Record<string, string>>, id: Id): KnobValue<Id> {
  const row: KnobRow<Id> = KNOB_TABLE[id]
  const set = Object.hasOwn(knobs, id) ? knobs[id] : undefined
  return row.values.find((value) => value === set) ?? row.default
}
