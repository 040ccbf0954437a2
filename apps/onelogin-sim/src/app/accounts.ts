import type { Login } from './login.ts'
import type { SavedState } from './saved-state.ts'

/** Which login has which account at the app: several may, where a userName was used again. */
export class Accounts {
  readonly #saved: Pick<SavedState, 'left' | 'logins'>
  readonly #holders = new Map<string, Set<Login>>()

  /** Over the saved state, which it changes. */
  constructor(saved: Pick<SavedState, 'left' | 'logins'>) {
    this.#saved = saved
    for (const login of saved.logins) if (login.id !== null) this.#hold(login, login.id)
  }

  /**
   * Notes that a login has the account with `id` at the app. Another login that had it is overwritten there, and its
   * memberships stay with the account.
   */
  claim(login: Login, id: string): void {
    this.#leave(login, id)
    const left = this.#saved.left.findIndex((account) => account.id === id)
    const [found] = left < 0 ? [] : this.#saved.left.splice(left, 1)
    if (found !== undefined) login.inherited = [...new Set([...login.inherited, ...found.groups])]
    for (const other of this.#holders.get(id) ?? []) {
      if (other === login || other.account === 'none') continue
      login.inherited = [...new Set([...login.inherited, ...other.inherited, ...other.groups])].filter(
        (group) => !login.groups.includes(group),
      )
      Object.assign(other, { account: 'none', groups: [], inherited: [] } satisfies Partial<Login>)
    }
    login.id = id
    this.#hold(login, id)
  }

  /** Notes that the account of a login is gone from the app, for everybody who was linked to it. */
  noteGone(login: Login, account: 'none' | 'deleted'): void {
    for (const other of login.id === null ? [] : (this.#holders.get(login.id) ?? [])) {
      Object.assign(other, { account: 'none', groups: [], inherited: [] } satisfies Partial<Login>)
    }
    Object.assign(login, { account, groups: [], inherited: [] } satisfies Partial<Login>)
  }

  /** The account a login had so far stays at the app when it gets another one. */
  #leave(login: Login, id: string): void {
    const { account, userNameAtApp: userName } = login
    if (login.id === null || login.id === id) return
    if (account === 'active' || account === 'inactive') {
      const groups = [...login.groups, ...login.inherited]
      this.#saved.left.push({ id: login.id, userName, active: account === 'active', groups })
    }
    Object.assign(login, { groups: [], inherited: [] } satisfies Partial<Login>)
  }

  #hold(login: Login, id: string): void {
    const holders = this.#holders.get(id)
    if (holders === undefined) this.#holders.set(id, new Set([login]))
    else holders.add(login)
  }
}
