import {
  type EvidenceMark,
  type Finding,
  OWN_CHECK_LABEL,
  type Run,
  type Step,
  type StepAction,
} from '@scimulator/admin-api'
import type { Tone } from './components/status.tsx'
import { visible } from './format/text.ts'

/** What a step does, as people say it. */
export const ACTION_WORDS: Readonly<Record<StepAction, string>> = {
  testConnection: 'test connection',
  import: 'import',
  create: 'create',
  link: 'link existing account',
  update: 'update profile',
  deactivate: 'deactivate',
  reactivate: 'reactivate',
  remove: 'remove',
  createGroup: 'create group',
  linkGroup: 'link existing group',
  updateGroup: 'update group',
  renameGroup: 'rename group',
  addMembers: 'add members',
  removeMembers: 'remove members',
  removeGroup: 'remove group',
  verify: 'read back',
}

/** What one step does; a check of the simulator's own says so. */
export function actionText(step: Pick<Step, 'action' | 'ownCheck'>): string {
  return step.ownCheck === true ? OWN_CHECK_LABEL : ACTION_WORDS[step.action]
}

/** Who has to act on a finding. */
export const WHOSE_WORDS: Readonly<Record<Finding['whose'], string>> = {
  server: 'Your server',
  configuration: 'Set-up',
  directory: 'The directory',
}

/** How a behaviour is known: letter, word, and what the word means. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceMark, { letter: string; word: string; meaning: string }>> = {
  captured: { letter: 'C', word: 'captured', meaning: 'Seen on the wire of the real product.' },
  'vendor-docs': { letter: 'O', word: 'vendor docs', meaning: "Stated in the vendor's own documentation." },
  'other-guide': { letter: 'V', word: 'guide', meaning: "Stated in another vendor's guide to this product." },
  inferred: { letter: 'I', word: 'inferred', meaning: 'Not documented: the likeliest behaviour, given the rest.' },
}

/** Who started a run. */
export const TRIGGER_WORDS: Readonly<Record<Run['trigger'], string>> = {
  demo: 'demo',
  dashboard: 'dashboard',
  cli: 'terminal',
  control: 'control API',
}

/** Outcomes a list of steps can be narrowed to; `running` stands for a step without one yet. */
export const OUTCOMES = ['succeeded', 'failed', 'skipped', 'notSent', 'running'] as const
/** Outcome of a step, or `running`. */
export type OutcomeKey = (typeof OUTCOMES)[number]

/** Word and tone of each outcome. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeKey, { word: string; tone: Tone }>> = {
  succeeded: { word: 'succeeded', tone: 'pass' },
  failed: { word: 'failed', tone: 'fail' },
  skipped: { word: 'skipped', tone: 'skip' },
  notSent: { word: 'not sent', tone: 'none' },
  running: { word: 'running', tone: 'run' },
}

/** The outcome of a step, or `running`. */
export function outcomeOf(step: Step): OutcomeKey {
  return step.outcome ?? 'running'
}

/** Word and tone of a run as a whole. */
export function runStatus(run: Run): { word: string; tone: Tone } {
  if (run.status === 'running') return { word: 'running', tone: 'run' }
  if (run.status === 'stopped') return { word: 'stopped', tone: 'fail' }
  return run.verdict === 'fail' ? { word: 'fail', tone: 'fail' } : { word: 'pass', tone: 'pass' }
}

/** A subject as the head of a row: groups say that they are groups. */
export function subjectText(step: Step): string {
  const name = step.subject.name === '' ? '(no name)' : visible(step.subject.name)
  return step.subject.kind === 'group' ? `Group ${name}` : name
}
