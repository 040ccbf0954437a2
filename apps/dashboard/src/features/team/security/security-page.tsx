import type { SignOn } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { signOnQuery } from '../../../api/team/sign-on.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { IdentityProviderSection } from './identity-provider.tsx'
import { Refusals } from './refusals.tsx'
import { SamlForm } from './saml-form.tsx'
import { ServiceProviderValues } from './service-provider.tsx'
import { SignOnRules } from './sign-on-rules.tsx'

/** How the people of a team sign in. */
export function SecurityPage(): ReactElement {
  const { team = '' } = useParams({ strict: false })
  return (
    <TeamPage team={team} title="Security">
      <Settings team={team} />
    </TeamPage>
  )
}

function Settings({ team }: { team: string }): ReactElement {
  const signOn = useQuery(signOnQuery(team))
  return (
    <Read query={signOn} what="the sign-in settings" whoMay="Owners and admins set up single sign-on and its rules.">
      {(data) => <Loaded team={team} signOn={data} />}
    </Read>
  )
}

function Loaded({ team, signOn }: { team: string; signOn: SignOn }): ReactElement {
  return (
    <div className="flex max-w-[48rem] flex-col gap-8">
      {signOn.identityProvider ? (
        <IdentityProviderSection team={team} provider={signOn.identityProvider} signOn={signOn} />
      ) : (
        <section aria-labelledby="saml" className="flex flex-col gap-3">
          <h2 id="saml" className="text-section font-semibold">
            Single sign-on by SAML
          </h2>
          <p className="text-prose text-ink-2">
            Not set up: people come in by one-time links only, and SCIM provisioning cannot be switched on.
          </p>
          <SamlForm team={team} />
        </section>
      )}
      <ServiceProviderValues values={signOn.serviceProvider} />
      <SignOnRules team={team} signOn={signOn} />
      <Refusals refusals={signOn.refusals} />
    </div>
  )
}
