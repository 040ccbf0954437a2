import type { JsonObject } from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'
import { StoreError } from '@scimulator/scim-store'
import { ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import type { Work } from '../work.ts'
import { toUserAttributes } from './profile.ts'

/** Makes a SCIM User. @throws ProductRefusal `taken` when another one has the userName. */
export async function createUser({ tx }: Work, attributes: JsonObject): Promise<StoredResource> {
  try {
    return await tx.create('User', attributes)
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'uniqueness') throw error
    throw new ProductRefusal('taken', `Somebody else in the team has the same "${error.subject}".`)
  }
}

/** Says on the person's SCIM User whether they are active; somebody whose User was deleted gets a new one. Tells its id. */
export async function setUserActive(work: Work, membership: Membership, active: boolean): Promise<string> {
  const { scimId, userName, displayName, email, role, origin } = membership
  const user = scimId === null ? undefined : await work.tx.get('User', scimId)
  if (user === undefined) {
    const attributes = toUserAttributes({ userName, displayName, email: email ?? undefined, role, origin, active })
    return (await createUser(work, attributes)).id
  }
  await work.tx.update('User', user.id, { ...user.attributes, active })
  return user.id
}
