import type { Expected } from '@scimulator/admin-api'
import type { OneLoginApp } from '../app/app.ts'

/**
 * What the app should hold by OneLogin's rules: every account it wrote and did not DELETE, and every group a role
 * maps to or once mapped to, since groups are never deleted. Of an account in a group, OneLogin takes out only whom
 * it took a role from.
 */
export function expectedState(app: OneLoginApp): Expected {
  const accounts = app.saved.logins.filter(({ account }) => account === 'active' || account === 'inactive')
  const groups = new Map<string, string[]>(
    app.saved.entitlements.filter(({ role }) => role !== 'never').map(({ name }) => [name, []]),
  )
  for (const login of accounts) {
    for (const group of [...login.groups, ...login.inherited]) groups.get(group)?.push(login.userNameAtApp)
  }
  for (const { groups: names, userName } of app.saved.left) for (const group of names) groups.get(group)?.push(userName)
  return {
    users: [
      ...accounts.map(({ account, userNameAtApp }) => ({ userName: userNameAtApp, active: account === 'active' })),
      ...app.saved.left.map(({ active, userName }) => ({ userName, active })),
    ],
    groups: [...groups].map(([displayName, members]) => ({ displayName, members })),
  }
}
