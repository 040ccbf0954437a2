import type { Behaviour } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { found } from '../findings/report.ts'
import type { ImportedGroup, ImportedUser } from './imported.ts'

/** Compares an import with what Okta has pushed before: every account there, and as active as it was set. */
export function* compareUsers(
  app: OktaApp,
  read: ReadonlyMap<string, ImportedUser>,
  exchanges: readonly string[],
): Behaviour<void> {
  for (const [person, user] of Object.entries(app.data.users)) {
    const id = user.scimId ?? user.formerId
    if (user.active === null || id === null) continue
    const seen = read.get(id)
    const evidence = [app.lastWrite.get(person), ...exchanges]
    if (seen === undefined) yield* found('user-missing-from-import', evidence)
    else if (seen.active !== user.active) yield* found('active-not-honoured', evidence)
  }
}

/** Compares imported groups with the mappings: there, with their name and their members. */
export function* compareGroups(
  app: OktaApp,
  read: ReadonlyMap<string, ImportedGroup>,
  exchanges: readonly string[],
): Behaviour<void> {
  for (const [id, mapping] of Object.entries(app.data.groups)) {
    const seen = read.get(mapping.scimId)
    const evidence = [app.lastWrite.get(id), ...exchanges]
    if (seen === undefined) {
      yield* found('group-missing-from-import', evidence)
      continue
    }
    if (seen.displayName !== mapping.displayName) yield* found('group-name-not-kept', evidence)
    const pushed = mapping.members.map((member) => member.id)
    yield* compareMembers(seen.members ?? [], pushed, mapping.others?.length ?? null, evidence)
  }
}

/** Compares members a server shows with the ones pushed; `others` more may be there, null = nobody knows how many. */
export function* compareMembers(
  shown: readonly string[],
  pushed: readonly string[],
  others: number | null,
  exchanges: readonly (string | undefined)[],
): Behaviour<void> {
  const distinct = new Set(shown)
  if (distinct.size < shown.length) yield* found('members-duplicated', exchanges)
  const missing = pushed.some((id) => !distinct.has(id))
  const tooMany = others !== null && distinct.size > new Set(pushed).size + others
  if (missing || tooMany) yield* found('members-not-kept', exchanges)
}
