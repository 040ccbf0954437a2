import type { ScimSettings } from '@scimulator/admin-api'
import type { ReactElement, ReactNode } from 'react'
import { Status, type Tone } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'
import { formatCount, visible } from '../../../format/text.ts'
import { type ScimUse, scimUse } from './token-age.ts'

const STATES: Readonly<Record<ScimUse, { tone: Tone; word: string }>> = {
  noToken: { tone: 'wait', word: 'no token yet' },
  off: { tone: 'skip', word: 'off' },
  neverUsed: { tone: 'wait', word: 'on, never used' },
  inUse: { tone: 'pass', word: 'on, in use' },
}

/** Whether it works: last use, by which client, and the seats taken. */
export function ProvisioningUse({ settings }: { settings: ScimSettings }): ReactElement {
  const { token, seats } = settings
  return (
    <section aria-labelledby="use" className="flex flex-col gap-2">
      <h2 id="use" className="text-section font-semibold">
        Use
      </h2>
      <dl className="panel grid gap-x-6 gap-y-2 p-3 sm:grid-cols-[9rem_1fr]">
        <Line name="State">
          <Status {...STATES[scimUse(settings)]} />
        </Line>
        <Line name="Last used">
          {token?.lastUsedAt ? <ListTime iso={token.lastUsedAt} /> : 'No request with this token has come yet.'}
        </Line>
        <Line name="By">
          {token?.lastClient ? visible(token.lastClient) : <span className="text-ink-3">nobody yet</span>}
        </Line>
        <Line name="Seats">
          {seats.limit === null
            ? `${formatCount(seats.used)} taken, no limit`
            : `${formatCount(seats.used)} of ${formatCount(seats.limit)} taken`}
          {seats.limit !== null && seats.used >= seats.limit && (
            <span className="block text-warn">The next person is refused until one is free.</span>
          )}
        </Line>
      </dl>
    </section>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
