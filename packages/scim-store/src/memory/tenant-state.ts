import type { StoredResource } from '../store.ts'

/** A resource and its place in the order of creation. */
export interface Row {
  readonly sequence: number
  readonly resource: StoredResource
}

/** The data of one tenant. Every change can be undone until it is committed. */
export interface TenantState {
  row(id: string): Row | undefined
  /** Rows of one resource type, oldest first. */
  rowsOf(resourceType: string): Row[]
  putRow(row: Row): void
  removeRow(id: string): void
  nextSequence(): number
  idsByKey(key: string): ReadonlySet<string>
  putKey(key: string, id: string): void
  removeKey(key: string, id: string): void
  membersOf(groupId: string): ReadonlySet<string>
  groupsOf(memberId: string): ReadonlySet<string>
  /** Whether the membership is new. */
  link(groupId: string, memberId: string): boolean
  /** Whether the membership was there. */
  unlink(groupId: string, memberId: string): boolean
  commit(): void
  undo(): void
}

const NONE: ReadonlySet<string> = new Set()

/** An empty tenant. */
export function createTenantState(): TenantState {
  const rows = new Map<string, Row>()
  const byType = new Map<string, Set<string>>()
  const keys = createRelation()
  const members = createRelation()
  const groups = createRelation()
  let sequence = 0
  let log: (() => void)[] = []

  function setRow(id: string, row: Row | undefined): void {
    const before = rows.get(id)
    const type = (row ?? before)?.resource.resourceType ?? ''
    const ids = byType.get(type) ?? new Set()
    byType.set(type, ids)
    if (row === undefined) {
      rows.delete(id)
      ids.delete(id)
    } else {
      rows.set(id, row)
      ids.add(id)
    }
  }

  function changeRow(id: string, row: Row | undefined): void {
    const before = rows.get(id)
    setRow(id, row)
    log.push(() => setRow(id, before))
  }

  function change(relation: Relation, from: string, to: string, present: boolean): boolean {
    const changed = present ? relation.add(from, to) : relation.delete(from, to)
    if (changed) log.push(() => (present ? relation.delete(from, to) : relation.add(from, to)))
    return changed
  }

  return {
    row: (id) => rows.get(id),
    rowsOf: (resourceType) =>
      [...(byType.get(resourceType) ?? NONE)]
        .flatMap((id) => rows.get(id) ?? [])
        // An undone delete puts its id back at the end.
        .sort((a, b) => a.sequence - b.sequence),
    putRow: (row) => changeRow(row.resource.id, row),
    removeRow: (id) => changeRow(id, undefined),
    nextSequence: () => ++sequence,
    idsByKey: (key) => keys.of(key),
    putKey: (key, id) => void change(keys, key, id, true),
    removeKey: (key, id) => void change(keys, key, id, false),
    membersOf: (groupId) => members.of(groupId),
    groupsOf: (memberId) => groups.of(memberId),
    link: (groupId, memberId) => {
      change(groups, memberId, groupId, true)
      return change(members, groupId, memberId, true)
    },
    unlink: (groupId, memberId) => {
      change(groups, memberId, groupId, false)
      return change(members, groupId, memberId, false)
    },
    commit: () => {
      log = []
    },
    undo: () => {
      for (const inverse of log.toReversed()) inverse()
      log = []
    },
  }
}

interface Relation {
  of(from: string): ReadonlySet<string>
  add(from: string, to: string): boolean
  delete(from: string, to: string): boolean
}

function createRelation(): Relation {
  const targets = new Map<string, Set<string>>()
  return {
    of: (from) => targets.get(from) ?? NONE,
    add: (from, to) => {
      const set = targets.get(from) ?? new Set()
      if (set.has(to)) return false
      targets.set(from, set.add(to))
      return true
    },
    delete: (from, to) => {
      const set = targets.get(from)
      if (set === undefined || !set.delete(to)) return false
      if (set.size === 0) targets.delete(from)
      return true
    },
  }
}
