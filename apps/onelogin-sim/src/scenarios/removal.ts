import { type Behaviour, notSent, type Scenario } from '@scimulator/sim-kit'
import { OneLoginApp } from '../app/app.ts'
import type { Connector } from '../app/connector.ts'
import { connectApp } from '../behaviours/connect-app.ts'
import { removeApp } from '../behaviours/remove-app.ts'
import { syncEverybody } from '../behaviours/sync-person.ts'
import { expectedState } from './expected.ts'

/** Everybody loses the app with the first drop-down on Delete; groups stay, since OneLogin never deletes one. */
export function removalOf(connector: Connector): Scenario {
  return {
    id: 'removal',
    summary: 'Everybody loses the app with the first drop-down on Delete; the groups stay, empty.',
    *play(context) {
      const app = new OneLoginApp(context, connector)
      const roles = app.groupNames()
      if (yield* connectApp(app, roles)) {
        if (!app.saved.logins.some(({ linked }) => linked)) yield* syncEverybody(app)
        app.settings.whenAppRemoved = 'Delete'
        yield* removeEverybody(app)
        for (const name of roles) {
          yield* notSent(
            { kind: 'group', name },
            'removeGroup',
            'OneLogin never deletes a group',
            `role ${name} deleted`,
          )
        }
      }
      return expectedState(app)
    },
  }
}

function* removeEverybody(app: OneLoginApp): Behaviour<void> {
  for (const login of app.saved.logins) {
    if (login.linked) yield* removeApp(app, login, 'app removed')
  }
}
