import type { ProfilePolicy, ScimSettings } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { useChangeScimSettings } from '../../../api/team/scim-settings.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Switch } from '../../../components/switch.tsx'

const POLICIES: readonly { value: ProfilePolicy; label: string; note: string }[] = [
  { value: 'apply', label: 'Apply what the identity provider sends', note: 'Names and email addresses follow it.' },
  {
    value: 'keep',
    label: 'Keep profiles as the team has them',
    note: 'Changes of name and email are answered with success and change nothing.',
  },
]

/** What the identity provider's data does to profiles here. */
export function ProfileRules({ team, settings }: { team: string; settings: ScimSettings }): ReactElement {
  const change = useChangeScimSettings(team)
  return (
    <section aria-labelledby="profiles" className="flex flex-col gap-2">
      <h2 id="profiles" className="text-section font-semibold">
        Profiles
      </h2>
      <fieldset className="flex flex-col gap-2" aria-describedby="profiles-note">
        <legend className="sr-only">What a change at the identity provider does</legend>
        {POLICIES.map(({ value, label, note }) => (
          <label key={value} className="flex items-start gap-2 text-prose max-sm:min-h-11">
            <input
              type="radio"
              name="profile-policy"
              className="mt-0.5 size-4 flex-none accent-accent"
              checked={settings.profilePolicy === value}
              onChange={() => !change.isPending && change.mutate({ profilePolicy: value })}
            />
            <span>
              {label}
              <span className="block text-ink-3">{note}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="flex items-center justify-between gap-4">
        <span id="email-names" className="text-prose">
          User names must be email addresses
        </span>
        <Switch
          labelledBy="email-names"
          on={settings.emailUserNames}
          busy={change.isPending}
          onChange={(emailUserNames) => change.mutate({ emailUserNames })}
        />
      </div>
      <p id="profiles-note" className="text-meta text-ink-3">
        Taken over at once, for requests from now on.
      </p>
      <ActionError error={change.error} />
    </section>
  )
}
