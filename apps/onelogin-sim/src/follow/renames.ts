import { compareKey } from '@scimulator/scim-core'
import type { OneLoginApp } from '../app/app.ts'
import type { OneLoginUser } from '../app/login.ts'
import { withOtherLogin } from '../scenarios/other-login.ts'

/** A person whose userName changes, by what it is now and by what it becomes. */
export interface Rename {
  readonly id: string
  readonly from: OneLoginUser
  readonly to: OneLoginUser
}

/** One change of a userName on the way. */
export interface RenameStep {
  readonly id: string
  readonly to: OneLoginUser
  /** Whether the name is only held until its owner's new one is free. */
  readonly temporary: boolean
}

/**
 * An order in which every new name is free when it is taken. userNames are unique in OneLogin, so people who swap theirs
 * cannot do it at once: one of them has a temporary name for a moment.
 */
export function orderRenames(app: OneLoginApp, renames: readonly Rename[]): RenameStep[] {
  const steps: RenameStep[] = []
  const waiting = [...renames]
  const held = new Map(renames.map(({ id, from }) => [compareKey(app.userNameOf(from)), id]))
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ id, to }) => {
      const holder = held.get(compareKey(app.userNameOf(to)))
      return holder === undefined || holder === id
    })
    const [rename] = waiting.splice(Math.max(free, 0), 1)
    if (rename === undefined) break
    const { id, from, to } = rename
    held.delete(compareKey(app.userNameOf(from)))
    if (free >= 0) steps.push({ id, to, temporary: false })
    else {
      steps.push({ id, to: { ...to, ...loginOf(temporaryName(app, from)) }, temporary: true })
      waiting.push(rename)
    }
  }
  return steps
}

function temporaryName(app: OneLoginApp, user: OneLoginUser): OneLoginUser {
  for (let number = 1; ; number++) {
    const candidate = withOtherLogin(app, user, `.moving${number === 1 ? '' : number}`)
    if (!app.knowsUserName(app.userNameOf(candidate))) return candidate
  }
}

function loginOf({ userName, email }: OneLoginUser): Pick<OneLoginUser, 'userName' | 'email'> {
  return { userName, email }
}
