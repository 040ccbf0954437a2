import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { AppState } from '@scimulator/sim-kit'
import { ownObjects, ownText, ownTexts, ownValue } from '../own-json.ts'
import { type ConsoleState, type PendingTask, readConsole, readTasks, TASK_KINDS } from './console.ts'
import type { Entitlement, LeftAccount, Login, OneLoginUser } from './login.ts'
import { oneOf } from './one-of.ts'

/** What the demo's incremental syncs remember, so that the next one takes back what the last one did. */
export type DemoMemory = {
  syncs: number
  suspended: string | null
  movedPerson: string | null
  movedRole: string | null
}

/** The saved state of the app, kept as live JSON: changing it changes what will be saved. */
export type SavedState = {
  version: 1
  console: ConsoleState
  logins: Login[]
  tasks: PendingTask[]
  entitlements: Entitlement[]
  left: LeftAccount[]
  demo: DemoMemory
}

const STATES = ['None', 'Pending', 'Provisioning', 'Provisioned', 'Failed'] as const

/** Reads the saved state and puts the live one in its place; anything unreadable starts empty. */
export function openSavedState(state: AppState): SavedState {
  const saved: SavedState = {
    version: 1,
    console: readConsole(ownValue(state.value, 'console')),
    logins: ownObjects(state.value, 'logins').flatMap(readLogin),
    tasks: readTasks(state.value),
    entitlements: ownObjects(state.value, 'entitlements').flatMap(readEntitlement),
    left: ownObjects(state.value, 'left').flatMap(readLeft),
    demo: readDemo(ownValue(state.value, 'demo')),
  }
  if (isInUse(state.value, saved)) saved.console.apiStatus = 'Enabled'
  state.value = saved
  return saved
}

/** Whether a state that says nothing of the API Status is of an app that provisions. */
function isInUse(value: JsonObject, { logins }: SavedState): boolean {
  const console = ownValue(value, 'console')
  const isSaid = isJsonObject(console) && ownValue(console, 'apiStatus') !== undefined
  return !isSaid && logins.some(({ linked }) => linked)
}

function readLogin(object: JsonObject): Login[] {
  const user = readUser(ownValue(object, 'user'))
  if (user === undefined) return []
  const linked = ownValue(object, 'linked') === true
  const hasApp = ownValue(object, 'hasApp')
  const account = oneOf(ownText(object, 'account'), ['none', 'deleted', 'active', 'inactive'], 'none')
  const state = oneOf(ownText(object, 'state'), STATES, 'None')
  return [
    {
      user,
      roles: ownTexts(object, 'roles'),
      hasApp: hasApp === undefined ? linked || account === 'none' : hasApp === true,
      id: ownText(object, 'id') ?? null,
      linked,
      account,
      userNameAtApp: ownText(object, 'userNameAtApp') ?? '',
      groups: ownTexts(object, 'groups'),
      inherited: ownTexts(object, 'inherited'),
      // A run that was broken off leaves the task it was in undone.
      state: state === 'Provisioning' ? 'Failed' : state,
      lastTask: oneOf(ownText(object, 'lastTask'), TASK_KINDS, null),
    },
  ]
}

function readUser(value: JsonValue | undefined): OneLoginUser | undefined {
  if (!isJsonObject(value)) return undefined
  const [id, userName] = [ownText(value, 'id'), ownText(value, 'userName')]
  if (id === undefined || userName === undefined) return undefined
  const optional = (['title', 'department', 'manager'] as const).flatMap((key) => {
    const found = ownText(value, key)
    return found === undefined ? [] : [[key, found] as const]
  })
  return {
    id,
    userName,
    givenName: ownText(value, 'givenName') ?? '',
    familyName: ownText(value, 'familyName') ?? '',
    displayName: ownText(value, 'displayName') ?? '',
    email: ownText(value, 'email') ?? '',
    active: ownValue(value, 'active') !== false,
    ...Object.fromEntries(optional),
  }
}

function readEntitlement(object: JsonObject): Entitlement[] {
  const [name, id] = [ownText(object, 'name'), ownText(object, 'id')]
  if (name === undefined || id === undefined) return []
  return [{ name, id, role: oneOf(ownText(object, 'role'), ['never', 'mapped', 'gone'], 'never') }]
}

function readLeft(object: JsonObject): LeftAccount[] {
  const [id, userName] = [ownText(object, 'id'), ownText(object, 'userName')]
  if (id === undefined || userName === undefined) return []
  return [{ id, userName, active: ownValue(object, 'active') === true, groups: ownTexts(object, 'groups') }]
}

function readDemo(value: JsonValue | undefined): DemoMemory {
  const object = isJsonObject(value) ? value : {}
  const syncs = ownValue(object, 'syncs')
  return {
    syncs: typeof syncs === 'number' ? syncs : 0,
    suspended: ownText(object, 'suspended') ?? null,
    movedPerson: ownText(object, 'movedPerson') ?? null,
    movedRole: ownText(object, 'movedRole') ?? null,
  }
}
