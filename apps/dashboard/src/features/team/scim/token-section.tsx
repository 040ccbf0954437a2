import type { ScimSettings } from '@scimulator/admin-api'
import { type ReactElement, useState } from 'react'
import { useNewToken } from '../../../api/team/scim-settings.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { formatFullTime } from '../../../format/time.ts'
import { NewTokenPanel } from './new-token-panel.tsx'
import { ageText, endsSoon } from './token-age.ts'

/** The token, masked; a new one takes a tick and is shown this once. */
export function TokenSection({ team, settings }: { team: string; settings: ScimSettings }): ReactElement {
  const rotate = useNewToken(team)
  return (
    <section aria-labelledby="token" className="flex flex-col gap-3">
      <h2 id="token" className="text-section font-semibold">
        Authentication token
      </h2>
      {rotate.data ? (
        <NewTokenPanel token={rotate.data.token} onStored={() => rotate.reset()} />
      ) : (
        <>
          <Masked token={settings.token} />
          <NewTokenForm
            first={settings.token === null}
            busy={rotate.isPending}
            error={rotate.error}
            onMake={() => !rotate.isPending && rotate.mutate()}
          />
        </>
      )}
    </section>
  )
}

function Masked({ token }: { token: ScimSettings['token'] }): ReactElement {
  if (token === null) return <p className="text-prose text-ink-2">No token has been made yet.</p>
  const now = Date.now()
  const left = endsSoon(token.expiresAt, now)
  return (
    <div className="panel px-3 py-2">
      <p className="font-mono text-code" translate="no">
        {token.mask}
      </p>
      <p className="text-ink-2">
        Made <span title={formatFullTime(token.createdAt)}>{ageText(token.createdAt, now)}</span>. Only its mask is kept
        here.
      </p>
      {left !== null && (
        <p className="text-warn">
          {left < 0 ? 'It is over: calls with it are refused.' : `It ends in ${left} days. Generate a new one before.`}
        </p>
      )}
    </div>
  )
}

interface NewTokenFormProps {
  /** Nothing ends by it. */
  first: boolean
  busy: boolean
  error: Error | null
  onMake: () => void
}

function NewTokenForm({ first, busy, error, onMake }: NewTokenFormProps): ReactElement {
  const [ticked, setTicked] = useState(false)
  const ready = ticked && !busy
  return (
    <div className="flex flex-col gap-2">
      <label className="flex min-h-8 items-start gap-2 text-prose max-sm:min-h-11">
        <input
          type="checkbox"
          className="mt-0.5 size-4 flex-none accent-accent"
          checked={ticked}
          onChange={(event) => setTicked(event.target.checked)}
        />
        {first ? 'I want a token.' : 'I want a new token. The old one ends at once.'}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          onClick={() => ready && onMake()}
          aria-disabled={!ready}
          aria-describedby="new-token-note"
          className={ticked ? '' : 'opacity-60'}
        >
          {first ? 'Generate token' : 'Generate new token'}
        </Button>
        {!ticked && (
          <span id="new-token-note" className="text-ink-3">
            Tick the box first.
          </span>
        )}
        <ActionError error={error} />
      </div>
    </div>
  )
}
