import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { buttonClass } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'

/** What a person of a team sees of the lab. */
export function OperatorOnlyPage({ team }: { team: string | undefined }): ReactElement {
  return (
    <>
      <PageHeader title="Only for whoever runs the server" />
      <p className="text-prose">
        Runs and simulators belong to the operator of this server, who comes in by the link that the terminal printed.
      </p>
      {team !== undefined && (
        <p>
          <Link to="/teams/$team/people" params={{ team }} className={buttonClass('plain')}>
            Go to your team
          </Link>
        </p>
      )}
    </>
  )
}
