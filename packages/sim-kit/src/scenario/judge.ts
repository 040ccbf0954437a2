import type { Expected } from '@scimulator/admin-api'
import type { FindingDraft } from '../behaviour/behaviour.ts'
import type { Directory } from '../directory/directory.ts'
import { type AttributeDifference, type Claimed, type Difference, findDifferences } from './differences.ts'
import type { PlannedCheck } from './planned.ts'
import type { TargetState } from './read-target.ts'
import { lastTold } from './told.ts'
import type { Seen } from './watch.ts'

/** What a difference is judged by. */
export interface Evidence {
  readonly expected: Expected
  readonly claimed: Claimed
  readonly target: TargetState
  readonly seen: Seen
  /** As the vendor saw it last. */
  readonly directory: Directory | undefined
  /** Whether the app integration is set up otherwise than the vendor delivers it. */
  readonly isAdjusted: boolean
}

/** Whose a difference is, in the words of a finding. */
export type Judgement = Pick<FindingDraft, 'whose' | 'consequence' | 'change'> & {
  readonly level: 'error' | 'warn'
}

/** The target was told something else. */
export const serverDiffers: Judgement = {
  whose: 'server',
  level: 'error',
  consequence: 'What the target holds is not what the identity provider believes it holds.',
  change: 'Look at the last requests for this subject in the run, and at how they were answered.',
}

const settingsDecide: Judgement = {
  whose: 'configuration',
  level: 'warn',
  consequence: 'The target holds what the identity provider told it: with these settings it was told nothing else.',
  change:
    'Look at the settings of the app integration: one of them keeps the vendor from what the scenario expects, or has it written under another name.',
}

const scenarioDiffers: Judgement = {
  whose: 'configuration',
  level: 'error',
  consequence: 'The target holds what the identity provider told it: by its own rules it does not do what is expected.',
  change: 'Change the expectation of the scenario, or the settings of the app integration.',
}

/**
 * Whose a difference is. The target is not to blame for what it was never told: where it stands as the vendor means it
 * to stand and nothing has failed on the way, the settings decide, or the scenario expects what the vendor never does.
 */
export function judgeDifference(check: PlannedCheck, difference: Difference, evidence: Evidence): Judgement {
  if (check.type === 'synced' || hasFailed(difference, evidence)) return serverDiffers
  const { attribute } = difference
  const wasTold =
    attribute === undefined ? !isAsVendorMeans(check, difference, evidence) : wasToldOf(attribute, evidence)
  if (wasTold) return serverDiffers
  return evidence.isAdjusted ? settingsDecide : scenarioDiffers
}

/** A failure of somebody under a name nobody has any more may be anybody's, and a group's members are everybody's. */
function hasFailed({ subject }: Difference, { seen: { failed }, directory }: Evidence): boolean {
  if (failed.size === 0) return false
  if (subject.kind !== 'user' || failed.has(subject.name.toLowerCase())) return true
  const known = new Set(directory?.people.map(({ userName }) => userName.toLowerCase()))
  return [...failed].some((name) => !known.has(name))
}

/**
 * Whether the target was told the value that is expected of an attribute; or, where none is, something else than what it
 * holds: an attribute that was sent blank is there, and of one that was never sent it may keep what it has.
 */
function wasToldOf({ user, path, expected, actual }: AttributeDifference, { seen }: Evidence): boolean {
  const told = lastTold(seen.told, user, path)
  if (told === undefined) return false
  if (expected === null) return !actual.every((value) => told.some((text) => isSame(text, String(value))))
  // A boolean may be written as the text "True".
  return told.some((text) =>
    typeof expected === 'boolean' ? isSame(text, String(expected)) : text === String(expected),
  )
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function isAsVendorMeans(check: PlannedCheck, { subject }: Difference, evidence: Evidence): boolean {
  const { expected, claimed, target } = evidence
  return findDifferences(meantBy(check, subject.name, expected), expected, claimed, target).length === 0
}

/** The same check, as the vendor itself would make it of one subject. */
function meantBy(check: PlannedCheck, name: string, { users, groups }: Expected): PlannedCheck {
  if (check.type !== 'group') {
    const user = users.find(({ userName }) => isSame(userName, name))
    const is = user === undefined ? 'absent' : user.active ? 'active' : 'inactive'
    return { type: 'people', people: [{ userName: name, is, has: [] }] }
  }
  const group = groups.find(({ displayName }) => isSame(displayName, name))
  return { type: 'group', displayName: name, present: group !== undefined, members: group?.members }
}
