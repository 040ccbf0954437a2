import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { AppSettings, Knob, SettingsProblem } from '@scimulator/sim-kit'
import { evidence } from '../evidence/sources.ts'
import { ExpressionError } from '../expression/expression-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { parseExternalName } from '../mapping/external-name.ts'
import { own, ownText } from '../mapping/json.ts'
import { DEFAULT_USERNAME, defaultRows } from '../mapping/mappings.ts'
import { documentOptions } from './options.ts'

type Path = readonly (string | number)[]

/** What the console lets an admin edit: Sign On, Attribute Mappings, To App, To Okta and Group Push Settings. */
export function createSettings(knobs: readonly Knob[]): AppSettings {
  return {
    summary: 'Username format, attribute mappings (Okta Expression Language) and options of the tab Provisioning',
    evidence: evidence('vendor-docs', 'S22'),
    defaults: {
      signOn: { applicationUsernameFormat: DEFAULT_USERNAME, updateApplicationUsernameOn: 'create and update' },
      attributeMappings: defaultRows.map((row) => ({ ...row })),
      options: defaultOptions(knobs),
    },
    check: (document) => [
      ...unknownKeys(document, ['signOn', 'attributeMappings', 'options'], []),
      ...checkSignOn(own(document, 'signOn')),
      ...checkMappings(own(document, 'attributeMappings')),
      ...checkOptions(own(document, 'options'), knobs),
    ],
  }
}

function defaultOptions(knobs: readonly Knob[]): JsonObject {
  const byId = new Map(knobs.map((knob) => [knob.id, knob]))
  return Object.fromEntries(
    Object.entries(documentOptions).flatMap(([key, id]) => {
      const knob = byId.get(id)
      if (knob === undefined) return []
      return [[key, isBox(knob) ? knob.default === 'on' : knob.default]]
    }),
  )
}

function isBox({ values }: Knob): boolean {
  return values.length === 2 && values.includes('on') && values.includes('off')
}

function checkSignOn(value: JsonValue | undefined): SettingsProblem[] {
  if (value === undefined) return []
  if (!isJsonObject(value)) return [problem(['signOn'], 'signOn is an object.')]
  const format = own(value, 'applicationUsernameFormat')
  const when = own(value, 'updateApplicationUsernameOn')
  return [
    ...unknownKeys(value, ['applicationUsernameFormat', 'updateApplicationUsernameOn'], ['signOn']),
    ...(format === undefined ? [] : checkExpression(format, ['signOn', 'applicationUsernameFormat'])),
    ...(when === undefined ? [] : checkApplyOn(when, ['signOn', 'updateApplicationUsernameOn'])),
  ]
}

function checkMappings(value: JsonValue | undefined): SettingsProblem[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [problem(['attributeMappings'], 'attributeMappings is a list of mappings.')]
  const problems = value.flatMap((row, index) => checkRow(row, ['attributeMappings', index]))
  return [...problems, ...checkTwice(value), ...checkMandatory(value)]
}

const ROW_KEYS = ['attribute', 'externalName', 'externalNamespace', 'value', 'applyOn']

function checkRow(row: JsonValue, path: Path): SettingsProblem[] {
  if (!isJsonObject(row)) return [problem(path, 'A mapping is an object.')]
  const namespace = own(row, 'externalNamespace')
  const applyOn = own(row, 'applyOn')
  const isText = namespace === undefined || (typeof namespace === 'string' && namespace.startsWith('urn:'))
  return [
    ...unknownKeys(row, ROW_KEYS, path),
    ...checkName(row, path),
    ...(isText ? [] : [problem([...path, 'externalNamespace'], 'An external namespace is a URN.')]),
    ...checkExpression(own(row, 'value'), [...path, 'value']),
    ...(applyOn === undefined ? [] : checkApplyOn(applyOn, [...path, 'applyOn'])),
  ]
}

function checkName(row: JsonObject, path: Path): SettingsProblem[] {
  const name = ownText(row, 'externalName') ?? ownText(row, 'attribute')
  const at = [...path, 'externalName']
  if (name === undefined) return [problem(at, 'A mapping needs its externalName, such as name.givenName.')]
  const parsed = parseExternalName(name, undefined)
  if (parsed === undefined) {
    const forms = 'attribute, attribute.sub or attribute.^[key==value].sub'
    return [problem(at, `"${name}" is no external name: write ${forms}, text values in single quotes.`)]
  }
  const namespace = ownText(row, 'externalNamespace')
  if (parsed.attribute === 'groups' && namespace === undefined) return [problem(at, 'Okta maps no attribute "groups".')]
  if (name === 'userName') return [problem(at, 'userName is made by signOn.applicationUsernameFormat.')]
  return []
}

function checkTwice(rows: readonly JsonValue[]): SettingsProblem[] {
  const seen = new Set<string>()
  return rows.filter(isJsonObject).flatMap((row, index) => {
    const key = `${ownText(row, 'externalNamespace') ?? ''} ${ownText(row, 'externalName') ?? ''}`
    const twice = seen.has(key)
    seen.add(key)
    return twice ? [problem(['attributeMappings', index, 'externalName'], `${key.trim()} is mapped twice.`)] : []
  })
}

/** Four attributes must be mapped (S18); userName is by Sign On. */
function checkMandatory(rows: readonly JsonValue[]): SettingsProblem[] {
  const names = new Set(rows.filter(isJsonObject).map((row) => ownText(row, 'externalName')))
  return ['name.givenName', 'name.familyName', 'emails.^[primary==true].value']
    .filter((name) => !names.has(name))
    .map((name) => problem(['attributeMappings'], `Okta cannot do without a mapping to ${name}.`))
}

function checkExpression(value: JsonValue | undefined, path: Path): SettingsProblem[] {
  if (typeof value !== 'string') return [problem(path, 'An expression is a text, such as user.firstName.')]
  try {
    parseExpression(value)
    return []
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return [{ path, offset: error.offset, message: `${error.message}.` }]
  }
}

function checkApplyOn(value: JsonValue, path: Path): SettingsProblem[] {
  if (value === 'create' || value === 'create and update') return []
  return [problem(path, 'It is "create" or "create and update".')]
}

function checkOptions(value: JsonValue | undefined, knobs: readonly Knob[]): SettingsProblem[] {
  if (value === undefined) return []
  if (!isJsonObject(value)) return [problem(['options'], 'options is an object.')]
  const byId = new Map(knobs.map((knob) => [knob.id, knob]))
  const known = Object.keys(documentOptions)
  const problems = known.flatMap((key) => {
    const option = own(value, key)
    const knob = byId.get(documentOptions[key] ?? '')
    if (option === undefined || knob === undefined) return []
    if (isBox(knob) && typeof option === 'boolean') return []
    if (knob.values.includes(String(option))) return []
    const values = isBox(knob) ? 'true or false' : `one of ${knob.values.map((item) => `"${item}"`).join(', ')}`
    return [problem(['options', key], `It is ${values}.`)]
  })
  return [...unknownKeys(value, known, ['options']), ...problems]
}

function unknownKeys(object: JsonObject, known: readonly string[], path: Path): SettingsProblem[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => problem([...path, key], `There is no "${key}" here; known are ${known.join(', ')}.`))
}

function problem(path: Path, message: string): SettingsProblem {
  return { path, message }
}
