import { createRandom, guid, type SignOnAppName } from '@scimulator/sim-kit'

/** The tenant: every team has one of its own. */
export function tenantOf({ seed }: SignOnAppName): string {
  return guid(createRandom(seed, 'tenant'))
}

/** Application (client) id. */
export function clientIdOf({ seed }: SignOnAppName): string {
  return guid(createRandom(seed, 'client id'))
}

/** objectId of a person or group in the tenant. */
export function objectIdOf({ seed }: SignOnAppName, kind: 'person' | 'group', id: string): string {
  return guid(createRandom(seed, `objectId of ${kind} ${id}`))
}

/** The issuer: the tenant's, with a slash at the end. */
export function issuerOf(app: SignOnAppName): string {
  return `https://sts.windows.net/${tenantOf(app)}/`
}
