import { type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import type { Client } from '../client/client.ts'
import type { Discovery, Reason } from '../discovery/discovery.ts'
import { CheckFailure } from '../failure.ts'
import { requiredValues } from './required.ts'
import type { Workspace } from './workspace.ts'

/** What every User needs to be made, beyond what the target announces. */
export interface Floor {
  /** Names of the attributes. */
  readonly names: readonly string[]
  /** How a User without them is refused; undefined when it is made. */
  readonly refusal: Reason
  /** Values of a User of this name. */
  valuesOf(name: string): JsonObject
}

/** What one User of the run shows before the checks begin. */
export interface Trial {
  readonly floor: Floor
  readonly discovery: Discovery
}

const VALUES = {
  emails: (name: string): JsonValue => [{ value: `${name}@example.com`, type: 'work', primary: true }],
  name: (name: string): JsonValue => ({ givenName: 'Check', familyName: name }),
  displayName: (name: string): JsonValue => name,
}
/** What is tried in turn where a User of nothing but its userName is refused: the fewest attributes first. */
const FLOORS: readonly (readonly (keyof typeof VALUES)[])[] = [
  [],
  ['emails'],
  ['name'],
  ['displayName'],
  ['emails', 'name'],
  ['emails', 'name', 'displayName'],
]
const NOTHING: Floor = { names: [], refusal: undefined, valuesOf: () => ({}) }

/** Makes a User, with as little as the target takes, and tries with it what a target without configuration announces nowhere. */
export async function tryUser(client: Client, discovery: Discovery, workspace: Workspace): Promise<Trial> {
  if (discovery.users.missing !== undefined) return { floor: NOTHING, discovery }
  try {
    const { floor, path, userName } = await findFloor(client, discovery, workspace)
    if (discovery.config !== undefined || path === undefined) return { floor, discovery }
    return { floor, discovery: await tryFeatures(client, discovery, path, userName) }
  } catch (error) {
    if (error instanceof CheckFailure) return { floor: NOTHING, discovery }
    throw error
  }
}

async function findFloor(
  client: Client,
  discovery: Discovery,
  workspace: Workspace,
): Promise<{ floor: Floor; path: string | undefined; userName: string }> {
  let refusal: string | undefined
  for (const names of FLOORS) {
    const valuesOf = (name: string): JsonObject => Object.fromEntries(names.map((key) => [key, VALUES[key](name)]))
    const userName = workspace.name()
    const required = requiredValues(discovery, USER_SCHEMA, userName)
    const body = { schemas: [USER_SCHEMA], ...required, userName, ...valuesOf(userName) }
    const answer = await client.post(discovery.users.path, body)
    if (answer.status < 300) {
      const path = `${discovery.users.path}/${encodeURIComponent(answer.resource.id)}`
      return { floor: { names, refusal, valuesOf }, path, userName }
    }
    refusal ??= `${answer.what} was answered with ${answer.status}: ${answer.text.slice(0, 160)}`
    // Who may write nothing, and what has no such endpoint, takes no other body either.
    if ([401, 403, 404, 405, 501].includes(answer.status)) break
  }
  return { floor: NOTHING, path: undefined, userName: '' }
}

/**
 * Without a ServiceProviderConfig nothing is announced. PATCH and filters are what clients use all the same: they are
 * judged where the target answers them at all.
 */
async function tryFeatures(client: Client, discovery: Discovery, path: string, userName: string): Promise<Discovery> {
  const unread = '/ServiceProviderConfig could not be read'
  const patch = await client.patch(path, [{ op: 'replace', path: 'displayName', value: userName }])
  const filter = await client.get(discovery.users.path, { filter: `userName eq "${userName}"` })
  const features = {
    ...discovery.features,
    patch: [404, 405, 501].includes(patch.status) ? `${unread}, and PATCH is answered with ${patch.status}` : undefined,
    filter: [400, 403, 404, 405, 501].includes(filter.status)
      ? `${unread}, and a filter is answered with ${filter.status}`
      : undefined,
  }
  return { ...discovery, features }
}
