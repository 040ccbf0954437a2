import type { Member, MembershipState } from '@scimulator/admin-api'

/** Somebody who was in a list and is now in another one. */
export interface Moved {
  member: Member
  /** Where they stood. */
  at: number
  to: MembershipState
}

/** A line of a list of people; `movedTo` when they are no longer of it. */
export interface Line {
  member: Member
  movedTo: MembershipState | null
}

/** A list with whoever has just left it, each where they stood: nothing moves under the pointer. */
export function withMoved(members: readonly Member[], moved: readonly Moved[]): Line[] {
  const lines: Line[] = members.map((member) => ({ member, movedTo: null }))
  const there = new Set(members.map(({ personId }) => personId))
  const gone = moved.filter(({ member }) => !there.has(member.personId)).sort((left, right) => left.at - right.at)
  for (const { member, at, to } of gone) lines.splice(Math.min(at, lines.length), 0, { member, movedTo: to })
  return lines
}
