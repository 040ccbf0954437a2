/** Kinds of names that must be unique on a target. */
export type NameKind = 'userName' | 'displayName'

/** Which names a target has shown, in imports, checks and look-ups. Case does not matter. */
export interface SeenNames {
  add(kind: NameKind, name: string): void
  /** Notes that Okta itself took a name from whoever had it. */
  release(kind: NameKind, name: string): void
  has(kind: NameKind, name: string): boolean
  /** Notes that an import read all names of a kind. */
  complete(kind: NameKind): void
  /** Whether nobody can have the name: Okta released it, or an import read all names and this one was not there. */
  isFree(kind: NameKind, name: string): boolean
}

/** Nothing seen yet. */
export function createSeenNames(): SeenNames {
  const shown = { userName: new Set<string>(), displayName: new Set<string>() }
  const released = { userName: new Set<string>(), displayName: new Set<string>() }
  const completed = new Set<NameKind>()
  const has = (kind: NameKind, name: string): boolean => shown[kind].has(name.toLowerCase())
  return {
    add(kind, name) {
      shown[kind].add(name.toLowerCase())
      released[kind].delete(name.toLowerCase())
    },
    release(kind, name) {
      shown[kind].delete(name.toLowerCase())
      released[kind].add(name.toLowerCase())
    },
    has,
    complete: (kind) => void completed.add(kind),
    isFree: (kind, name) => released[kind].has(name.toLowerCase()) || (completed.has(kind) && !has(kind, name)),
  }
}
