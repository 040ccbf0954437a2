import type { ScimSettings } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactElement, useEffect } from 'react'
import { scimSettingsQuery } from '../../../api/team/scim-settings.ts'
import { noteSeen } from '../../../api/team/seen-pages.ts'
import { buttonClass } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { AddressForms } from './address-forms.tsx'
import { EnableSwitch } from './enable-switch.tsx'
import { ProfileRules } from './profile-rules.tsx'
import { ProvisioningUse } from './provisioning-use.tsx'
import { TokenSection } from './token-section.tsx'

/** Where an owner or admin switches SCIM on, and copies what the identity provider needs. */
export function ScimPage(): ReactElement {
  const { team = '' } = useParams({ strict: false })
  return (
    <TeamPage
      team={team}
      title="SCIM provisioning"
      under={
        <Link to="/teams/$team/people" params={{ team }} className="text-ink-2 hover:underline">
          People
        </Link>
      }
    >
      <Settings team={team} />
    </TeamPage>
  )
}

function Settings({ team }: { team: string }): ReactElement {
  const settings = useQuery(scimSettingsQuery(team))
  const isThere = settings.data !== undefined
  useEffect(() => {
    if (isThere) noteSeen(team, 'scim')
  }, [team, isThere])
  return (
    <Read
      query={settings}
      what="the SCIM settings"
      whoMay="Owners and admins see the address and the token, and switch SCIM on and off."
      missing={<NotInPlan team={team} />}
    >
      {(data) => <Loaded team={team} settings={data} />}
    </Read>
  )
}

function NotInPlan({ team }: { team: string }): ReactElement {
  return (
    <EmptyState title="This team has no SCIM provisioning.">
      <p className="max-w-prose text-ink-2">
        It comes with the Enterprise plan. On this plan people are invited by hand; the SCIM address of the team answers
        as if there were none.
      </p>
      <Link to="/teams/$team/people" params={{ team }} className={buttonClass('plain')}>
        People
      </Link>
    </EmptyState>
  )
}

function Loaded({ team, settings }: { team: string; settings: ScimSettings }): ReactElement {
  return (
    <div className="flex max-w-[40rem] flex-col gap-8">
      <EnableSwitch team={team} settings={settings} />
      <AddressForms urls={settings.urls} dimmed={!settings.enabled} />
      <TokenSection team={team} settings={settings} />
      <ProvisioningUse settings={settings} />
      <ProfileRules team={team} settings={settings} />
      <Functions />
    </div>
  )
}

function Functions(): ReactElement {
  return (
    <section aria-labelledby="functions" className="flex flex-col gap-2">
      <h2 id="functions" className="text-section font-semibold">
        What it does
      </h2>
      <ul className="list-disc pl-5 text-prose text-ink-2">
        <li>Import: the identity provider reads the members of the team. Reading changes nobody.</li>
        <li>Add: whoever is assigned there becomes a member here, with the role member.</li>
        <li>
          Remove: whoever is unassigned is signed out and moves to Inactive. Assigned again, they are back with the same
          spaces and documents, as member.
        </li>
      </ul>
    </section>
  )
}
