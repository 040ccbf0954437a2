import type { Directory } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import type { ScenarioContext } from '../profile/profile.ts'
import { activePeople, choosePeople } from './choose.ts'
import { editDirectory } from './edit-directory.ts'
import type { FilePath } from './explain.ts'
import { planAct } from './plan-act.ts'
import { planCheck } from './plan-check.ts'
import type { PlannedStep } from './planned.ts'
import type { PlainStep, ScenarioFile, StepWords } from './scenario-file.ts'
import { amountOf, openScene, type Scene } from './scene.ts'

/** Turns a step's problem into the line a person reads. */
export type Locate = (path: FilePath, message: string) => string

/** Steps a `repeat` may come to. */
const MOST_STEPS = 20_000
/** People all steps may look at together: planning more would take minutes. */
const MOST_LOOKED_AT = 50_000_000
const TOO_MUCH = 'That is too much to plan: take fewer people, or fewer rounds.'

/** How far the vendor has followed the directory, and why it will look again. */
interface Progress {
  seen: Directory | undefined
  causes: string[]
}

/**
 * Decides everything a scenario leaves to the seed and to the directory, before the first request.
 *
 * @throws UsageError by the place of the step that makes no sense
 */
export function planScenario(
  file: Pick<ScenarioFile, 'steps'>,
  start: Pick<Scene, 'profile' | 'options'> & { readonly context: Pick<ScenarioContext, 'directory' | 'random'> },
  locate: Locate,
): readonly PlannedStep[] {
  const { profile, options, context } = start
  const { directory } = context
  const scene = openScene({ profile, options, directory, random: (purpose) => context.random(`scenario ${purpose}`) })
  const progress: Progress = { seen: undefined, causes: [] }
  const planned: PlannedStep[] = []
  let lookedAt = 0
  const at = (path: FilePath, round: string, step: PlainStep | 'sync' | 'newApp'): void => {
    try {
      lookedAt += scene.directory.people.length
      if (lookedAt > MOST_LOOKED_AT) throw new UsageError(TOO_MUCH)
      planned.push(...planStep(scene, progress, step, `${path.join('.')} ${round}`, round))
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(locate(path, error.message), { cause: error })
      throw error
    }
  }
  for (const [index, step] of file.steps.entries()) {
    if (typeof step === 'string' || !('repeat' in step)) {
      at(['steps', index], '', step)
      continue
    }
    const times = amountOf(scene, step.repeat.times)
    if (times * step.repeat.steps.length > MOST_STEPS)
      throw new UsageError(locate(['steps', index], `That comes to more than ${MOST_STEPS} steps.`))
    if (lookedAt + times * step.repeat.steps.length * scene.directory.people.length > MOST_LOOKED_AT)
      throw new UsageError(locate(['steps', index], TOO_MUCH))
    for (let round = 1; round <= times; round++)
      for (const [inner, plain] of step.repeat.steps.entries())
        at(['steps', index, 'repeat', 'steps', inner], `${round} of ${times}`, plain)
  }
  return planned
}

function planStep(
  scene: Scene,
  progress: Progress,
  step: PlainStep | 'sync' | 'newApp',
  purpose: string,
  round: string,
): PlannedStep[] {
  const words: Partial<StepWords> = typeof step === 'string' ? { [step]: null } : step
  if (words.sync !== undefined) return [follow(scene, progress, 0, words.sync?.cause)]
  if (words.wait !== undefined) return [follow(scene, progress, millisecondsOf(words.wait), `${words.wait} later`)]
  if (words.newApp !== undefined) {
    progress.seen = undefined
    return [{ type: 'newApp' }]
  }
  if (words.given !== undefined)
    return [{ type: 'given', people: choosePeople(scene, words.given, activePeople(scene), purpose) }]
  if (words.act !== undefined) return [act(scene, progress, words.act, purpose)]
  if (words.expect !== undefined) {
    if (words.expect === 'synced' && progress.seen === undefined)
      throw new UsageError('Nothing has been synced yet: put a sync before this.')
    const cause = round === '' ? 'expect' : `expect, round ${round}`
    return [{ type: 'expect', check: planCheck(scene, words.expect, purpose), cause }]
  }
  progress.causes.push(...editDirectory(scene, words, purpose))
  return []
}

function follow(scene: Scene, progress: Progress, waitMs: number, cause: string | undefined): PlannedStep {
  const { seen: before, causes } = progress
  const why = cause ?? (causes.length > 0 ? causes.join('; ') : undefined)
  progress.seen = scene.directory
  progress.causes = []
  return { type: 'follow', before, after: scene.directory, cause: why, waitMs }
}

function act(scene: Scene, progress: Progress, order: StepWords['act'], purpose: string): PlannedStep {
  const upToDate = progress.seen === scene.directory
  const action = planAct(scene, order, purpose)
  // What the admin orders is what the vendor knows; edits nobody followed yet stay to be followed.
  if (upToDate) progress.seen = scene.directory
  return { type: 'act', action }
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function millisecondsOf(time: string): number {
  return Number(time.slice(0, -1)) * (units[time.slice(-1)] ?? Number.NaN)
}
