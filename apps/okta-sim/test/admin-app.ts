import type { Expected } from '@scimulator/admin-api'
import type {
  ActionOrder,
  AdminAction,
  Directory,
  DirectoryGroup,
  Person,
  Profile,
  ScenarioContext,
} from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { actionOf, defaultsOf } from './act.ts'
import { aContext } from './context.ts'
import { Responder } from './responder.ts'
import { reloaded } from './state.ts'

/** Whom and what an order is about; people and groups by their place in the directory. */
export interface Words {
  readonly person?: number
  readonly group?: number
  readonly changes?: Partial<Person>
  readonly options?: Readonly<Record<string, string>>
}

/** A console of a saved integration, on a small directory: orders are played one after the other, state saved in between. */
export class AdminApp {
  directory: Directory
  readonly responder: Responder
  context: ScenarioContext
  private readonly profile: Profile

  constructor(
    profile: Profile,
    directory: Directory,
    responder: Responder = new Responder(),
    knobs: Record<string, string> = {},
  ) {
    this.profile = profile
    this.directory = directory
    this.responder = responder
    this.context = aContext(directory, knobs)
  }

  /** An integration that was never saved. */
  static new(profile: Profile, directory: Directory, responder: Responder = new Responder()): AdminApp {
    const app = new AdminApp(profile, directory, responder)
    app.context = { ...app.context, state: { value: {} } }
    return app
  }

  order(id: string, words: Words = {}): Played<Expected> {
    const action = this.action(id)
    const order: ActionOrder = {
      options: { ...defaultsOf(action), ...words.options },
      ...(words.person === undefined ? {} : { person: this.person(words.person) }),
      ...(words.group === undefined ? {} : { group: this.group(words.group) }),
      ...(words.changes === undefined ? {} : { changes: words.changes }),
    }
    const { directory, play: behave } = action.prepare(order, this.directory)
    this.directory = directory
    this.context = { ...reloaded(this.context), directory }
    return play(behave(this.context), this.responder.respond)
  }

  action(id: string): AdminAction {
    return actionOf(this.profile, id)
  }

  person(index: number): Person {
    const found = this.directory.people[index]
    if (found === undefined) throw new Error(`nobody at ${index}`)
    return found
  }

  group(index: number): DirectoryGroup {
    const found = this.directory.groups[index]
    if (found === undefined) throw new Error(`no group at ${index}`)
    return found
  }
}

/** Requests as `METHOD /path`, look-ups shortened. */
export function lines(played: Played<unknown>): string[] {
  return played.requests.map(({ method, path }) => `${method} ${path.replace(/filter=.*?&/, 'filter&')}`)
}

/** Steps as `action name: outcome`. */
export function outcomes(played: Played<unknown>): string[] {
  return played.steps.map(({ subject, action, result }) => `${action} ${subject.name}: ${result?.outcome}`)
}
