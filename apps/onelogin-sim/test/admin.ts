import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { type ActionOrder, type AdminAction, type Directory, type Person, personById } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { expect } from 'vitest'
import { openSavedState } from '../src/app/saved-state.ts'
import { vendor } from '../src/vendor.ts'
import { aContext, aDirectory, aPerson } from './context.ts'
import { ScimResponder } from './scim-responder.ts'

/** Somebody in the role Dev. */
export const ann: Person = aPerson()
/** Somebody else in it. */
const bo: Person = aPerson({ id: 'bo', userName: 'bo@acme.test', email: 'bo@acme.test', givenName: 'Bo' })

/** Everything an admin can order. */
export const actions: readonly AdminAction[] = vendor.profiles[0]?.adminActions ?? []

/** What is said where Enable was not pressed, or Disable was. */
export const DISABLED: unknown = expect.stringMatching(
  /^API Status is Disabled: .*Enable \(scimulator act onelogin connect\)$/,
)

/** An order by the ids of its subjects. */
export type Words = Partial<Omit<ActionOrder, 'person' | 'group'>> & { person?: string; group?: string }

/** An admin at the console of an app, over one target. */
export class Admin {
  readonly server: ScimResponder
  readonly state: { value: JsonObject } = { value: {} }
  directory: Directory
  /** Answers in the place of the server, while it is set. */
  failing: ScimResponder['respond'] | undefined
  /** Whether the orders are those of a scenario, which sets a new app up by itself. */
  setsUp = false
  readonly #knobs: Readonly<Record<string, string>>

  constructor(directory: Directory = aDirectory(ann, bo), knobs: Readonly<Record<string, string>> = {}) {
    this.directory = directory
    this.#knobs = { 'read-back': 'off', ...knobs }
    this.server = new ScimResponder()
  }

  order(id: string, { person: personId, group: groupId, options = {}, changes }: Words = {}): Played<Expected> {
    this.state.value = JSON.parse(JSON.stringify(this.state.value)) as JsonObject
    const action = actions.find((candidate) => candidate.id === id)
    if (action === undefined) throw new Error(`no action ${id}`)
    const person = personId === undefined ? undefined : personById(this.directory, personId)
    const group = this.directory.groups.find((candidate) => candidate.id === groupId)
    const prepared = action.prepare(
      {
        options,
        ...(person === undefined ? {} : { person }),
        ...(group === undefined ? {} : { group }),
        ...(changes === undefined ? {} : { changes }),
      },
      this.directory,
    )
    this.directory = prepared.directory
    const context = aContext(this.directory, this.#knobs, this.state)
    const ordered = prepared.play(this.setsUp ? { ...context, setsUp: true } : context)
    return play(ordered, this.failing ?? this.server.respond)
  }

  /** The words of Provisioning State. */
  stateOf(person: string): string | undefined {
    return openSavedState({ value: this.state.value }).logins.find(({ user }) => user.id === person)?.state
  }
}

/** The shapes of what was sent. */
export const shapes = ({ requests }: Played<Expected>): string[] => requests.map(({ shape }) => shape)
/** Why the steps ended as they did. */
export const reasons = ({ steps }: Played<Expected>): (string | undefined)[] =>
  steps.map(({ result }) => result?.reason)

/** An admin whose app everybody has. */
export function withEverybody(knobs: Readonly<Record<string, string>> = {}): Admin {
  const admin = new Admin(aDirectory(ann, bo), knobs)
  admin.order('connect')
  for (const person of ['ann', 'bo']) admin.order('assign', { person })
  return admin
}
