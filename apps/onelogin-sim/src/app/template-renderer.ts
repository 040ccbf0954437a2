import type { JsonObject } from '@scimulator/scim-core'
import { ownValue } from '../own-json.ts'
import type { AttributeName, RulePerson } from '../rules/attributes.ts'
import { attributeOf } from '../rules/attributes.ts'
import { parametersByRules, type RuleOptions } from '../rules/evaluate.ts'
import type { Rule } from '../rules/rule.ts'
import type { Parameter } from '../settings/config.ts'
import { parseTemplate, renderObject, renderText } from '../template.ts'
import { parameterMacros, userMacros } from './macro-values.ts'

/** What a body is rendered from. */
export interface RendererOptions {
  readonly template: string
  readonly parameters: readonly Parameter[]
  readonly rules: readonly Rule[]
  /** Whether a parameter without a value is left out, unless it says so itself. */
  readonly skipIfBlank: boolean
  readonly activeForm: 'boolean' | 'string'
  readonly ruleOptions: RuleOptions
}

const LOGIN = '{$parameters.scimusername}'

/** Renders the SCIM JSON Template of an app for people. */
export class TemplateRenderer {
  readonly #options: RendererOptions
  readonly #template: JsonObject
  readonly #skipped: ReadonlySet<string>
  /** The attribute the userName is, where the template takes scimusername as it is and no rule sets it. */
  readonly #loginAttribute: AttributeName | undefined

  constructor(options: RendererOptions) {
    this.#options = options
    this.#template = parseTemplate(options.template)
    const { parameters, rules, skipIfBlank } = options
    this.#skipped = new Set(
      parameters.filter((parameter) => parameter.skipIfBlank ?? skipIfBlank).map(({ name }) => name),
    )
    const login = parameters.find(({ name, included }) => name === 'scimusername' && included)
    const plain = ownValue(this.#template, 'userName') === LOGIN && !rules.some(setsLogin)
    this.#loginAttribute = plain && login?.source.kind === 'attribute' ? login.source.attribute : undefined
  }

  /** Whether the template says something of `active` itself. */
  get hasActive(): boolean {
    return Object.hasOwn(this.#template, 'active')
  }

  /** The body of POST and PUT. OneLogin adds `active` itself where the template has none (inferred). */
  render(person: RulePerson, active: boolean): JsonObject {
    const body = renderObject(this.#template, this.#macros(person, active), {
      skipIfBlank: (parameter) => this.#skipped.has(parameter),
    })
    if (this.hasActive) return body
    return { ...body, active: this.#options.activeForm === 'string' ? String(active) : active }
  }

  /** The userName of a person, for the look-up: as the template has it, else scimusername. */
  userName(person: RulePerson): string {
    if (this.#loginAttribute !== undefined) return attributeOf(person, this.#loginAttribute) ?? ''
    const text = ownValue(this.#template, 'userName')
    return renderText(typeof text === 'string' ? text : LOGIN, this.#macros(person, person.user.active))
  }

  #macros(person: RulePerson, active: boolean) {
    const { parameters, rules, ruleOptions } = this.#options
    return {
      user: userMacros(person, active),
      parameters: parameterMacros(parameters, person, parametersByRules(rules, person, ruleOptions)),
    }
  }
}

function setsLogin({ actions }: Rule): boolean {
  return actions.some((action) => 'parameter' in action && action.parameter === 'scimusername')
}
