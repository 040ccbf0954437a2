import type { OneLoginApp } from '../app/app.ts'
import type { OneLoginUser } from '../app/login.ts'

/** The person with `suffix` in what scimusername takes; userName and email change together where they are the same. */
export function withOtherLogin(app: OneLoginApp, user: OneLoginUser, suffix: string): OneLoginUser {
  const change = (name: string): string => (name.includes('@') ? name.replace('@', `${suffix}@`) : name + suffix)
  if (user.email === user.userName) return { ...user, userName: change(user.userName), email: change(user.email) }
  if (app.userNameOf(user) === user.email) return { ...user, email: change(user.email) }
  return { ...user, userName: change(user.userName) }
}
