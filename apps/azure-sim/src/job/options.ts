import { type KnobId, knob } from '../evidence/knobs.ts'
import type { Job } from './job.ts'

/** Choices an admin makes in the console; a document of settings or a knob says what holds before. */
export type OptionId = Extract<KnobId, 'scope' | 'deletionThreshold' | 'skipOutOfScope' | 'groupMapping'>

/** What the admin chose last, else what the settings say, else what the run's knob says. */
export function optionOf(job: Pick<Job, 'record' | 'context' | 'settings'>, id: OptionId): string {
  return job.record.options.get(id) ?? job.settings.options[id] ?? knob(job.context, id)
}
