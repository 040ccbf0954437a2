import type { AuditRow } from '@scimulator/admin-api'

/** What happens to the person of the story, in its order. */
export const JOURNEY = ['assign', 'signIn', 'unassign', 'refused', 'assignAgain'] as const
/** A step of the person's way. */
export type JourneyStep = (typeof JOURNEY)[number]

type Evidence = Pick<AuditRow, 'action' | 'actor' | 'after'>

const IS_SEEN: Readonly<Record<JourneyStep, (row: Evidence) => boolean>> = {
  assign: ({ action, actor }) =>
    actor.kind === 'scim' && (action === 'member.added' || action === 'member.reactivated'),
  signIn: ({ action, after }) => action === 'session.started' && after?.by === 'saml',
  unassign: ({ action, actor }) =>
    actor.kind === 'scim' && (action === 'member.deactivated' || action === 'member.removed'),
  refused: ({ action }) => action === 'signIn.refused',
  assignAgain: ({ action, actor }) => actor.kind === 'scim' && action === 'member.reactivated',
}

/** When each step was seen: each counts only after the one before it. Rows are newest first. */
export function journeyOf(rows: readonly AuditRow[], personId: string): Map<JourneyStep, string> {
  const seen = new Map<JourneyStep, string>()
  const own = rows.filter(({ subject }) => subject.kind === 'person' && subject.id === personId).toReversed()
  let next = 0
  for (const row of own) {
    const step = JOURNEY[next]
    if (step === undefined) break
    if (!IS_SEEN[step](row)) continue
    seen.set(step, row.at)
    next += 1
  }
  return seen
}

/** Whom the story is told of where nobody was chosen: somebody assigned whom SCIM brought in, else anybody assigned. */
export function firstHero(
  people: readonly { userName: string; active: boolean }[],
  rows: readonly AuditRow[],
): string | undefined {
  const added = new Set(rows.filter(IS_SEEN.assign).map(({ after }) => after?.userName))
  const assigned = people.filter(({ active }) => active)
  return (assigned.find(({ userName }) => added.has(userName)) ?? assigned[0] ?? people[0])?.userName
}
