import { type AttributeName, attributeOf, type RulePerson } from './attributes.ts'
import { fits } from './conditions.ts'
import type { Rule, RuleAction } from './rule.ts'

/** How rules are evaluated. */
export interface RuleOptions {
  /** What the name of a role with `;` in it stands for: several roles, or one. */
  readonly splitRoles: boolean
  /** Renders a text with macros for a person. */
  readonly render: (text: string, person: RulePerson) => string
}

/** Parameters whose values rules set: the last rule that sets one wins. */
export function parametersByRules(
  rules: readonly Rule[],
  person: RulePerson,
  { render }: RuleOptions,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const action of actionsFor(rules, person)) {
    if (action.kind === 'setValue') values.set(action.parameter, action.value)
    else if (action.kind === 'setMacro') values.set(action.parameter, render(action.text, person))
    else if (action.kind === 'setExpression') {
      const value = action.matching.extract(attributeOf(person, action.from) ?? '')
      if (value !== undefined) values.set(action.parameter, value)
    }
  }
  return values
}

/** Names of the groups the rules give a person, in order and once: every rule that fits adds its own. */
export function groupsByRules(rules: readonly Rule[], person: RulePerson, options: RuleOptions): string[] {
  const names = actionsFor(rules, person).flatMap((action) => {
    if (action.kind === 'existingGroups') return action.names
    return action.kind === 'mapGroups' ? mapped(action, valuesOf(person, action.forEach, options)) : []
  })
  return [...new Set(names)]
}

/** Names of the groups that rules map these roles to, whoever has them. */
export function groupsOfRoles(rules: readonly Rule[], roles: readonly string[], options: RuleOptions): string[] {
  const all = rules
    .flatMap(({ actions }) => actions)
    .flatMap((action) =>
      action.kind === 'mapGroups' && action.forEach === 'Role' ? mapped(action, splitRoles(roles, options)) : [],
    )
  return [...new Set(all)]
}

/** Group 1 of the expression where there is one, else the whole match; a value without a match gives nothing. */
function mapped({ matching }: Extract<RuleAction, { kind: 'mapGroups' }>, values: readonly string[]): string[] {
  return values.flatMap((value) => {
    const name = matching.extract(value)
    return name === undefined || name === '' ? [] : [name]
  })
}

function valuesOf(person: RulePerson, source: 'Role' | AttributeName, options: RuleOptions): string[] {
  if (source === 'Role') return splitRoles(person.roles, options)
  const text = attributeOf(person, source) ?? ''
  return source === 'MemberOf' ? splitList(text) : [text]
}

function splitRoles(roles: readonly string[], options: RuleOptions): string[] {
  return options.splitRoles ? roles.flatMap(splitList) : [...roles]
}

function splitList(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function actionsFor(rules: readonly Rule[], person: RulePerson): RuleAction[] {
  return rules.filter((rule) => fits(rule, person)).flatMap(({ actions }) => actions)
}
