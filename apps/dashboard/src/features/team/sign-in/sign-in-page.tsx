import type { SignInOptions } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { withQuery } from '../../../api/client.ts'
import { sessionQuery, signInOptionsQuery } from '../../../api/session.ts'
import { buttonClass } from '../../../components/button.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { visible } from '../../../format/text.ts'
import type { SignInSearch } from '../../../search.ts'
import { Read } from '../frame/read.tsx'
import { refusalWords } from './refusal-words.ts'

/** Where people of a team sign in. It asks nobody who they are. */
export function SignInPage(): ReactElement {
  const { team = '' } = useParams({ strict: false })
  const { refused, ended, to }: SignInSearch = useSearch({ strict: false })
  const options = useQuery(signInOptionsQuery(team))
  const name = visible(options.data?.displayName ?? team)
  const happened = refusalWords(refused)
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 p-6 text-prose">
      <p className="flex items-center gap-2 font-semibold">
        <img src="/favicon.svg" alt="" width="20" height="20" />
        Scimulator
      </p>
      <PageHeader title={`Sign in to ${name}`} />
      {happened !== null && (
        <p role="alert" className="rounded-panel bg-warn-bg px-3 py-2 text-ink">
          {happened}
        </p>
      )}
      {happened === null && ended && (
        <p role="alert" className="rounded-panel bg-warn-bg px-3 py-2 text-ink">
          Your session has ended: somebody signed out, you are no longer active in the team, or it lets people in by its
          identity provider only. What you made is kept.
        </p>
      )}
      <Read
        query={options}
        what="the way in"
        rows={2}
        missing={<p>There is no team {visible(team)} on this server.</p>}
      >
        {(data) => <Ways options={data} to={to} />}
      </Read>
      <Already team={team} />
    </main>
  )
}

function Ways({ options, to }: { options: SignInOptions; to: string | undefined }): ReactElement {
  const { saml, requireSso, startUrl } = options
  return (
    <>
      {saml ? (
        <p>
          <a href={withQuery(startUrl, { to })} className={buttonClass('primary')}>
            Sign in with SAML
          </a>
        </p>
      ) : (
        <p>This team has no single sign-on yet.</p>
      )}
      {requireSso ? (
        <p className="text-ink-2">The team lets people in by their identity provider only.</p>
      ) : (
        <p className="text-ink-2">
          {saml ? 'Or ask' : 'Ask'} an owner or admin of the team, or whoever runs this server, for a link: it signs you
          in once. No passwords are kept here.
        </p>
      )}
    </>
  )
}

/** For whoever is in already, and for the operator who has lost the way. */
function Already({ team }: { team: string }): ReactElement | null {
  const { data } = useQuery(sessionQuery)
  const person = data?.people.find((each) => each.team === team)
  if (data === undefined) return null
  if (person) {
    return (
      <p className="border-t border-line pt-4">
        You are signed in as {visible(person.displayName)}.{' '}
        <Link to="/teams/$team/people" params={{ team }} className="text-accent underline">
          Go to the team
        </Link>
      </p>
    )
  }
  return (
    <p className="border-t border-line pt-4 text-ink-2">
      {data?.operator ? (
        <Link to="/" className="text-accent underline">
          Go to the lab
        </Link>
      ) : (
        <>
          Do you run this server? Open the sign-in link that <code className="font-mono text-code">npm start</code>{' '}
          printed in the terminal.
        </>
      )}
    </p>
  )
}
