import type { Person } from '@scimulator/sim-kit'

/** A person as OneLogin knows them. A type, not an interface, so that it is plain JSON to the saved state. */
export type OneLoginUser = Pick<Person, keyof Person>

/** The words of Users > Provisioning State. */
export type ProvisioningState = 'None' | 'Pending' | 'Provisioned' | 'Failed'

/** The login of one person in the app: what OneLogin keeps of an account it has provisioned. */
export type Login = {
  user: OneLoginUser
  /** Names of the roles that the rule Set Groups in APP maps to groups. */
  roles: string[]
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
  state: ProvisioningState
}

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
    id: null,
    linked: false,
    account: 'none',
    userNameAtApp: '',
    groups: [],
    state: 'None',
  }
}
