import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'

/** What the macros of a SCIM JSON Template stand for. A name that is absent here is rendered as "". */
export interface MacroValues {
  /** `{$user.NAME}` */
  readonly user: ReadonlyMap<string, string>
  /** `{$parameters.NAME}` */
  readonly parameters: ReadonlyMap<string, string>
}

/** How a template is rendered. */
export interface RenderOptions {
  /** Whether a key is left out when its value is nothing but this parameter, and that is blank. */
  readonly skipIfBlank?: (parameter: string) => boolean
}

const MACRO = /\{\$(user|parameters)\.([^{}]+)\}/g
const LONE_PARAMETER = /^\{\$parameters\.([^{}]+)\}$/

/** Reads a SCIM JSON Template. @throws SyntaxError when it is no JSON object. */
export function parseTemplate(template: string): JsonObject {
  // JSON.parse yields JSON by definition; its declared result is wider.
  const parsed = JSON.parse(template) as JsonValue
  if (!isJsonObject(parsed)) throw new SyntaxError('A SCIM JSON Template is a JSON object.')
  return parsed
}

/** Renders a template: key order stays, nothing is trimmed, values are escaped so that the JSON stays valid. */
export function renderObject(object: JsonObject, values: MacroValues, options: RenderOptions = {}): JsonObject {
  const entries = Object.entries(object).flatMap(([key, value]): [string, JsonValue][] => {
    if (value === undefined) return []
    const rendered = renderValue(value, values, options)
    return rendered === '' && isSkipped(value, options) ? [] : [[key, rendered]]
  })
  return Object.fromEntries(entries)
}

/** Renders a text with macros; one that stands for nothing yields "". */
export function renderText(text: string, values: MacroValues): string {
  return text.replaceAll(MACRO, (_macro, source: string, name: string) => {
    const names = source === 'user' ? values.user : values.parameters
    return names.get(name) ?? ''
  })
}

function isSkipped(value: JsonValue, { skipIfBlank }: RenderOptions): boolean {
  const parameter = typeof value === 'string' ? LONE_PARAMETER.exec(value)?.[1] : undefined
  return parameter !== undefined && skipIfBlank?.(parameter) === true
}

function renderValue(value: JsonValue, values: MacroValues, options: RenderOptions): JsonValue {
  if (typeof value === 'string') return renderText(value, values)
  if (Array.isArray(value)) return value.map((item) => renderValue(item, values, options))
  return isJsonObject(value) ? renderObject(value, values, options) : value
}
