import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { KnobValue } from '../evidence/knobs.ts'
import { ownObjects, ownText, ownValue } from '../own-json.ts'
import type { TaskKind } from './login.ts'
import { oneOf } from './one-of.ts'

/** The boxes under "Require admin approval before this action is performed". */
export type ApprovalBox = 'createUser' | 'updateUser' | 'deleteUser'

/** What an admin has switched in the console; null: as the settings say. */
export type ConsoleState = {
  apiStatus: 'Enabled' | 'Disabled' | null
  enableProvisioning: boolean | null
  approval: { [Box in ApprovalBox]: boolean | null }
  whenAppRemoved: KnobValue<'when-app-removed'> | null
  whenSuspended: KnobValue<'when-suspended'> | null
}

/** A task that waits for an admin: Provisioning State Pending. */
export type PendingTask = {
  kind: TaskKind
  /** Directory id of the person. */
  person: string
  cause: string
  /** When the task was made, ISO 8601. */
  at: string
}

/** Reads what was switched out of saved JSON. */
export function readConsole(value: JsonValue | undefined): ConsoleState {
  const object = isJsonObject(value) ? value : {}
  const boxes = ownValue(object, 'approval')
  const approval = isJsonObject(boxes) ? boxes : {}
  return {
    apiStatus: oneOf(ownText(object, 'apiStatus'), ['Enabled', 'Disabled'], null),
    enableProvisioning: flag(object, 'enableProvisioning'),
    approval: {
      createUser: flag(approval, 'createUser'),
      updateUser: flag(approval, 'updateUser'),
      deleteUser: flag(approval, 'deleteUser'),
    },
    whenAppRemoved: oneOf(ownText(object, 'whenAppRemoved'), ['Suspend', 'Delete', 'Do Nothing'], null),
    whenSuspended: oneOf(ownText(object, 'whenSuspended'), ['Suspend', 'Do Nothing'], null),
  }
}

/** Reads the tasks that wait. */
export function readTasks(state: JsonObject): PendingTask[] {
  return ownObjects(state, 'tasks').flatMap((object) => {
    const kind = oneOf(ownText(object, 'kind'), TASK_KINDS, null)
    const person = ownText(object, 'person')
    if (kind === null || person === undefined) return []
    return [{ kind, person, cause: ownText(object, 'cause') ?? '', at: ownText(object, 'at') ?? '' }]
  })
}

/** Every kind of task. */
export const TASK_KINDS: readonly TaskKind[] = ['create', 'update', 'suspend', 'reactivate', 'remove']

function flag(object: JsonObject, key: string): boolean | null {
  const value = ownValue(object, key)
  return typeof value === 'boolean' ? value : null
}
