import { USER, unauthorized } from '@scimulator/scim-core'
import type { Principal } from '@scimulator/scim-express'
import type { ResourceStore } from '@scimulator/scim-store'

/** Sees that whoever a token speaks for is there and active: nobody who has left keeps a door. @throws ScimError 401. */
export async function assertActive({ tenant, subject }: Principal, store: ResourceStore): Promise<void> {
  if (subject === undefined || subject === null) return
  const user = await store.read(tenant).get(USER.name, subject)
  if (user === undefined || user.attributes.active === false)
    throw unauthorized('The request needs a valid bearer token of this team.')
}
