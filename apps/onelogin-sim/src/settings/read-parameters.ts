import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { ATTRIBUTE_NAMES, attributeName } from '../rules/attributes.ts'
import { checkMacros } from './check-template.ts'
import type { Parameter, ParameterSource } from './config.ts'
import type { Path, Problems } from './problems.ts'

const KEYS = ['name', 'value', 'macro', 'includeInUserProvisioning', 'skipIfBlank']
const NO_DEFAULT = '- No default -'
const MACRO = '- Macro -'

/** The rows of the tab Parameters; undefined where the document has none. */
export function readParameters(document: JsonObject, problems: Problems): Parameter[] | undefined {
  const items = problems.list(document, 'parameters', [])
  if (items === undefined) return undefined
  const names = new Set<string>()
  const noted = problems.all.length
  const parameters = items.flatMap(({ value, path }) => {
    const parameter = readParameter(value, path, problems)
    if (parameter === undefined) return []
    if (names.has(parameter.name)) problems.note([...path, 'name'], `There are two parameters ${parameter.name}.`)
    names.add(parameter.name)
    return [parameter]
  })
  const login = parameters.find(({ name }) => name === 'scimusername')
  if (login === undefined || (login.source.kind === 'none' && problems.all.length === noted)) {
    problems.note(['parameters'], 'scimusername is missing: it is the one parameter an app cannot do without.')
  }
  return parameters
}

function readParameter(value: JsonValue, path: Path, problems: Problems): Parameter | undefined {
  const object = problems.object(value, path, KEYS)
  const name = problems.required(object, 'name', path)
  if (name === undefined) return undefined
  return {
    name,
    source: readParameterSource(object, path, problems),
    included: problems.flag(object, 'includeInUserProvisioning', path) ?? true,
    skipIfBlank: problems.flag(object, 'skipIfBlank', path),
  }
}

function readParameterSource(object: JsonObject, path: Path, problems: Problems): ParameterSource {
  const text = problems.text(object, 'value', path) ?? NO_DEFAULT
  if (text === NO_DEFAULT || text === '') return { kind: 'none' }
  if (text === MACRO) {
    const macro = problems.required(object, 'macro', path) ?? ''
    // A macro of a parameter is made of the person alone.
    for (const { message, offset } of checkMacros(macro, new Set())) problems.note([...path, 'macro'], message, offset)
    return { kind: 'macro', text: macro }
  }
  const attribute = attributeName(text)
  if (attribute !== undefined) return { kind: 'attribute', attribute }
  problems.note([...path, 'value'], `value is one of ${[...ATTRIBUTE_NAMES, NO_DEFAULT, MACRO].join(', ')}.`)
  return { kind: 'none' }
}
