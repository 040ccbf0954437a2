import type { Person } from '@scimulator/sim-kit'

/** A person as OneLogin knows them. A type, not an interface, so that it is plain JSON to the saved state. */
export type OneLoginUser = Pick<Person, keyof Person>

/** The words of Users > Provisioning State. */
export type ProvisioningState = 'None' | 'Pending' | 'Provisioning' | 'Provisioned' | 'Failed'

/** What a task is for; which box of "Require admin approval" holds it back hangs on this. */
export type TaskKind = 'create' | 'update' | 'suspend' | 'reactivate' | 'remove'

/** The login of one person in the app: what OneLogin keeps of an account it has provisioned. */
export type Login = {
  user: OneLoginUser
  /** Names of the person's roles in OneLogin, which rules map to groups. */
  roles: string[]
  /** Whether the person has the app. */
  hasApp: boolean
  /** The account's id at the app, as last learnt. */
  id: string | null
  /** Whether OneLogin holds the link: false before the first task and after the app was removed. */
  linked: boolean
  /** What OneLogin believes is at the app: no account, none any more, or one with this value of `active`. */
  account: 'none' | 'deleted' | 'active' | 'inactive'
  /** userName last written successfully. */
  userNameAtApp: string
  /** Names of the groups OneLogin has put the account in. */
  groups: string[]
  /** Groups the account was left in by an earlier login: OneLogin does not know, and takes nobody out. */
  inherited: string[]
  state: ProvisioningState
  /** The last task, for Retry. */
  lastTask: TaskKind | null
}

/** An account OneLogin has written and has no login for any more: its person got another one. */
export type LeftAccount = { id: string; userName: string; active: boolean; groups: string[] }

/** A value of the Groups parameter: a group of the app. */
export type Entitlement = {
  name: string
  id: string
  /** Whether a role maps to it: never did, does, or did until the role was renamed or deleted. */
  role: 'never' | 'mapped' | 'gone'
}

/** A login before its first task. */
export function newLogin(user: OneLoginUser, roles: readonly string[]): Login {
  return {
    user,
    roles: [...roles],
    hasApp: true,
    id: null,
    linked: false,
    account: 'none',
    userNameAtApp: '',
    groups: [],
    inherited: [],
    state: 'None',
    lastTask: null,
  }
}
