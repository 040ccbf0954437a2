import { join } from 'node:path'
import type { JsonObject } from '@scimulator/scim-core'
import { projectRoot, startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll } from 'vitest'
import type { Resource } from './answer.ts'
import { ScimClient } from './client.ts'
import { expectStatus } from './expectations.ts'
import { uniqueName } from './unique.ts'

/** The example of declared resource types. */
export const SCHEMAS_FILE: string = join(projectRoot, 'examples', 'schemas.json')

/** URN of the schema of its devices. */
export const DEVICE = 'urn:example:scim:schemas:2.0:Device'

/** Starts a strict server with the example's resource types for the tests of a file. */
export function useDevices(): ScimClient {
  const client = new ScimClient()
  beforeAll(async () => {
    client.connect(await startServer({ strict: true, args: ['--schemas', SCHEMAS_FILE] }))
  }, 30_000)
  afterAll(() => client.server.stop())
  return client
}

/** A device as a client sends it. */
export function deviceBody(attributes: JsonObject = {}): JsonObject {
  return { schemas: [DEVICE], serialNumber: uniqueName('SN'), ...attributes }
}

/** Creates a device. */
export async function createDevice(client: ScimClient, attributes: JsonObject = {}): Promise<Resource> {
  const answer = await client.post('/Devices', deviceBody(attributes))
  expectStatus(answer, 201)
  return answer.resource
}
