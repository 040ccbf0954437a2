import { compareKey, type JsonObject } from '@scimulator/scim-core'
import type { Directory, ScenarioContext } from '@scimulator/sim-kit'
import { ShownByApp } from '../checks/shown-by-app.ts'
import type { KnobId, KnobValue } from '../evidence/knobs.ts'
import { rolesByPerson } from '../follow/changes.ts'
import type { RulePerson } from '../rules/attributes.ts'
import { Accounts } from './accounts.ts'
import { AppSetup } from './app-setup.ts'
import { type Connector, V2_ENTERPRISE } from './connector.ts'
import type { ApprovalBox } from './console.ts'
import { type Entitlement, type Login, newLogin, type OneLoginUser } from './login.ts'
import { openSavedState, type SavedState } from './saved-state.ts'
import { TaskQueue } from './task-queue.ts'

/** The two drop-downs of the Provisioning tab. */
export interface ProvisioningSettings {
  whenAppRemoved: KnobValue<'when-app-removed'>
  whenSuspended: KnobValue<'when-suspended'>
}

/** The app in OneLogin while a scenario or an action plays: its settings, its logins, its entitlements. */
export class OneLoginApp {
  readonly settings: ProvisioningSettings
  /** Names of groups whose create has failed in this run: the next task does not try again. */
  readonly notCreated: Set<string> = new Set()
  /** False once a refresh has failed: then no role can be mapped. */
  entitlementsReadable = true
  /** Set while an admin approves: tasks run although their box is ticked. */
  approving = false
  readonly saved: SavedState
  readonly setup: AppSetup
  readonly tasks: TaskQueue
  readonly accounts: Accounts
  readonly shown: ShownByApp = new ShownByApp()
  readonly #context: ScenarioContext
  readonly #users: Map<string, OneLoginUser>
  readonly #directory: Directory
  readonly #roles: ReadonlyMap<string, readonly string[]>
  readonly #logins: Map<string, Login>

  constructor(context: ScenarioContext, connector: Connector = V2_ENTERPRISE) {
    this.#context = context
    this.setup = new AppSetup(context, connector)
    this.saved = openSavedState(context.state)
    this.tasks = new TaskQueue(this.saved.tasks)
    this.accounts = new Accounts(this.saved)
    const { whenAppRemoved, whenSuspended } = this.saved.console
    this.settings = {
      whenAppRemoved: whenAppRemoved ?? this.setup.whenAppRemoved,
      whenSuspended: whenSuspended ?? this.setup.whenSuspended,
    }
    this.#directory = this.setup.mapped(context.directory)
    this.#users = new Map(this.#directory.people.map((person) => [person.id, { ...person }]))
    this.#roles = rolesByPerson(this.#directory)
    this.#logins = new Map(this.saved.logins.map((login) => [login.user.id, login]))
  }

  /** The time by the run's clock, ISO 8601. */
  get now(): string {
    return this.#context.now().toISOString()
  }

  /** Whether "Require admin approval" is ticked for an action. */
  needsApproval(box: ApprovalBox): boolean {
    return this.saved.console.approval[box] ?? this.setup.requiresApproval(box)
  }

  /** Whether "Enable provisioning" is ticked. */
  get provisioningEnabled(): boolean {
    return this.saved.console.enableProvisioning ?? this.setup.provisioningEnabled
  }

  /** The value of a knob. */
  knob<Id extends KnobId>(id: Id): KnobValue<Id> {
    return this.setup.knob(id)
  }

  /** A userName that cannot exist, for the probe. */
  impossibleUserName(): string {
    return this.#context.random('enable-probe').text(32, '0123456789abcdef')
  }

  /** The people of the directory, as it was when the run began. */
  get people(): readonly OneLoginUser[] {
    return this.#directory.people
  }

  /** Names of the roles a person has in the directory. */
  directoryRoles(person: string): readonly string[] {
    return this.#roles.get(person) ?? []
  }

  /** Names of the groups that the rules give a person with these roles. */
  groupsFor(user: OneLoginUser, roles: readonly string[]): readonly string[] {
    return this.setup.groupsFor({ user, manager: this.#managerOf(user), roles })
  }

  /** Names of the groups the rules make of the directory, those of roles without people too; picked ones are left out. */
  groupNames(): readonly string[] {
    const { setup } = this
    const byRole = setup.groupsOfRoles(this.#directory.groups.map(({ displayName }) => displayName))
    const byPerson = setup.hasOwnRules
      ? this.people.flatMap((person) => this.groupsFor(person, this.directoryRoles(person.id)))
      : []
    return [...new Set([...byRole, ...byPerson])].filter((name) => setup.mayCreate(name))
  }

  /** The group of the app a name stands for, in the app's spelling. */
  groupName(name: string): string {
    return this.findEntitlement(name)?.name ?? name
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
    const named = this.#directory.groups.some(({ displayName }) => compareKey(displayName) === compareKey(name))
    return named || this.findEntitlement(name) !== undefined
  }

  /** Whether OneLogin has somebody with this userName: in its directory, or behind a login. */
  knowsUserName(userName: string): boolean {
    const { logins } = this.saved
    const users = [...this.#users.values(), ...logins.map(({ user }) => user)]
    const names = [...users.map((user) => this.userNameOf(user)), ...logins.map((login) => login.userNameAtApp)]
    return names.some((name) => compareKey(name) === compareKey(userName))
  }

  /** The body of POST and PUT. */
  renderUser(user: OneLoginUser, active: boolean): JsonObject {
    const trims = this.knob('untrimmed-names') === 'trimmed'
    const typed = trims ? { ...user, givenName: user.givenName.trim(), familyName: user.familyName.trim() } : user
    return this.setup.renderer.render(this.#rulePerson(typed), active)
  }

  /** What a person is looked up by. */
  userNameOf(user: OneLoginUser): string {
    return this.setup.renderer.userName(this.#rulePerson(user))
  }

  #rulePerson(user: OneLoginUser): RulePerson {
    const roles = this.#logins.get(user.id)?.roles ?? this.directoryRoles(user.id)
    return { user, manager: this.#managerOf(user), roles }
  }

  #managerOf({ manager }: OneLoginUser): OneLoginUser | undefined {
    return manager === undefined ? undefined : (this.#logins.get(manager)?.user ?? this.#users.get(manager))
  }
}
