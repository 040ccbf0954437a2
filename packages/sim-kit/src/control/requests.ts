import { type RunRequest, runRequestSchema } from '@scimulator/admin-api'
import { z } from 'zod'

/** Changes to a person of the directory. */
export interface PersonChanges {
  readonly givenName?: string
  readonly familyName?: string
  readonly displayName?: string
  readonly email?: string
  readonly title?: string
  readonly department?: string
}

/** What a single action of the control API takes: the app integration, and who or what it is about. */
export interface ActionRequest extends Pick<RunRequest, 'profile' | 'team' | 'target' | 'token' | 'trigger'> {
  /** userName of a person in the saved directory. */
  readonly person?: string
  /** displayName of a group in the saved directory. */
  readonly group?: string
  readonly changes?: PersonChanges
}

const name = z.string().min(1).max(256)
const changesSchema: z.ZodType<PersonChanges> = z.strictObject({
  givenName: name.exactOptional(),
  familyName: name.exactOptional(),
  displayName: name.exactOptional(),
  email: name.exactOptional(),
  title: name.exactOptional(),
  department: name.exactOptional(),
})

/** Checks what a single action takes. */
export const actionRequestSchema: z.ZodType<ActionRequest> = runRequestSchema
  .pick({ profile: true, team: true, target: true, token: true, trigger: true })
  .extend({ person: name.exactOptional(), group: name.exactOptional(), changes: changesSchema.exactOptional() })

/** A single action of the control API. */
export type ActionName = 'connect' | 'assign' | 'unassign' | 'edit' | 'push'

/** The single actions of the control API. */
export const actionNames: readonly ActionName[] = ['connect', 'assign', 'unassign', 'edit', 'push']
