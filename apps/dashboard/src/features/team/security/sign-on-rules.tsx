import type { SignOn, SignOnChange } from '@scimulator/admin-api'
import { type ReactElement, type ReactNode, useId } from 'react'
import { useChangeSignOn } from '../../../api/team/sign-on.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Switch } from '../../../components/switch.tsx'

/** Rules of signing in; each takes effect at once. */
export function SignOnRules({ team, signOn }: { team: string; signOn: SignOn }): ReactElement {
  const change = useChangeSignOn(team)
  const set = (rules: SignOnChange): void => change.mutate(rules)
  const unset = signOn.identityProvider === null
  return (
    <section aria-labelledby="rules" className="flex flex-col gap-2">
      <h2 id="rules" className="text-section font-semibold">
        Rules
      </h2>
      <div className="panel divide-y divide-line">
        <Rule
          label="Require single sign-on"
          note={
            unset && !signOn.requireSso
              ? 'Set up SAML first: nobody could sign in otherwise.'
              : 'One-time links and invitations let nobody in then, and whoever came by one is signed out, save owners.'
          }
          on={signOn.requireSso}
          disabled={unset && !signOn.requireSso}
          busy={change.isPending}
          onChange={(requireSso) => set({ requireSso })}
        />
        <Rule
          label="Add people at their first sign-in"
          note="Whoever the identity provider signs in and the team does not know becomes a member. Never whoever is inactive."
          on={signOn.jit}
          busy={change.isPending}
          onChange={(jit) => set({ jit })}
        >
          {signOn.jit && <JitRole value={signOn.jitRole} onChange={(jitRole) => set({ jitRole })} />}
        </Rule>
        <Rule
          label="Accept signatures by SHA-1"
          note="SHA-1 can be forged. Only for an identity provider that signs no other way."
          on={signOn.allowSha1}
          busy={change.isPending}
          onChange={(allowSha1) => set({ allowSha1 })}
        />
      </div>
      <ActionError error={change.error} />
    </section>
  )
}

interface RuleProps {
  label: string
  note: string
  on: boolean
  disabled?: boolean
  busy: boolean
  onChange: (on: boolean) => void
  children?: ReactNode
}

function Rule({ label, note, on, disabled = false, busy, onChange, children }: RuleProps): ReactElement {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4 px-4 py-2">
      <div className="min-w-0 py-1">
        <p id={id} className="text-prose font-medium">
          {label}
        </p>
        <p id={`${id}-note`} className="text-ink-3">
          {note}
        </p>
        {children}
      </div>
      <Switch labelledBy={id} describedBy={`${id}-note`} on={on} disabled={disabled} busy={busy} onChange={onChange} />
    </div>
  )
}

function JitRole({
  value,
  onChange,
}: {
  value: SignOn['jitRole']
  onChange: (role: SignOn['jitRole']) => void
}): ReactElement {
  return (
    <label className="flex items-center gap-2 pt-2">
      Their role
      <select
        className="control"
        value={value}
        onChange={(event) => onChange(event.target.value === 'guest' ? 'guest' : 'member')}
      >
        <option value="member">member</option>
        <option value="guest">guest</option>
      </select>
    </label>
  )
}
