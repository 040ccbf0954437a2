import { type Behaviour, notSent } from '@scimulator/sim-kit'
import type { Integration, OktaApp } from '../app/app.ts'
import { writeLog } from '../app/tasks.ts'
import { connectApp, probeConnection } from '../behaviours/test-connector.ts'
import { keptBox, type OktaAction, type Played } from './action.ts'

/** What an admin does on the tab Provisioning. */
export function connectionActions(integration: Integration): OktaAction[] {
  const { testButton } = integration
  return [
    {
      id: 'testConnection',
      label: testButton,
      summary: 'One GET /Users?startIndex=1&count=2; nothing is saved',
      mark: 'captured',
      source: 'live',
      beforeSaved: true,
      *play({ app }) {
        yield* probeConnection(app, testButton)
      },
    },
    {
      id: 'connect',
      label: `${testButton}, Save`,
      summary: 'Tests the credentials and saves the integration, with the same probe again',
      mark: 'inferred',
      source: 'S12',
      beforeSaved: true,
      *play({ app }) {
        if (yield* connectApp(app)) writeLog(app, 'application.configuration.update', 'SUCCESS', app.integration.label)
      },
    },
    {
      id: 'toApp',
      label: 'Provisioning, To App',
      summary: 'Ticks features; saving sends the connection probe once more',
      mark: 'captured',
      source: 'live',
      options: [
        keptBox('createUsers', 'Create Users'),
        keptBox('updateUserAttributes', 'Update User Attributes'),
        keptBox('deactivateUsers', 'Deactivate Users'),
        { id: 'syncPassword', summary: 'Sync Password', values: ['keep', 'off', 'random', 'okta'], default: 'keep' },
        keptBox('excludeUsernameUpdates', 'Exclude Username Updates'),
      ],
      *play(order) {
        keepOptions(order)
        yield* probeConnection(order.app, 'Save')
      },
    },
    {
      id: 'toOkta',
      label: 'Provisioning, To Okta',
      summary: 'Sets schedule, matching and confirmation of imports, and the safeguard; nothing is sent',
      mark: 'vendor-docs',
      source: 'S22',
      options: [
        {
          id: 'importSchedule',
          summary: 'Schedule import',
          values: ['keep', 'never', 'hourly', 'daily', 'weekly'],
          default: 'keep',
        },
        keptBox('importGroups', 'Import Groups'),
        {
          id: 'matchBy',
          summary: 'Imported user is an exact match to Okta user if',
          values: ['keep', 'userName', 'email', 'both'],
          default: 'keep',
        },
        keptBox('allowPartialMatches', 'Allow partial matches'),
        {
          id: 'autoConfirm',
          summary: 'Confirm matched users, Confirm new users',
          values: ['keep', 'none', 'exact', 'exact+partial', 'exact+partial+new'],
          default: 'keep',
        },
        {
          id: 'importSafeguard',
          summary: 'App unassignment safeguard, in percent',
          values: ['keep', 'off', '5', '10', '20', '50'],
          default: 'keep',
        },
      ],
      *play(order) {
        keepOptions(order)
        yield* saved(order.app, 'Provisioning, To Okta')
      },
    },
    {
      id: 'groupPushSettings',
      label: 'Group Push Settings',
      summary: '"Rename app groups to match group name in Okta"; nothing is sent',
      mark: 'vendor-docs',
      source: 'S33',
      options: [keptBox('renameGroups', 'Rename app groups to match group name in Okta')],
      *play(order) {
        keepOptions(order)
        yield* saved(order.app, 'Group Push Settings')
      },
    },
  ]
}

/** Options an order names hold for this run too and are saved. */
function keepOptions({ app, options }: Played): void {
  for (const [id, value] of Object.entries(options)) if (value !== 'keep') app.data.options[id] = value
  writeLog(app, 'application.lifecycle.update', 'SUCCESS', app.integration.label)
}

function saved(app: OktaApp, cause: string): Behaviour<unknown> {
  return notSent({ kind: 'connection', name: app.integration.label }, 'verify', 'Saved: nothing is sent', cause)
}
