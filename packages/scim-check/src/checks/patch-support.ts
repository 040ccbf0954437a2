import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { CheckRow } from '../check.ts'
import type { Resource } from '../client/answer.ts'
import type { Operation } from '../client/client.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'

/** Patches a User, which has to succeed, and reads it anew. */
export async function patched(context: CheckContext, user: Resource, ...operations: Operation[]): Promise<Resource> {
  ;(await context.client.patch(context.userPath(user), operations)).expect(200, 204)
  return await context.readUser(user)
}

/** A row about a User before and after a PATCH. */
export function patches(
  row: Omit<CheckRow, 'run' | 'requires'> & {
    readonly need?: readonly Need[]
    readonly before: (context: CheckContext) => JsonObject | Promise<JsonObject>
    readonly operations: readonly Operation[]
    readonly after: (user: Resource, context: CheckContext) => void
  },
): CheckRow {
  const { need = [], before, operations, after, ...rest } = row
  return {
    ...rest,
    requires: needs('patch', ...need),
    async run(context) {
      const user = await context.user(await before(context))
      after(await patched(context, user, ...operations), context)
    },
  }
}

/** A row about a PATCH of a User that is refused. */
export function refusesPatch(
  row: Omit<CheckRow, 'run' | 'requires'> & {
    readonly need?: readonly Need[]
    readonly user?: JsonObject
    /** Each is sent on its own. */
    readonly operations: readonly Operation[]
    readonly scimType: string | readonly string[]
    readonly mandatory?: boolean
  },
): CheckRow {
  const { need = [], user = {}, operations, scimType, mandatory, ...rest } = row
  return {
    ...rest,
    requires: needs('patch', ...need),
    async run(context) {
      const path = context.userPath(await context.user(user))
      for (const operation of operations) {
        ;(await context.client.patch(path, [operation])).refused(400, scimType, mandatory)
      }
    },
  }
}

/** Two addresses of work and one of home, to see which a value path selects. */
export const ADDRESSES: JsonValue = [
  { type: 'work', locality: 'A', region: 'R' },
  { type: 'home', locality: 'B', region: 'R' },
]
