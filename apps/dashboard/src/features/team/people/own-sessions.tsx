import type { PersonSession } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ownSessionsQuery, useEndSession } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { ListTime } from '../../../components/time.tsx'
import { visible } from '../../../format/text.ts'
import { WAY_WORDS } from '../../../team-words.ts'
import { Read } from '../frame/read.tsx'
import { clientName } from './client-name.ts'

/** The browsers one is signed in with. */
export function OwnSessions({ team }: { team: string }): ReactElement {
  const sessions = useQuery(ownSessionsQuery(team))
  const end = useEndSession(team)
  return (
    <section aria-labelledby="sessions" className="flex flex-col gap-2">
      <h2 id="sessions" className="text-section font-semibold">
        Your sessions
      </h2>
      <Read query={sessions} what="the list of sessions" rows={2}>
        {(data) => (
          <>
            <ul className="panel divide-y divide-line">
              {data.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  end={() => end.mutate(session.id)}
                  busy={end.isPending}
                />
              ))}
            </ul>
            <div className="flex flex-wrap items-center gap-2">
              {data.length > 1 && (
                <Button onClick={() => end.mutate('others')} aria-disabled={end.isPending}>
                  End all others
                </Button>
              )}
              <ActionError error={end.error} />
            </div>
          </>
        )}
      </Read>
    </section>
  )
}

function SessionRow({ session, end, busy }: { session: PersonSession; end: () => void; busy: boolean }): ReactElement {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium" title={visible(session.client)}>
          {visible(clientName(session.client))}
          {session.isCurrent && <span className="font-normal text-ink-2"> · this one</span>}
        </p>
        <p className="text-ink-3">
          {WAY_WORDS[session.by]}, <ListTime iso={session.startedAt} />; last seen <ListTime iso={session.lastSeenAt} />
        </p>
      </div>
      {!session.isCurrent && (
        <Button onClick={end} aria-disabled={busy}>
          End
        </Button>
      )}
    </li>
  )
}
