import type { Simulator } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { signInOptionsQuery, useAtTeam } from '../../../api/session.ts'
import { auditRowsQuery } from '../../../api/team/audit.ts'
import { scimSettingsQuery } from '../../../api/team/scim-settings.ts'
import { useSeen } from '../../../api/team/seen-pages.ts'
import { visible } from '../../../format/text.ts'
import { ActAsOwner } from './act-as-owner.tsx'
import { HeroSteps } from './hero-steps.tsx'
import { setUpSeen } from './set-up.ts'
import { SetUpSteps } from './set-up-steps.tsx'

/** The two halves of the story: SCIM is set up, then a person comes, goes, and is back. */
export function Story({ team, simulator }: { team: string; simulator: Simulator }): ReactElement {
  const { person } = useAtTeam(team)
  const mayRead = person?.role === 'owner' || person?.role === 'admin'
  const settings = useQuery({ ...scimSettingsQuery(team), enabled: mayRead })
  const options = useQuery(signInOptionsQuery(team))
  const rows = useQuery({ ...auditRowsQuery(team), enabled: mayRead })
  const hasSeen = useSeen(team)
  const seen = setUpSeen({
    person,
    settings: settings.data,
    saml: options.data?.saml,
    rows: rows.data,
    hasSeen,
  })
  return (
    <div className="flex flex-col gap-2">
      {!mayRead && (
        <div className="flex flex-wrap items-center gap-3 rounded-panel bg-sunken px-3 py-2 text-prose">
          <p className="min-w-0 flex-1 basis-60">
            {person === undefined
              ? 'The ticks are what the team’s settings and its audit log say. An owner or admin may read them.'
              : `You are ${visible(person.displayName)} (${person.role}) there, who may not read the settings: the ticks wait.`}
          </p>
          <ActAsOwner team={team} />
        </div>
      )}
      <div className="grid gap-3 @min-[900px]:grid-cols-2">
        <SetUpSteps team={team} simulator={simulator} seen={seen} />
        <HeroSteps key={team} team={team} simulator={simulator} rows={rows.data} />
      </div>
    </div>
  )
}
