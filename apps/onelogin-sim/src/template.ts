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
  /** Leave a key out when its value is nothing but one parameter, and that is blank. */
  readonly skipIfBlank?: boolean
}

const MACRO = /\{\$(user|parameters)\.([^{}]+)\}/g
const LONE_PARAMETER = /^\{\$parameters\.[^{}]+\}$/

/**
 * The template of the SCIM v2 Enterprise connector. The schemas and the first keys are captured;
 * the keys from emails on are inferred from the documented v1.1 enterprise template.
 */
export const V2_ENTERPRISE_TEMPLATE = `{
  "schemas": ["urn:scim:schemas:core:2.0", "urn:scim:schemas:extension:enterprise:2.0"],
  "userName": "{$parameters.scimusername}",
  "name": {
    "familyName": "{$user.lastname}",
    "givenName": "{$user.firstname}",
    "formatted": "{$user.display_name}"
  },
  "emails": [{ "value": "{$user.email}", "type": "work", "primary": true }],
  "title": "{$parameters.title}",
  "urn:scim:schemas:extension:enterprise:2.0": {
    "department": "{$parameters.department}",
    "manager": {
      "managerId": "{$parameters.external_manager_id}",
      "displayName": "{$user.manager_firstname} {$user.manager_lastname}"
    }
  }
}`

/**
 * Renders a SCIM JSON Template: key order stays, nothing is trimmed, values are escaped so that the JSON stays valid.
 * @throws SyntaxError when the template is no JSON object.
 */
export function renderTemplate(template: string, values: MacroValues, options: RenderOptions = {}): JsonObject {
  // JSON.parse yields JSON by definition; its declared result is wider.
  const parsed = JSON.parse(template) as JsonValue
  if (!isJsonObject(parsed)) throw new SyntaxError('A SCIM JSON Template is a JSON object.')
  return renderObject(parsed, values, options)
}

function renderObject(object: JsonObject, values: MacroValues, options: RenderOptions): JsonObject {
  const entries = Object.entries(object).flatMap(([key, value]): [string, JsonValue][] => {
    if (value === undefined) return []
    const rendered = renderValue(value, values, options)
    const skipped = options.skipIfBlank === true && rendered === '' && LONE_PARAMETER.test(String(value))
    return skipped ? [] : [[key, rendered]]
  })
  return Object.fromEntries(entries)
}

function renderValue(value: JsonValue, values: MacroValues, options: RenderOptions): JsonValue {
  if (typeof value === 'string') return renderText(value, values)
  if (Array.isArray(value)) return value.map((item) => renderValue(item, values, options))
  return isJsonObject(value) ? renderObject(value, values, options) : value
}

function renderText(text: string, values: MacroValues): string {
  return text.replaceAll(MACRO, (_macro, source: string, name: string) => {
    const names = source === 'user' ? values.user : values.parameters
    return names.get(name) ?? ''
  })
}
