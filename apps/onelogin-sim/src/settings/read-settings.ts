import type { JsonObject } from '@scimulator/scim-core'
import type { SettingsProblem } from '@scimulator/sim-kit'
import { ownValue } from '../own-json.ts'
import type { Mapping, Rule } from '../rules/rule.ts'
import { checkTemplate } from './check-template.ts'
import type { AppConfig } from './config.ts'
import { readCustomHeaders } from './custom-headers.ts'
import { Problems } from './problems.ts'
import { readMapping, readRule } from './read-actions.ts'
import { readParameters } from './read-parameters.ts'

/** Names of the parameters an app has from the start; Groups has no macro. */
export const DEFAULT_PARAMETERS: readonly string[] = [
  'scimusername',
  'title',
  'department',
  'external_manager_id',
  'groups',
]

/** A settings document in the terms of this simulator, and what is wrong with it. */
export function readSettings(document: JsonObject): { config: AppConfig; problems: readonly SettingsProblem[] } {
  const problems = new Problems()
  problems.object(document, [], ['configuration', 'parameters', 'rules', 'mappings', 'provisioning'])
  const parameters = readParameters(document, problems)
  const names = new Set(parameters?.map(({ name }) => name) ?? DEFAULT_PARAMETERS)
  const config: AppConfig = {
    ...readConfiguration(document, names, problems),
    parameters,
    rules: readRules(document, names, problems),
    mappings: readMappings(document, problems),
    ...readProvisioning(document, problems),
  }
  return { config, problems: problems.all }
}

function readConfiguration(
  document: JsonObject,
  parameters: ReadonlySet<string>,
  problems: Problems,
): Pick<AppConfig, 'template' | 'customHeaders'> {
  const path = ['configuration']
  const object = problems.object(ownValue(document, 'configuration'), path, ['scimJsonTemplate', 'customHeaders'])
  const template = problems.text(object, 'scimJsonTemplate', path)
  for (const { message, offset } of template === undefined ? [] : checkTemplate(template, parameters)) {
    problems.note([...path, 'scimJsonTemplate'], message, offset)
  }
  const custom = readCustomHeaders(problems.text(object, 'customHeaders', path) ?? '')
  for (const { message, offset } of custom.problems) problems.note([...path, 'customHeaders'], message, offset)
  return { template, customHeaders: custom.headers }
}

function readRules(document: JsonObject, parameters: ReadonlySet<string>, problems: Problems): Rule[] | undefined {
  const items = problems.list(document, 'rules', [])
  return items?.map(({ value, path }) => readRule(value, path, problems, parameters))
}

function readMappings(document: JsonObject, problems: Problems): Mapping[] {
  const items = problems.list(document, 'mappings', []) ?? []
  return items.map(({ value, path }) => readMapping(value, path, problems))
}

function readProvisioning(
  document: JsonObject,
  problems: Problems,
): Pick<AppConfig, 'enableProvisioning' | 'approval' | 'whenAppRemoved' | 'whenSuspended'> {
  const path = ['provisioning']
  const object = problems.object(ownValue(document, 'provisioning'), path, [
    'enableProvisioning',
    'requireAdminApproval',
    'whenUsersAreDeleted',
    'whenUsersAreSuspended',
  ])
  const boxes = [...path, 'requireAdminApproval']
  const approval = problems.object(ownValue(object, 'requireAdminApproval'), boxes, [
    'createUser',
    'deleteUser',
    'updateUser',
  ])
  return {
    enableProvisioning: problems.flag(object, 'enableProvisioning', path),
    approval: {
      createUser: problems.flag(approval, 'createUser', boxes),
      deleteUser: problems.flag(approval, 'deleteUser', boxes),
      updateUser: problems.flag(approval, 'updateUser', boxes),
    },
    whenAppRemoved: problems.word(object, 'whenUsersAreDeleted', path, ['Delete', 'Suspend', 'Do Nothing']),
    whenSuspended: problems.word(object, 'whenUsersAreSuspended', path, ['Suspend', 'Do Nothing']),
  }
}
