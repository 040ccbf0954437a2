import type { JsonValue } from '@scimulator/scim-core'
import { ownValue } from '../own-json.ts'
import type { Mapping, MappingAction, Rule, RuleAction } from '../rules/rule.ts'
import { checkMacros } from './check-template.ts'
import type { Path, Problems } from './problems.ts'
import { readAttribute, readHead, readPattern, readSource } from './read-rules.ts'

const RULE_KEYS = ['name', 'match', 'conditions', 'actions']
const ACTION_KEYS = ['set', 'fromExisting', 'forEach', 'withValueThatMatches', 'value', 'macro', 'attribute']

/** One rule of the tab Rules; `parameters` are the names rules may set. */
export function readRule(value: JsonValue, path: Path, problems: Problems, parameters: ReadonlySet<string>): Rule {
  const object = problems.object(value, path, RULE_KEYS)
  const actions = problems.list(object, 'actions', path) ?? []
  return {
    ...readHead(object, path, problems),
    actions: actions.flatMap((item) => readAction(item.value, item.path, problems, parameters) ?? []),
  }
}

function readAction(
  value: JsonValue,
  path: Path,
  problems: Problems,
  parameters: ReadonlySet<string>,
): RuleAction | undefined {
  const object = problems.object(value, path, ACTION_KEYS)
  const parameter = problems.required(object, 'set', path)
  if (parameter === undefined) return undefined
  if (!parameters.has(parameter)) {
    problems.note([...path, 'set'], `There is no parameter ${parameter}.`)
    return undefined
  }
  const has = (key: string): boolean => ownValue(object, key) !== undefined
  if (parameter === 'groups') {
    if (!has('fromExisting')) {
      const forEach = readSource(object, 'forEach', path, problems)
      const matching = readPattern(object, 'withValueThatMatches', path, problems)
      return forEach === undefined || matching === undefined ? undefined : { kind: 'mapGroups', forEach, matching }
    }
    const names = problems.list(object, 'fromExisting', path) ?? []
    for (const item of names)
      if (typeof item.value !== 'string') problems.note(item.path, 'A group is named by a text.')
    return {
      kind: 'existingGroups',
      names: names.flatMap((item) => (typeof item.value === 'string' ? item.value : [])),
    }
  }
  if (has('macro')) {
    const text = problems.text(object, 'macro', path) ?? ''
    for (const { message, offset } of checkMacros(text, parameters)) problems.note([...path, 'macro'], message, offset)
    return { kind: 'setMacro', parameter, text }
  }
  if (has('attribute')) {
    const from = readAttribute(object, 'attribute', path, problems)
    const matching = readPattern(object, 'withValueThatMatches', path, problems)
    return from === undefined || matching === undefined
      ? undefined
      : { kind: 'setExpression', parameter, from, matching }
  }
  const text = problems.text(object, 'value', path)
  if (text !== undefined) return { kind: 'setValue', parameter, value: text }
  problems.note(path, 'The action needs a value, a macro, or an attribute with an expression.')
  return undefined
}

/** One mapping of Users > Mappings. */
export function readMapping(value: JsonValue, path: Path, problems: Problems): Mapping {
  const object = problems.object(value, path, RULE_KEYS)
  const actions = problems.list(object, 'actions', path) ?? []
  return {
    ...readHead(object, path, problems),
    actions: actions.flatMap((item) => readMappingAction(item.value, item.path, problems) ?? []),
  }
}

function readMappingAction(value: JsonValue, path: Path, problems: Problems): MappingAction | undefined {
  const object = problems.object(value, path, ['action', 'value'])
  const kind = problems.word(object, 'action', path, ['Set Role', 'Add Role', 'Remove Role', 'Set Status'])
  if (kind === undefined) {
    if (ownValue(object, 'action') === undefined) problems.note(path, 'action is missing.')
    return undefined
  }
  if (kind === 'Set Status') {
    const status = problems.word(object, 'value', path, ['Active', 'Suspended'])
    return status === undefined ? undefined : { kind, status }
  }
  const role = problems.required(object, 'value', path)
  return role === undefined ? undefined : { kind, role }
}
