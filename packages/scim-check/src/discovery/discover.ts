/**
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import {
  ENTERPRISE_USER_SCHEMA,
  GROUP_SCHEMA,
  isJsonObject,
  type JsonObject,
  SERVICE_PROVIDER_CONFIG_SCHEMA,
  TOLERANCES_SCHEMA,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import type { Answer } from '../client/answer.ts'
import type { Client } from '../client/client.ts'
import { TargetError } from '../failure.ts'
import { type Discovery, FEATURES, type Feature, type Reason } from './discovery.ts'

/**
 * Learns what the target offers. What cannot be read is left out with the reason.
 *
 * @throws TargetError when nothing answers, the credentials are refused, or nothing there speaks SCIM.
 */
export async function discover(client: Client): Promise<Discovery> {
  const config = await client.get('/ServiceProviderConfig')
  const types = await client.get('/ResourceTypes')
  const schemas = await client.get('/Schemas')
  const users = await client.get('/Users', { count: 1 })
  assertScim([config, types, schemas, users], users)
  const configBody = configOf(config)
  const typeList = listOf(types)
  const schemaList = listOf(schemas)
  return {
    config: configBody,
    resourceTypes: typeList,
    schemas: schemaList,
    features: featuresOf(configBody),
    users: endpointOf(typeList, USER_SCHEMA, '/Users', 'User'),
    groups: endpointOf(typeList, GROUP_SCHEMA, '/Groups', 'Group'),
    enterprise: enterpriseOf(typeList, schemaList),
    maxResults: numberIn(configBody, 'filter', 'maxResults'),
    tolerances: tolerancesOf(configBody),
  }
}

function assertScim(answers: readonly Answer[], users: Answer): void {
  if (answers.every(({ status }) => status === 401)) throw new TargetError('The target refuses the token (401).')
  if (users.status === 401 || users.status === 403) {
    throw new TargetError(`The target refuses the token (${users.status} for GET /Users).`)
  }
  if (answers.some(speaksScim)) return
  const seen = answers.map(({ what, status }) => `${what}: ${status}`).join(', ')
  throw new TargetError(`There is no SCIM service at this address (${seen}).`)
}

function speaksScim({ status, json }: Answer): boolean {
  return (
    status === 200 &&
    isJsonObject(json) &&
    Array.isArray(json.schemas) &&
    json.schemas.some((urn) => /^urn:ietf:params:scim:/i.test(String(urn)))
  )
}

function listOf({ status, json }: Answer): readonly JsonObject[] | undefined {
  if (status !== 200) return undefined
  const list = isJsonObject(json) ? json.Resources : json
  return Array.isArray(list) ? list.filter(isJsonObject) : undefined
}

/** The configuration, where the answer is one: a list of one is none. */
function configOf({ status, json }: Answer): JsonObject | undefined {
  if (status !== 200 || !isJsonObject(json)) return undefined
  const isNamed = Array.isArray(json.schemas) && json.schemas.includes(SERVICE_PROVIDER_CONFIG_SCHEMA)
  return isNamed || isJsonObject(json.patch) || isJsonObject(json.filter) ? json : undefined
}

function featuresOf(config: JsonObject | undefined): Record<Feature, Reason> {
  const reasons = FEATURES.map((feature): [Feature, Reason] => {
    if (config === undefined) return [feature, `/ServiceProviderConfig could not be read: ${feature} is not announced`]
    if (feature === 'cursor') {
      const { pagination } = config
      const isOffered = isJsonObject(pagination) && pagination.cursor === true
      return [feature, isOffered ? undefined : 'the target does not announce cursor paging']
    }
    const part = config[feature]
    const isOffered = isJsonObject(part) && part.supported === true
    return [feature, isOffered ? undefined : `the target does not announce ${feature}`]
  })
  // The entries are made from FEATURES: every feature has one.
  return Object.fromEntries(reasons) as Record<Feature, Reason>
}

function endpointOf(
  types: readonly JsonObject[] | undefined,
  schema: string,
  usual: string,
  name: string,
): { path: string; missing: Reason } {
  if (types === undefined) return { path: usual, missing: undefined }
  const type = types.find((candidate) => String(candidate.schema).toLowerCase() === schema.toLowerCase())
  if (type === undefined) return { path: usual, missing: `the target has no resource type ${name}` }
  const endpoint = typeof type.endpoint === 'string' ? type.endpoint.replace(/^[a-z]+:\/\/[^/]*/i, '') : usual
  return { path: endpoint.startsWith('/') ? endpoint : `/${endpoint}`, missing: undefined }
}

function enterpriseOf(types: readonly JsonObject[] | undefined, schemas: readonly JsonObject[] | undefined): Reason {
  const wanted = ENTERPRISE_USER_SCHEMA.toLowerCase()
  const isNamed = JSON.stringify(types ?? schemas ?? [])
    .toLowerCase()
    .includes(wanted)
  return isNamed ? undefined : 'the target does not announce the enterprise extension'
}

function numberIn(config: JsonObject | undefined, part: string, name: string): number | undefined {
  const object = config?.[part]
  const value = isJsonObject(object) ? object[name] : undefined
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}

function tolerancesOf(config: JsonObject | undefined): Map<string, string> {
  const extension = config?.[TOLERANCES_SCHEMA]
  const list = isJsonObject(extension) ? extension.tolerances : undefined
  const bent = new Map<string, string>()
  for (const tolerance of Array.isArray(list) ? list.filter(isJsonObject) : []) {
    const { id, rows } = tolerance
    for (const row of Array.isArray(rows) ? rows : []) bent.set(String(row), String(id))
  }
  return bent
}
