import type { Person } from '../directory/directory.ts'
import { fill } from './changes.ts'
import { chooseGroup, choosePeople, everKnown } from './choose.ts'
import type { PlannedCheck } from './planned.ts'
import type { Expectation, GroupChoice } from './scenario-file.ts'
import type { Scene } from './scene.ts'

/** Decides whom and what an expectation is about. @throws UsageError */
export function planCheck(scene: Scene, expectation: Expectation, purpose: string): PlannedCheck {
  if (expectation === 'synced') return { type: 'synced' }
  if ('who' in expectation) {
    const { is, has = {} } = expectation
    const people = choosePeople(scene, expectation.who, everKnown(scene), purpose).map((person) => ({
      userName: person.userName,
      is,
      has: Object.entries(has).map(([path, value]) => [path, filled(value, person)] as const),
    }))
    return { type: 'people', people }
  }
  const { group, is = 'present', members } = expectation
  const displayName = nameOf(scene, group, is === 'absent', purpose)
  if (displayName === undefined) return { type: 'people', people: [] }
  return {
    type: 'group',
    displayName,
    present: is === 'present',
    members:
      members === undefined
        ? undefined
        : choosePeople(scene, members, everKnown(scene), `${purpose} members`).map(({ userName }) => userName),
  }
}

/** A group that is expected to be absent is in no directory any more: its name is taken as it stands. */
function nameOf(scene: Scene, group: GroupChoice, absent: boolean, purpose: string): string | undefined {
  if (absent && typeof group === 'string') return group
  return chooseGroup(scene, group, `${purpose} group`)?.displayName
}

function filled(value: string | number | boolean | null, person: Person): string | number | boolean | null {
  return typeof value === 'string' ? fill(value, person) : value
}
