import type { JsonObject } from '@scimulator/scim-core'
import type { QuirkId } from '../evidence/quirks.ts'
import { ownObject, ownText, ownValue } from '../own-json.ts'

const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:2.0'

/** The quirks a rendered user carries. */
export function userQuirks(body: JsonObject): QuirkId[] {
  const enterprise = ownObject(body, ENTERPRISE)
  const manager = ownObject(enterprise, 'manager')
  const name = ownObject(body, 'name')
  const names = [ownText(name, 'givenName') ?? '', ownText(name, 'familyName') ?? '']
  const values = [ownText(body, 'title'), ownText(enterprise, 'department'), ownText(manager, 'managerId'), ...names]
  const carried: [QuirkId, boolean][] = [
    ['foreign-schema-urns', Object.hasOwn(body, ENTERPRISE)],
    ['no-external-id', ownValue(body, 'externalId') === undefined],
    ['manager-id', Object.hasOwn(manager, 'managerId')],
    ['blank-strings', values.includes('')],
    ['untrimmed-names', names.some((text) => text !== text.trim())],
  ]
  return carried.flatMap(([quirk, carries]) => (carries ? [quirk] : []))
}
