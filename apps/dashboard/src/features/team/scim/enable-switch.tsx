import type { ScimSettings } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useChangeScimSettings } from '../../../api/team/scim-settings.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { announce } from '../../../components/announcer.tsx'
import { Switch } from '../../../components/switch.tsx'

/** The toggle: what is blocked says why beside it. */
export function EnableSwitch({ team, settings }: { team: string; settings: ScimSettings }): ReactElement {
  const change = useChangeScimSettings(team)
  const { enabled, blockedBy } = settings
  const turn = (on: boolean): void =>
    change.mutate({ enabled: on }, { onSuccess: () => announce(`SCIM provisioning is ${on ? 'on' : 'off'}`) })
  return (
    <section aria-label="State" className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-4 border-b border-line pb-2">
        <h2 id="enable" className="text-section font-semibold">
          Enable SCIM provisioning
        </h2>
        <Switch
          labelledBy="enable"
          describedBy="enable-note"
          on={enabled}
          disabled={!enabled && blockedBy !== null}
          busy={change.isPending}
          onChange={turn}
        />
      </div>
      <p id="enable-note" className="text-prose text-ink-2">
        {noteOf(settings)}
        {blockedBy === 'saml' && !enabled && (
          <>
            {' '}
            <Link to="/teams/$team/security" params={{ team }} className="text-accent underline">
              Set up SAML under Security
            </Link>
          </>
        )}
      </p>
      <ActionError error={change.error} />
    </section>
  )
}

function noteOf({ enabled, blockedBy, token }: ScimSettings): string {
  if (enabled) return 'The identity provider adds people to this team and takes them out of it.'
  if (blockedBy === 'saml')
    return 'It cannot be switched on yet: whoever SCIM adds signs in by SAML, and SAML is not set up.'
  if (blockedBy === 'plan') return 'It cannot be switched on: this team’s plan has no SCIM.'
  const kept = token === null ? '' : ' The token is kept and works again when it is on.'
  return `Every SCIM call is answered 403, and nobody changes state.${kept}`
}
