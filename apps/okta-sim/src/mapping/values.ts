import type { JsonValue } from '@scimulator/scim-core'
import type { Directory, Person } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { Value } from '../expression/ast.ts'
import { evaluate } from '../expression/evaluate.ts'
import { ExpressionError } from '../expression/expression-error.ts'
import type { ExternalName } from './external-name.ts'
import type { Mapping } from './mappings.ts'
import { scopeOf } from './scope.ts'

/** A mapped attribute with its value for somebody; undefined = empty. */
export interface MappedValue {
  readonly name: ExternalName
  readonly mandatory: boolean
  readonly value: JsonValue | undefined
}

/** The values of a person, or why there are none. */
export type MappedProfile = { readonly values: readonly MappedValue[] } | { readonly problem: string }

/** Evaluates the mappings for a person: all of them for a create, else those of "Create and update". */
export function mapProfile(
  app: OktaApp,
  person: Person,
  when: 'create' | 'update',
  directory: Directory = app.context.directory,
): MappedProfile {
  const scope = scopeOf(app, person, directory)
  const values: MappedValue[] = []
  for (const mapping of app.mappings) {
    if (when === 'update' && !isUpdated(app, mapping)) continue
    const { name, mandatory } = mapping
    try {
      values.push({ name, mandatory, value: toJson(evaluate(mapping.value, scope)) })
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      if (app.knobs.failOnExpression)
        return {
          problem: `The attribute mapping cannot be evaluated: ${name.text}: ${error.message} (at ${error.offset})`,
        }
      values.push({ name, mandatory, value: undefined })
    }
  }
  return { values }
}

function isUpdated(app: OktaApp, { name, onUpdate }: Mapping): boolean {
  const isUserName = name.extension === undefined && name.text === 'userName'
  return onUpdate && !(isUserName && app.knobs.excludeUsernameUpdates)
}

/** The userName among mapped values; undefined where it is not pushed. */
export function userNameIn(values: readonly MappedValue[]): string | undefined {
  const found = values.find(({ name }) => name.extension === undefined && name.text === 'userName')
  return typeof found?.value === 'string' ? found.value : undefined
}

/** The app username of a person: what userName is made of by Sign On; the login where that has no value. */
export function appUserName(app: OktaApp, person: Person, directory: Directory = app.context.directory): string {
  const mapping = app.mappings.find(({ name }) => name.extension === undefined && name.text === 'userName')
  if (mapping === undefined) return person.userName
  try {
    const value = evaluate(mapping.value, scopeOf(app, person, directory))
    return typeof value === 'string' && value !== '' ? value : person.userName
  } catch (error) {
    if (error instanceof ExpressionError) return person.userName
    throw error
  }
}

/** The key a value is remembered by. */
export function keyOf({ extension, text }: ExternalName): string {
  return extension === undefined ? text : `${extension}:${text}`
}

/** What an expression may read as `appuser.…`. */
const APP_PROFILE: ReadonlySet<string> = new Set([
  'userName',
  'name.givenName',
  'name.familyName',
  'emails.^[primary==true].value',
])

/** What is kept of a pushed profile: all of it where the next push is compared with it, else the app profile. */
export function toPushed(app: OktaApp, values: readonly MappedValue[]): Record<string, string> {
  const all = app.integration.profile === 'patch'
  return Object.fromEntries(
    values.flatMap(({ name, value }) => {
      const kept = all || APP_PROFILE.has(keyOf(name))
      return value === undefined || !kept ? [] : [[keyOf(name), toText(value)]]
    }),
  )
}

/** Whether two values are the same for who reads them: not set and empty are. */
export function isSameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return JSON.stringify(left || null) === JSON.stringify(right || null)
}

/** The text a value is remembered by; empty where there is none. */
export function toText(value: JsonValue | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function toJson(value: Value): JsonValue | undefined {
  if (value === null || value === '') return undefined
  return typeof value === 'object' ? value.map((item) => toJson(item) ?? null) : value
}
