import type { Expected } from '@scimulator/admin-api'
import { type ActionOrder, type AdminAction, type Directory, personById } from '@scimulator/sim-kit'
import type { Played } from '@scimulator/sim-kit/testing'
import { createAdminActions } from '../admin/admin-actions.ts'
import { openJob } from '../job/job.ts'
import type { JobRecord } from '../job/job-record.ts'
import { aTestApp, type TestApp } from './clock.ts'
import { trace } from './trace.ts'
import { aliceAndBob, DEFAULT_SETUP } from './world.ts'

/** An admin at the portal of an app, with the directory the orders leave behind. */
export interface Desk {
  readonly app: TestApp
  order(id: string, words?: Partial<ActionOrder>): Played<Expected>
  directory(): Directory
  record(): JobRecord
}

/** Opens the desk over Alice and Bob. */
export function aDesk(options: Parameters<typeof aTestApp>[0] = {}): Desk {
  const app = aTestApp(options)
  const actions = createAdminActions(options.setup ?? DEFAULT_SETUP)
  let directory: Directory = aliceAndBob()
  return {
    app,
    directory: () => directory,
    record: () => openJob(DEFAULT_SETUP, app.context).record,
    order(id, words = {}) {
      const action = actions.find((candidate) => candidate.id === id)
      if (!action) throw new TypeError(`no action ${id}`)
      const known = words.person && personById(directory, words.person.id)
      // As the directory has them by now, whatever person the test was written with.
      const person = words.person && { ...words.person, active: known?.active ?? words.person.active }
      const order = { ...words, ...(person && { person }), options: { ...defaults(action), ...words.options } }
      const prepared = action.prepare(order, directory)
      directory = prepared.directory
      const keepDirectory = (changed: Directory): void => {
        directory = changed
      }
      return app.play(directory, (context) => prepared.play({ ...context, keepDirectory }))
    },
  }
}

/** A desk whose job was connected, and not started. */
export function aConnectedDesk(options: Parameters<typeof aTestApp>[0] = {}): Desk {
  const desk = aDesk(options)
  desk.order('connect')
  return desk
}

/** A desk whose job was connected and started. */
export function aStartedDesk(options: Parameters<typeof aTestApp>[0] = {}): Desk {
  const desk = aConnectedDesk(options)
  desk.order('start')
  return desk
}

/** What an order wrote. */
export function writes({ requests }: Played<unknown>): string[] {
  return trace(requests).filter((line) => !line.startsWith('GET'))
}

/** What each step of an order said. */
export function reasons({ steps }: Played<unknown>): string[] {
  return steps.map(({ result }) => result?.reason ?? '')
}

function defaults({ options = [] }: AdminAction): Record<string, string> {
  return Object.fromEntries(options.map(({ id, default: usual = '' }) => [id, usual]))
}
