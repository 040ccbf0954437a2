import { compareKey, type JsonObject } from '@scimulator/scim-core'
import type { ScenarioContext } from '@scimulator/sim-kit'
import { type KnobId, type KnobValue, knobValue } from '../evidence/knobs.ts'
import { renderTemplate, V2_ENTERPRISE_TEMPLATE } from '../template.ts'
import { type Entitlement, type Login, newLogin, type OneLoginUser } from './login.ts'
import { macroValues } from './macro-values.ts'
import { openSavedState, type SavedState } from './saved-state.ts'

/** The two drop-downs of the Provisioning tab. */
export interface ProvisioningSettings {
  whenAppRemoved: KnobValue<'when-app-removed'>
  whenSuspended: KnobValue<'when-suspended'>
}

/** The app in OneLogin while a scenario or an action plays: its settings, its logins, its entitlements. */
export class OneLoginApp {
  readonly settings: ProvisioningSettings
  /** Memberships taken back in this run, for the last refresh: ids of accounts by group name. */
  readonly takenBack: Map<string, Set<string>> = new Map()
  /** False once a refresh has failed: then no role can be mapped. */
  entitlementsReadable = true
  readonly saved: SavedState
  readonly #context: ScenarioContext
  readonly #users: Map<string, OneLoginUser>
  readonly #roles: Map<string, string[]>
  readonly #logins: Map<string, Login>
  readonly #details = new Map<string, string>()

  constructor(context: ScenarioContext) {
    this.#context = context
    this.saved = openSavedState(context.state)
    this.settings = { whenAppRemoved: this.knob('when-app-removed'), whenSuspended: this.knob('when-suspended') }
    this.#users = new Map(context.directory.people.map((person) => [person.id, { ...person }]))
    this.#roles = rolesByPerson(context)
    this.#logins = new Map(this.saved.logins.map((login) => [login.user.id, login]))
  }

  /** The value of a knob. */
  knob<Id extends KnobId>(id: Id): KnobValue<Id> {
    return knobValue(this.#context.knobs, id)
  }

  /** A userName that cannot exist, for the probe. */
  impossibleUserName(): string {
    return this.#context.random('enable-probe').text(32, '0123456789abcdef')
  }

  /** The people of the directory, as it was when the run began. */
  get people(): readonly OneLoginUser[] {
    return this.#context.directory.people
  }

  /** Names of the roles a person has in the directory. */
  directoryRoles(person: string): readonly string[] {
    return this.#roles.get(person) ?? []
  }

  /** The login of a person, if there is one. */
  findLogin(person: string): Login | undefined {
    return this.#logins.get(person)
  }

  /** The login of a person; a new one has the person's roles in the directory. */
  loginOf(user: OneLoginUser): Login {
    const known = this.#logins.get(user.id)
    if (known !== undefined) return known
    const login = newLogin({ ...user }, this.directoryRoles(user.id))
    this.#logins.set(user.id, login)
    this.saved.logins.push(login)
    return login
  }

  /** The group of the app with this name; exact spelling first, then any case (inferred). */
  findEntitlement(name: string): Entitlement | undefined {
    const { entitlements } = this.saved
    return (
      entitlements.find((entitlement) => entitlement.name === name) ??
      entitlements.find((entitlement) => compareKey(entitlement.name) === compareKey(name))
    )
  }

  /** Whether OneLogin has a role of this name, or has seen a group of this name at the app. */
  knowsRole(name: string): boolean {
    const named = this.#context.directory.groups.some(({ displayName }) => compareKey(displayName) === compareKey(name))
    return named || this.findEntitlement(name) !== undefined
  }

  /** Whether OneLogin has somebody with this userName: in its directory, or behind a login. */
  knowsUserName(userName: string): boolean {
    const { logins } = this.saved
    const users = [...this.#users.values(), ...logins.map(({ user }) => user)]
    const names = [...users.map((user) => this.userNameOf(user)), ...logins.map((login) => login.userNameAtApp)]
    return names.some((name) => compareKey(name) === compareKey(userName))
  }

  /** The body of POST and PUT: the rendered template, to which OneLogin adds `active` itself (inferred). */
  renderUser(user: OneLoginUser, active: boolean): JsonObject {
    const manager = user.manager === undefined ? undefined : this.#current(user.manager)
    const values = macroValues(user, manager, active, this.knob('scimusername-source'))
    const body = renderTemplate(V2_ENTERPRISE_TEMPLATE, values, { skipIfBlank: this.knob('skip-if-blank') === 'on' })
    return { ...body, active: this.knob('active-form') === 'string' ? String(active) : active }
  }

  /** What scimusername yields for a person. */
  userNameOf(user: OneLoginUser): string {
    return this.knob('scimusername-source') === 'Email' ? user.email : user.userName
  }

  /** What was seen when a finding was first reported. */
  firstDetail(finding: string, detail: string): string {
    const known = this.#details.get(finding) ?? detail
    this.#details.set(finding, known)
    return known
  }

  #current(person: string): OneLoginUser | undefined {
    return this.#logins.get(person)?.user ?? this.#users.get(person)
  }
}

function rolesByPerson(context: ScenarioContext): Map<string, string[]> {
  const roles = new Map<string, string[]>()
  for (const group of context.directory.groups) {
    for (const member of group.members) {
      const names = roles.get(member)
      if (names === undefined) roles.set(member, [group.displayName])
      else names.push(group.displayName)
    }
  }
  return roles
}
