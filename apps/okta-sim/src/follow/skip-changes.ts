import type { StepAction, Subject } from '@scimulator/admin-api'
import { type Behaviour, type StepResult, step } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { forgetEarly, noteEarly } from '../behaviours/assign-early.ts'
import { groupSubject, userSubject } from '../behaviours/subject.ts'
import type { DirectoryDiff } from './diff.ts'

/** Records what would follow from a change if the integration could be saved. */
export function* skipChanges(app: OktaApp, diff: DirectoryDiff): Behaviour<void> {
  noteEarly(app, diff.joined)
  forgetEarly(app, [...diff.deleted, ...diff.unassigned])
  const steps: (readonly [Subject, StepAction])[] = [
    ...[...diff.deleted, ...diff.unassigned].map((person) => [userSubject(person), 'deactivate'] as const),
    ...diff.changed.map(({ after }) => [userSubject(after), 'update'] as const),
    ...diff.joined.map((person) => [userSubject(person), 'create'] as const),
    ...diff.groupsGone.map((group) => [groupSubject(group), 'removeGroup'] as const),
    ...diff.groupsChanged.map(({ after }) => [groupSubject(after), 'updateGroup'] as const),
    ...diff.groupsNew.map((group) => [groupSubject(group), 'createGroup'] as const),
  ]
  for (const [subject, action] of steps) yield* step(subject, action, skipped)
}

function* skipped(): Behaviour<StepResult> {
  return { outcome: 'skipped', reason: 'The app integration could not be saved' }
}
