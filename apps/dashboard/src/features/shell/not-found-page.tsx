import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { buttonClass } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'

/** Says what was looked for. */
export function NotFoundPage(): ReactElement {
  return (
    <>
      <PageHeader title="No such page" />
      <p className="text-prose">
        Nothing lives at <code className="font-mono text-code break-all">{location.pathname}</code>.
      </p>
      <p>
        <Link to="/" className={buttonClass('plain')}>
          Go to the overview
        </Link>
      </p>
    </>
  )
}
