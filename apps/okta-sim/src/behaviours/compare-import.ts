import type { Behaviour } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { found } from '../findings/report.ts'
import type { ImportedGroup, ImportedUser } from './imported.ts'

/**
 * Compares an import with what Okta has pushed in this run: every account there, and as active as it was set. What
 * changed since an earlier run is nobody's fault: Okta takes it over.
 */
export function* compareUsers(
  app: OktaApp,
  read: ReadonlyMap<string, ImportedUser>,
  exchanges: readonly string[],
): Behaviour<void> {
  for (const [person, user] of Object.entries(app.data.users)) {
    const id = user.scimId ?? user.formerId
    if (user.active === null || id === null) continue
    const seen = read.get(id)
    const write = app.lastWrite.get(person)
    const evidence = [write, ...exchanges]
    if (write === undefined) user.active = seen?.active ?? null
    else if (seen === undefined) yield* found('user-missing-from-import', evidence)
    else if (seen.active !== user.active) yield* found('active-not-honoured', evidence)
  }
  for (const [id, account] of Object.entries(app.data.left)) {
    const seen = read.get(id)
    if (seen === undefined) delete app.data.left[id]
    else Object.assign(account, { userName: seen.userName, active: seen.active })
  }
}

/** Compares imported groups with what was pushed in this run: there, with their name and their members. */
export function* compareGroups(
  app: OktaApp,
  read: ReadonlyMap<string, ImportedGroup>,
  exchanges: readonly string[],
): Behaviour<void> {
  for (const [id, exchange] of app.deletedGroups) {
    if (read.has(id)) yield* found('group-not-deleted', [exchange, ...exchanges])
  }
  for (const [id, mapping] of Object.entries(app.data.groups)) {
    const seen = read.get(mapping.scimId)
    const write = app.lastWrite.get(id)
    if (write === undefined) continue
    const evidence = [write, ...exchanges]
    if (seen === undefined) {
      yield* found('group-missing-from-import', evidence)
      continue
    }
    if (!app.settledGroups.has(id)) continue
    if (seen.displayName !== mapping.displayName) yield* found('group-name-not-kept', evidence)
    const pushed = mapping.members.map((member) => member.id)
    if (seen.members === undefined && pushed.length > 0) {
      yield* found('members-not-shown', evidence)
      continue
    }
    yield* compareMembers(
      app,
      id,
      { shown: seen.members ?? [], pushed, others: mapping.others?.length ?? null },
      evidence,
    )
  }
}

/** Members a server shows and the ones pushed; `others` more may be there, null = nobody knows how many. */
export interface Memberships {
  readonly shown: readonly string[]
  readonly pushed: readonly string[]
  readonly others: number | null
}

/** Compares the members of a group; a difference is laid to the request after which it is first seen. */
export function* compareMembers(
  app: OktaApp,
  key: string,
  { shown, pushed, others }: Memberships,
  exchanges: readonly (string | undefined)[],
): Behaviour<void> {
  const distinct = new Set(shown)
  const missing = pushed.some((id) => !distinct.has(id))
  const tooMany = others !== null && distinct.size > new Set(pushed).size + others
  const differences = [
    ['members-duplicated', distinct.size < shown.length],
    ['members-not-kept', missing || tooMany],
  ] as const
  for (const [id, differs] of differences) {
    const known = app.drift.has(`${key}/${id}`)
    if (differs && !known) yield* found(id, exchanges)
    if (differs) app.drift.add(`${key}/${id}`)
    else app.drift.delete(`${key}/${id}`)
  }
}
