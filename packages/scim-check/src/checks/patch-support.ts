import type { JsonObject } from '@scimulator/scim-core'
import type { CheckRow } from '../check.ts'
import type { Resource } from '../client/answer.ts'
import type { Operation } from '../client/client.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { mail } from './support.ts'

/** Patches a User, which has to succeed, and reads it anew. */
export async function patched(context: CheckContext, user: Resource, ...operations: Operation[]): Promise<Resource> {
  ;(await context.client.patch(context.userPath(user), operations)).expect(200, 204)
  return await context.readUser(user)
}

/** An email address that only one User has. */
export interface Email extends JsonObject {
  readonly value: string
  readonly type: string
}

/** Email addresses of each type, the same for the whole of a check. */
export type Emails = Readonly<Record<'work' | 'home' | 'other', Email>>

/** Makes addresses nobody else has: some targets let no two Users share one. */
export function emailsOf(context: CheckContext): Emails {
  const of = (type: string): Email => ({ value: mail(context.name()), type })
  return { work: of('work'), home: of('home'), other: of('other') }
}

/** A row about a User before and after a PATCH. */
export function patches(
  row: Omit<CheckRow, 'run' | 'requires'> & {
    readonly need?: readonly Need[]
    readonly before: (emails: Emails) => JsonObject
    readonly operations: readonly Operation[] | ((emails: Emails) => readonly Operation[])
    readonly after: (user: Resource, emails: Emails) => void
  },
): CheckRow {
  const { need = [], before, operations, after, ...rest } = row
  return {
    ...rest,
    requires: needs('patch', ...need),
    async run(context) {
      const emails = emailsOf(context)
      const user = await context.user(before(emails))
      const asked = typeof operations === 'function' ? operations(emails) : operations
      after(await patched(context, user, ...asked), emails)
    },
  }
}

/** A row about a PATCH of a User that is refused. */
export function refusesPatch(
  row: Omit<CheckRow, 'run' | 'requires'> & {
    readonly need?: readonly Need[]
    readonly user?: (emails: Emails) => JsonObject
    /** Each is sent on its own. */
    readonly operations: readonly Operation[]
    readonly scimType: string | readonly string[]
    readonly mandatory?: boolean
  },
): CheckRow {
  const { need = [], user = () => ({}), operations, scimType, mandatory, ...rest } = row
  return {
    ...rest,
    requires: needs('patch', ...need),
    async run(context) {
      const path = context.userPath(await context.user(user(emailsOf(context))))
      for (const operation of operations) {
        ;(await context.client.patch(path, [operation])).refused(400, scimType, mandatory)
      }
    },
  }
}

/** An address of work and one of home, to see which a value path selects. */
export const ADDRESSES: readonly JsonObject[] = [
  { type: 'work', locality: 'A', region: 'R' },
  { type: 'home', locality: 'B', region: 'R' },
]
