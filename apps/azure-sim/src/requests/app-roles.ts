import type { JsonObject, JsonValue } from '@scimulator/scim-core'

const TYPE = 'WindowsAzureActiveDirectoryRole'

/** App roles as a POST has them, and a PATCH under the flag. */
export function roleValues(roles: readonly string[]): JsonValue[] {
  return roles.map((role): JsonObject => ({ primary: false, type: TYPE, display: role, value: role }))
}

/** App roles as a PATCH without the flag has them: each a JSON document in a text (captured, SCIM-SDK #516). */
export function roleTexts(roles: readonly string[]): JsonValue[] {
  return roles.map(
    (role): JsonObject => ({ value: JSON.stringify({ id: roleId(role), value: role, displayName: role }) }),
  )
}

/** An id out of the role's name: the directory holds none. */
function roleId(role: string): string {
  const hex = Buffer.from(role.padEnd(16, '\0').slice(0, 16), 'latin1').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
