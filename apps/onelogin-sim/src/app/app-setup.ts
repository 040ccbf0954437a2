import type { JsonObject } from '@scimulator/scim-core'
import { type Directory, type ScenarioContext, UsageError } from '@scimulator/sim-kit'
import { type KnobId, type KnobValue, knobValue } from '../evidence/knobs.ts'
import type { QuirkId } from '../evidence/quirks.ts'
import type { RulePerson } from '../rules/attributes.ts'
import { groupsByRules, groupsOfRoles, type RuleOptions } from '../rules/evaluate.ts'
import { applyMappings } from '../rules/mappings.ts'
import type { Rule } from '../rules/rule.ts'
import type { AppConfig, Parameter } from '../settings/config.ts'
import { compilePattern } from '../settings/pattern.ts'
import { readSettings } from '../settings/read-settings.ts'
import { renderText } from '../template.ts'
import type { Connector } from './connector.ts'
import type { ApprovalBox } from './console.ts'
import { userMacros } from './macro-values.ts'
import { TemplateRenderer } from './template-renderer.ts'

/** How an app is set up: its connector, the knobs of the run, and on top of them the document of its settings. */
export class AppSetup {
  readonly connector: Connector
  readonly renderer: TemplateRenderer
  readonly #knobs: Readonly<Record<string, string>>
  readonly #config: AppConfig
  readonly #rules: readonly Rule[]
  readonly #ruleOptions: RuleOptions

  /** @throws UsageError when the document has problems. */
  constructor({ knobs, settings }: Pick<ScenarioContext, 'knobs' | 'settings'>, connector: Connector) {
    this.connector = connector
    this.#knobs = knobs
    this.#config = configOf(settings ?? {})
    this.#rules = this.#config.rules ?? DEFAULT_RULES
    this.#ruleOptions = {
      splitRoles: this.knob('role-name-semicolon') === 'split',
      render: (text, person) =>
        renderText(text, { user: userMacros(person, person.user.active), parameters: new Map() }),
    }
    this.renderer = new TemplateRenderer({
      template: this.#config.template ?? this.#defaultTemplate(),
      parameters: this.#config.parameters ?? this.#defaultParameters(),
      rules: this.#rules,
      skipIfBlank: this.knob('skip-if-blank') === 'on',
      activeForm: this.knob('active-form'),
      ruleOptions: this.#ruleOptions,
    })
  }

  /** The value of a knob. */
  knob<Id extends KnobId>(id: Id): KnobValue<Id> {
    return knobValue(this.#knobs, id)
  }

  /** "Require admin approval" as the app was set up. */
  requiresApproval(box: ApprovalBox): boolean {
    return this.#config.approval[box] ?? this.knob('admin-approval') === 'ticked'
  }

  /** "Enable provisioning" as the app was set up. */
  get provisioningEnabled(): boolean {
    return this.#config.enableProvisioning ?? true
  }

  /** The first drop-down as the app was set up. */
  get whenAppRemoved(): KnobValue<'when-app-removed'> {
    return this.#config.whenAppRemoved ?? this.knob('when-app-removed')
  }

  /** The second drop-down as the app was set up. */
  get whenSuspended(): KnobValue<'when-suspended'> {
    return this.#config.whenSuspended ?? this.knob('when-suspended')
  }

  /** Whether Groups is included in user provisioning: without it there is no group traffic at all. */
  get sendsGroups(): boolean {
    const { parameters } = this.#config
    if (parameters === undefined) return this.connector.groups
    return parameters.some(({ name, included }) => name === 'groups' && included)
  }

  /** The directory as the account-wide mappings leave it. */
  mapped(directory: Directory): Directory {
    return applyMappings(directory, this.#config.mappings)
  }

  /** Names of the groups that the rules give a person. */
  groupsFor(person: RulePerson): readonly string[] {
    return this.sendsGroups ? groupsByRules(this.#rules, person, this.#ruleOptions) : []
  }

  /** Names of the groups that a rule for each role makes of these roles, whoever has them. */
  groupsOfRoles(roles: readonly string[]): readonly string[] {
    return this.sendsGroups ? groupsOfRoles(this.#rules, roles, this.#ruleOptions) : []
  }

  /** Whether a group of this name may be created at the app: one picked "From Existing" may not. */
  mayCreate(name: string): boolean {
    const picked = this.#rules.flatMap(({ actions }) => actions).filter((action) => action.kind === 'existingGroups')
    return !picked.some(({ names }) => names.includes(name))
  }

  /** Whether the rules are other than a group for every role. */
  get hasOwnRules(): boolean {
    return this.#config.rules !== undefined
  }

  /** Quirks that every request carries: Custom Headers add what the connector leaves out. */
  get headerQuirks(): readonly QuirkId[] {
    const added = new Set(this.#config.customHeaders.map(([name]) => name.toLowerCase()))
    const quirks: [QuirkId, boolean][] = [
      ['no-user-agent', !added.has('user-agent')],
      ['no-accept', !added.has('accept')],
      ['custom-headers', added.size > 0],
    ]
    return quirks.flatMap(([quirk, carries]) => (carries ? [quirk] : []))
  }

  #defaultTemplate(): string {
    const { template } = this.connector
    if (this.knob('schema-urns') === 'as-captured') return template
    return RFC_NAMES.reduce((text, [foreign, rfc]) => text.replaceAll(`"${foreign}"`, `"${rfc}"`), template)
  }

  #defaultParameters(): Parameter[] {
    const attributes = [
      ['scimusername', this.knob('scimusername-source')],
      ['title', 'Title'],
      ['department', 'Department'],
      ['external_manager_id', 'Manager ID'],
    ] as const
    return attributes.map(([name, attribute]) => ({
      name,
      source: { kind: 'attribute', attribute },
      included: true,
      skipIfBlank: undefined,
    }))
  }
}

const RFC_NAMES: readonly (readonly [foreign: string, rfc: string])[] = [
  ['urn:scim:schemas:core:2.0', 'urn:ietf:params:scim:schemas:core:2.0:User'],
  ['urn:scim:schemas:extension:enterprise:2.0', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
]

/** What every guide has an admin set up: Set Groups in the app, Map from OneLogin, for each role, whatever its name. */
const DEFAULT_RULES: readonly Rule[] = [
  {
    name: 'A group for every role',
    match: 'all',
    conditions: [],
    actions: [{ kind: 'mapGroups', forEach: 'Role', matching: compilePattern('.*') }],
  },
]

function configOf(document: JsonObject): AppConfig {
  const { config, problems } = readSettings(document)
  const [first] = problems
  if (first === undefined) return config
  throw new UsageError(`The settings have a problem at ${first.path.join('.') || 'the top'}: ${first.message}`)
}
