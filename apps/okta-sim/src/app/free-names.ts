import type { OktaApp } from './app.ts'
import type { NameKind } from './seen-names.ts'

/** A name made of a number that nobody has, as far as Okta has seen. */
export interface FreeName {
  readonly name: string
  readonly number: number
}

/**
 * The first of a numbered sequence that neither the target has shown nor the directory or an earlier push uses: an
 * admin gives no name that is taken. The same target state gives the same name.
 */
export function firstFree(app: OktaApp, kind: NameKind, numbered: (number: number) => string): FreeName {
  const own = ownNames(app, kind)
  for (let number = 1; ; number++) {
    const name = numbered(number)
    if (!own.has(name.toLowerCase()) && !app.seen.has(kind, name)) return { name, number }
  }
}

function ownNames(app: OktaApp, kind: NameKind): Set<string> {
  const { people, groups } = app.context.directory
  const names =
    kind === 'userName'
      ? [...people, ...Object.values(app.data.users)].map(({ userName }) => userName)
      : [...groups, ...Object.values(app.data.groups)].map(({ displayName }) => displayName)
  return new Set(names.map((name) => name.toLowerCase()))
}

/** `name` with `.mark` before its `@`, or at its end. */
export function withMark(name: string, mark: string): string {
  const at = name.indexOf('@')
  return at < 0 ? `${name}.${mark}` : `${name.slice(0, at)}.${mark}${name.slice(at)}`
}
