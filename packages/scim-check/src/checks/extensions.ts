/**
 * @see RFC 7643 §3.3 Attribute Extensions to Resources, §4.3 Enterprise User — https://www.rfc-editor.org/rfc/rfc7643#section-3.3
 */
import {
  ENTERPRISE_USER_SCHEMA,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { type DeclaredType, declaredTypes, isSchema } from '../discovery/declared-types.ts'
import { type Discovery, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { bodyOf } from './declared.ts'
import { ensureSame, enterpriseOf, hasUrn, objects, part, strings } from './support.ts'

/** How extensions live in a resource. */
export const EXTENSION_CHECKS: readonly Check[] = defineChecks('RFC 7643 §3.3', [
  {
    id: 'S-004',
    section: 'RFC 7643 §3.3',
    level: 'MUST',
    title: 'extension attributes live under the URN of their schema',
    advice: 'Keep extension data in an object keyed by the URN.',
    damage: 4,
    requires: needs('enterprise'),
    async run(context) {
      const user = await context.readUser(await enterpriseUser(context, { department: 'Sales' }))
      ensureSame(part(enterpriseOf(user), 'department'), 'Sales', 'department')
    },
  },
  {
    id: 'S-005',
    section: 'RFC 7643 §3',
    level: 'SHOULD',
    title: 'schemas lists an extension exactly while the resource has data of it',
    advice: 'Work schemas out from the data.',
    damage: 1,
    requires: needs('enterprise'),
    async run(context) {
      const plain = await context.readUser(await context.user())
      ensure(!hasUrn(plain.schemas, ENTERPRISE_USER_SCHEMA), 'A User without enterprise data lists the extension.')
      const extended = await context.readUser(await enterpriseUser(context, { department: 'Sales' }))
      ensure(
        hasUrn(extended.schemas, ENTERPRISE_USER_SCHEMA),
        'A User with enterprise data does not list the extension.',
      )
    },
  },
  {
    id: 'S-056',
    section: 'RFC 7643 §4.3',
    level: 'MUST',
    title: 'the enterprise attributes round-trip, and manager.displayName is ignored in a body',
    advice: 'Keep every attribute of the extension; derive the manager’s displayName.',
    damage: 3,
    requires: needs('enterprise'),
    run: ensureRoundTrip,
    // Taking the manager as a text changes nothing about how it is shown.
    tolerated: ensureRoundTrip,
  },
  {
    id: 'S-003',
    section: 'RFC 7643 §3',
    level: 'MUST',
    title: 'the order of schemas means nothing',
    advice: 'Look for the base schema anywhere in schemas.',
    damage: 3,
    requires: needs('enterprise'),
    async run(context) {
      const body = context.userBody({
        schemas: [ENTERPRISE_USER_SCHEMA, USER_SCHEMA],
        [ENTERPRISE_USER_SCHEMA]: { department: 'Sales' },
      })
      const user = (await context.client.post(context.users, body)).expect(201).resource
      const kept = await context.readUser(user)
      ensureSame(kept.userName, body.userName, 'userName')
      ensureSame(part(enterpriseOf(kept), 'department'), 'Sales', 'department')
    },
  },
  {
    id: 'S-057',
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'an extension that a resource type requires must be there, with what it requires itself',
    advice: 'Enforce schemaExtensions.required, or announce false.',
    damage: 2,
    requires: (discovery) =>
      requiredExtensions(discovery).length > 0 ? undefined : 'the target does not announce an extension as required',
    async run(context) {
      for (const { resourceType, schema } of requiredExtensions(context.discovery)) {
        const whole = bodyOf(context, resourceType)
        await context.make(resourceType.path, whole)
        const rest = bodyOf(context, resourceType)
        delete rest[schema]
        const schemas = strings(rest.schemas).filter((urn) => !isSchema(urn, schema))
        const answer = await context.client.post(resourceType.path, { ...rest, schemas })
        answer.refused(400, ['invalidValue', 'invalidSyntax'])
      }
    },
  },
])

function requiredExtensions(
  discovery: Discovery,
): readonly { readonly resourceType: DeclaredType; readonly schema: string }[] {
  return declaredTypes(discovery).flatMap((resourceType) =>
    resourceType.extensions.flatMap(({ schema, required }) => (required ? [{ resourceType, schema }] : [])),
  )
}

function enterpriseUser(context: CheckContext, data: JsonObject): ReturnType<CheckContext['user']> {
  return context.user({ schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA], [ENTERPRISE_USER_SCHEMA]: data })
}

async function ensureRoundTrip(context: CheckContext): Promise<void> {
  const isThere = announced(context.discovery)
  const texts: Record<string, JsonValue> = {
    employeeNumber: '701984',
    costCenter: '4130',
    organization: 'Universal Studios',
    division: 'Theme Park',
    department: 'Tour',
  }
  const boss = await context.user()
  const all = Object.entries({ ...texts, manager: { value: boss.id, displayName: 'Somebody else' } })
  const missing = all.flatMap(([name]) => (isThere(name) ? [] : name))
  if (missing.length > 0) context.note(`The target has no ${missing.join(', ')}.`)
  const data = Object.fromEntries(all.filter(([name]) => isThere(name)))
  const extension = enterpriseOf(await context.readUser(await enterpriseUser(context, data)))
  for (const [name, value] of Object.entries(texts)) if (isThere(name)) ensureSame(part(extension, name), value, name)
  if (!isThere('manager')) return
  const kept = part(extension, 'manager')
  ensure(isJsonObject(kept), `manager, a complex attribute, is ${show(kept ?? null)}.`)
  ensureSame(kept.value, boss.id, 'manager.value')
  ensure(kept.displayName !== 'Somebody else', 'manager.displayName, which is readOnly, was stored.')
}

/** Whether the target has an attribute of the extension: any, where it describes none. */
function announced({ schemas = [] }: Discovery): (name: string) => boolean {
  const schema = schemas.find(({ id }) => isSchema(id, ENTERPRISE_USER_SCHEMA))
  const names = objects(schema?.attributes).map(({ name }) => String(name).toLowerCase())
  return (name) => names.length === 0 || names.includes(name.toLowerCase())
}
