import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import type { Directory } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { expect } from 'vitest'
import { vendor } from '../src/vendor.ts'
import { aContext } from './context.ts'
import { sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

/** A target with an app whose vendor has seen one directory after the other. */
export class Story {
  readonly server: ScimResponder
  readonly state: { value: JsonObject } = { value: {} }
  readonly #knobs: Readonly<Record<string, string>>
  #seen: Directory | undefined

  readonly #respond: ScimResponder['respond']

  constructor(
    knobs: Readonly<Record<string, string>> = {},
    server: ScimResponder = new ScimResponder(),
    respond: ScimResponder['respond'] = server.respond,
  ) {
    this.server = server
    this.#knobs = knobs
    this.#respond = respond
  }

  /** What an admin orders, about nobody in particular. */
  act(id: string, directory: Directory): Played<Expected> {
    const action = vendor.profiles[0]?.adminActions.find((candidate) => candidate.id === id)
    if (action === undefined) throw new Error(`no action ${id}`)
    const prepared = action.prepare({ options: {} }, directory)
    return play(prepared.play(aContext(directory, this.#knobs, this.state)), this.#respond)
  }

  follow(after: Directory): Played<Expected> {
    const [profile] = vendor.profiles
    // A restart between two looks: what is remembered is JSON.
    this.state.value = JSON.parse(JSON.stringify(this.state.value)) as JsonObject
    const change = { before: this.#seen, after }
    const behaviour = profile?.follow?.(change, aContext(after, this.#knobs, this.state))
    if (behaviour === undefined) throw new Error('the profile follows nothing')
    this.#seen = after
    return play(behaviour, this.#respond)
  }
}

/** Plays the directories in turn and checks after each that the target holds what is expected. */
export function playAll(story: Story, ...directories: readonly Directory[]): Played<Expected>[] {
  return directories.map((directory) => {
    const played = story.follow(directory)
    expect(sorted(story.server.state())).toEqual(sorted(played.result))
    return played
  })
}
